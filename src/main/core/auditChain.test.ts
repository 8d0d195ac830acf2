import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../tests/support/until.ts'
import { createAuditChain, FIRST_HASH, hashOfAudit, verifyAudit } from './auditChain.ts'
import type { AuditRow } from './db/audit.ts'
import { openClinic, type TestClinic } from './testing/openClinic.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const AT = '2026-03-02T09:00:00.000Z'

/** A chain as it would be computed by whoever knows how: whole in itself. */
async function writeChain(count: number, { format = 2, detail = '{}' } = {}): Promise<AuditRow[]> {
  const { db } = clinic.context
  await db.deleteFrom('audit').execute()
  const rows: AuditRow[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const facts = { seq, at: AT, staff_id: null, patient_id: null, action: 'patient.read', detail, station: null }
    const row = { ...facts, format, previous_hash: rows.at(-1)?.hash ?? FIRST_HASH }
    rows.push({ ...row, hash: hashOfAudit(row) })
  }
  for (let from = 0; from < count; from += 500) {
    await db
      .insertInto('audit')
      .values(rows.slice(from, from + 500))
      .execute()
  }
  return rows
}

const anchorAt = (row: AuditRow | undefined) => ({ seq: row?.seq ?? 0, hash: row?.hash ?? '', at: clinic.clock.now() })

describe('R8.6 the chain', () => {
  test('R8.6 goes on over rows as they were written before actions had facts', async () => {
    await writeChain(3, { format: 1, detail: 'phone, email' })
    await clinic.addPatient('Ana Ruiz')

    const { db } = clinic.context
    expect(await verifyAudit(db, null)).toEqual({ state: 'whole', rows: 4 })
    expect(await db.selectFrom('audit').select(['format', 'station']).where('seq', '>=', 3).execute()).toEqual([
      { format: 1, station: null },
      { format: 2, station: 'Front desk' },
    ])
    await db.updateTable('audit').set({ format: 2 }).where('seq', '=', 3).execute()
    expect(await verifyAudit(db, null)).toEqual({ state: 'broken', atSeq: 3 })
  })

  test('R8.6 a log of several pages is read to its end', async () => {
    await writeChain(2_001)
    const { db } = clinic.context
    expect(await verifyAudit(db, null)).toEqual({ state: 'whole', rows: 2_001 })

    await db.updateTable('audit').set({ action: 'patient.added' }).where('seq', '=', 2_001).execute()

    expect(await verifyAudit(db, null)).toEqual({ state: 'broken', atSeq: 2_001 })
  })

  test('R8.6 a chain whose newest rows are gone, or that was computed anew, is cut by its anchor', async () => {
    const { db } = clinic.context
    const rows = await writeChain(5)
    const anchor = anchorAt(rows[3])
    expect(await verifyAudit(db, anchor)).toEqual({ state: 'whole', rows: 5 })
    await db.deleteFrom('audit').where('seq', '>=', 4).execute()
    expect(await verifyAudit(db, null)).toEqual({ state: 'whole', rows: 3 })
    expect(await verifyAudit(db, anchor)).toEqual({ state: 'cut', anchoredSeq: 4 })

    await writeChain(5, { detail: '{"other":1}' })

    expect(await verifyAudit(db, anchor)).toEqual({ state: 'cut', anchoredSeq: 4 })
  })
})

describe('R8.6 what the chain is held against', () => {
  test('R8.6 the newest anchor counts, an older one changes nothing', async () => {
    const rows = await writeChain(5)
    const chain = createAuditChain(clinic.context.db, clinic.clock)
    await chain.check()
    const old = { ...anchorAt(rows[1]), hash: 'f'.repeat(64) }

    expect(await chain.holdAgainst(anchorAt(rows[4]))).toBe(false)
    expect(await chain.holdAgainst(old)).toBe(false)
    expect(await chain.holdAgainst({ ...old, seq: 5 })).toBe(false)

    expect(chain.last()).toEqual({ at: clinic.clock.now(), verdict: { state: 'whole', rows: 5 } })
    expect((await chain.check()).verdict).toEqual({ state: 'whole', rows: 5 })
  })

  test('R8.6 a chain that is cut says so at once and at every check; a broken one stays broken', async () => {
    await writeChain(5)
    const { db } = clinic.context
    const chain = createAuditChain(db, clinic.clock)
    expect(chain.last()).toBeNull()
    const anchor = { seq: 9, hash: 'f'.repeat(64), at: clinic.clock.now() }

    expect(await chain.holdAgainst(anchor)).toBe(true)

    expect(chain.last()?.verdict).toEqual({ state: 'cut', anchoredSeq: 9 })
    expect((await chain.check()).verdict).toEqual({ state: 'cut', anchoredSeq: 9 })
    await db.updateTable('audit').set({ at: '' }).where('seq', '=', 2).execute()
    await chain.check()
    expect(await chain.holdAgainst({ ...anchor, seq: 10 })).toBe(false)
    expect(chain.last()?.verdict).toEqual({ state: 'broken', atSeq: 2 })
  })

  test('R8.6 an anchor that comes while the chain is read counts for that check', async () => {
    await writeChain(2_500)
    const chain = createAuditChain(clinic.context.db, clinic.clock)

    const checking = chain.check()
    await chain.holdAgainst({ seq: 3_000, hash: 'f'.repeat(64), at: clinic.clock.now() })
    await checking

    expect(chain.last()?.verdict).toEqual({ state: 'cut', anchoredSeq: 3_000 })
  })

  test('R8.6 the core checks the chain when it starts, and a broken one is shown', async () => {
    await clinic.addPatient('Ana Ruiz')
    await clinic.context.db.updateTable('audit').set({ at: '' }).execute()

    await clinic.restart()
    await until(() => clinic.context.auditChain.last(), 'the first check')

    expect(await clinic.client.settings.audit()).toEqual({
      at: clinic.clock.now(),
      verdict: { state: 'broken', atSeq: 1 },
    })
    expect((await clinic.client.today.summary()).isAuditWhole).toBe(false)
    expect(clinic.logLines).toContainEqual({ level: 'error', event: 'audit.notWhole', facts: { state: 'broken' } })
    await clinic.context.db.deleteFrom('audit').execute()
    expect((await clinic.client.settings.checkAudit()).verdict).toEqual({ state: 'whole', rows: 0 })
    expect((await clinic.client.today.summary()).isAuditWhole).toBe(true)
  })

  test('R8.6 a check that found nothing written yet is made anew for whoever looks', async () => {
    await clinic.context.db.deleteFrom('audit').execute()
    await clinic.context.auditChain.check()
    await clinic.addPatient('Ana Ruiz')

    expect((await clinic.client.settings.audit())?.verdict).toEqual({ state: 'whole', rows: 1 })
  })
})
