import { ORPCError, safe } from '@orpc/server'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PatientId } from '../../../shared/domain/ids.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const codeOf = (calling: Promise<unknown>) =>
  calling.then(
    () => 'answered',
    (error: unknown) => (error instanceof ORPCError ? String(error.code) : 'not an ORPCError'),
  )

describe('Who may call', () => {
  test('R10.3 a locked desk answers nothing, to whoever asks', async () => {
    const patient = await clinic.addPatient('Ana Ruiz')

    await clinic.client.session.lock()

    expect(await codeOf(clinic.client.patients.get({ patientId: patient.id }))).toBe('SIGNED_OUT')
    expect(await clinic.client.session.current()).toMatchObject({ isLocked: true, staff: { name: 'Maya Iyer' } })
  })

  test('R10.3 what is for admins is refused to practitioners', async () => {
    clinic.signInAs(clinic.people.lee)

    expect(
      await codeOf(clinic.client.settings.save({ seenVersion: 1, changes: { accessDays: 7, undoSeconds: 5 } })),
    ).toBe('FORBIDDEN')
    clinic.signInAs(clinic.people.admin)
    await clinic.client.settings.save({ seenVersion: 1, changes: { accessDays: 7, undoSeconds: 5 } })
    expect(await clinic.client.settings.get()).toMatchObject({ accessDays: 7, undoSeconds: 5, codePageUrl: null })
  })
})

describe('What goes wrong', () => {
  test('a full disk is said in its own words, nothing is half done, and it works again when there is space', async () => {
    const before = await figure('SELECT count(*) FROM patient')
    await figure(`PRAGMA max_page_count = ${await figure('PRAGMA page_count')}`)

    const { error, isDefined } = await safe(fillUp())

    expect({ isDefined, ...toFacts(error) }).toEqual({
      isDefined: true,
      code: 'STORE_UNAVAILABLE',
      data: { because: 'diskFull' },
    })
    const kept = await figure('SELECT count(*) FROM patient')
    expect(await figure('SELECT count(*) FROM patient_search')).toBe(kept)
    expect(await figure(`SELECT count(*) FROM audit WHERE action = 'patient.added'`)).toBe(kept - before)
    await figure('PRAGMA max_page_count = 1000000')
    await clinic.addPatient('Ana Ruiz')
    expect(await figure('SELECT count(*) FROM patient')).toBe(kept + 1)
  })

  test('an error that nobody declared is masked, and logged once with a reference and without what was typed', async () => {
    await sql`DROP TABLE patient_search`.execute(clinic.context.db)

    const { error } = await safe(clinic.addPatient('Canary Ramírez'))

    const lines = clinic.logLines.filter(({ level }) => level === 'error')
    expect(lines).toHaveLength(1)
    const reference = lines[0]?.facts['reference']
    expect(reference).toMatch(/^[0-9A-F]{8}$/u)
    expect(toFacts(error)).toEqual({ code: 'UNEXPECTED', data: { reference } })
    expect(lines[0]).toMatchObject({ event: 'procedure.failed', facts: { procedure: 'patients.add' } })
    expect(JSON.stringify(lines)).not.toContain('Canary')
  })

  test('input that does not fit is refused with its place, before anything happens', async () => {
    const { error } = await safe(
      clinic.client.patients.add({
        id: PatientId.parse(clinic.ids()),
        givenName: 'x'.repeat(201),
        familyName: '   ',
        birthOn: null,
        phone: null,
        email: null,
      }),
    )

    expect(toFacts(error).code).toBe('BAD_REQUEST')
    expect(clinic.logLines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

function toFacts(error: unknown): { code: unknown; data: unknown } {
  return error instanceof ORPCError ? { code: error.code, data: error.data } : { code: error, data: undefined }
}

async function fillUp(): Promise<never> {
  for (;;) await clinic.addPatient(`${'Long '.repeat(20)}Name`)
}

/** The first column of the first row. */
async function figure(text: string): Promise<number> {
  const { rows } = await sql.raw<Record<string, number>>(text).execute(clinic.context.db)
  return Object.values(rows[0] ?? {})[0] ?? Number.NaN
}
