import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changePatient, outcomeOf } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { verifyAudit } from '../auditChain.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
  for (const name of ['Ana Ruiz', 'Sam Ruiz', 'Wei Chen', 'Noor Haddad']) await clinic.addPatient(name)
})
afterEach(() => clinic.close())

describe('R8.6 the log is a chain that shows any edit', () => {
  test('R8.6 a chain that nobody touched is whole', async () => {
    expect(await verifyAudit(clinic.context.db, null)).toEqual({ state: 'whole', rows: 4 })
  })

  test('R8.6 a row that was changed is named', async () => {
    for (const change of [
      { action: 'patient.read' },
      { detail: 'nothing' },
      { staff_id: null },
      { station: 'Another computer' },
      { format: 3 },
      { patient_id: null },
      { at: '2026-01-01T00:00:00.000Z' },
    ]) {
      const { db } = clinic.context
      const before = await db.selectFrom('audit').selectAll().where('seq', '=', 2).executeTakeFirstOrThrow()
      await db.updateTable('audit').set(change).where('seq', '=', 2).execute()

      expect(await verifyAudit(db, null)).toEqual({ state: 'broken', atSeq: 2 })
      await db.updateTable('audit').set(before).where('seq', '=', 2).execute()
    }
    expect(await verifyAudit(clinic.context.db, null)).toMatchObject({ state: 'whole' })
  })

  test('R8.6 a row that was taken out shows at the one after it', async () => {
    await clinic.context.db.deleteFrom('audit').where('seq', '=', 2).execute()

    expect(await verifyAudit(clinic.context.db, null)).toEqual({ state: 'broken', atSeq: 3 })
  })

  test('R8.6 rows that changed places show', async () => {
    const { db } = clinic.context
    await db.updateTable('audit').set({ seq: 99 }).where('seq', '=', 2).execute()
    await db.updateTable('audit').set({ seq: 2 }).where('seq', '=', 3).execute()
    await db.updateTable('audit').set({ seq: 3 }).where('seq', '=', 99).execute()

    expect(await verifyAudit(db, null)).toEqual({ state: 'broken', atSeq: 2 })
  })

  test('R8.6 what was rolled back left no line', async () => {
    const [ana] = (await clinic.client.patients.search({ query: 'ana', limit: 1, offset: 0 })).patients
    if (!ana) throw new Error('Ana is not there')
    await clinic.context.db.schema.dropTable('outbox').execute()

    expect(await outcomeOf(changePatient(clinic, ana.id, { phone: '604 555 0101' }))).toBe('UNEXPECTED')

    expect(await verifyAudit(clinic.context.db, null)).toEqual({ state: 'whole', rows: 4 })
  })
})
