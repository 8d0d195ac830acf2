import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { addPlan } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { auditStay } from './audit.ts'

let clinic: TestClinic
let ana: PatientSummary

beforeEach(async () => {
  clinic = await openClinic()
  ana = await clinic.addPatient('Ana Ruiz')
})
afterEach(() => clinic.close())

async function countOf(action: string): Promise<number> {
  const rows = await clinic.context.db.selectFrom('audit').select('seq').where('action', '=', action).execute()
  return rows.length
}
const read = () => clinic.client.patients.get({ patientId: ana.id })

describe('R8.6 one row a stay', () => {
  test('R8.6 a draft that saves itself fifty times in an hour was written once', async () => {
    let plan = await addPlan(clinic, ana.id)
    for (let n = 1; n <= 50; n += 1) {
      clinic.later(1.2 * MINUTE)
      const change = { id: plan.id, patientId: ana.id, seenVersion: plan.draftVersion, text: `Walk ${n} times.` }
      plan = await clinic.client.plans.saveDraft(change)
    }

    expect(plan.draftVersion).toBe(51)
    expect(await countOf('plan.written')).toBe(1)
    expect(await countOf('plan.added')).toBe(1)
  })

  test('R8.6 a stay ends with ten minutes’ pause, not with its length', async () => {
    await read()
    for (let n = 0; n < 5; n += 1) {
      clinic.later(10 * MINUTE - 1)
      await read()
    }
    expect(await countOf('patient.read')).toBe(1)

    clinic.later(10 * MINUTE)
    await read()

    expect(await countOf('patient.read')).toBe(2)
  })

  test('R8.6 another plan, patient or person is another stay', async () => {
    const [back, knee] = [await addPlan(clinic, ana.id), await addPlan(clinic, ana.id, 'Swim.', 'Knee')]
    for (const { id } of [back, knee]) {
      await clinic.client.plans.saveDraft({ id, patientId: ana.id, seenVersion: 1, text: 'Rest.' })
    }
    const ben = await clinic.addPatient('Ben Okoro')
    await read()
    await clinic.client.patients.get({ patientId: ben.id })
    clinic.signInAs(clinic.people.lee)
    await read()

    expect(await countOf('plan.written')).toBe(2)
    expect(await countOf('patient.read')).toBe(3)
  })

  test('R8.6 what was rolled back began no stay: the next reading leaves its row', async () => {
    const { acting } = clinic
    const failing = acting.db.transaction().execute(async (tx) => {
      await auditStay(tx, acting, { action: 'patient.read' }, ana.id)
      throw new Error('The disk is full')
    })
    await expect(failing).rejects.toThrow('The disk is full')

    await read()

    expect(await countOf('patient.read')).toBe(1)
  })

  test('R8.6 of very many stays the ones touched longest ago are forgotten, at the price of one row more', async () => {
    await read()
    const { acting } = clinic
    const stayAt = (thing: string) =>
      acting.db
        .transaction()
        .execute((tx) => auditStay(tx, acting, { action: 'plan.written', title: '' }, ana.id, thing))
    for (let n = 0; n < 499; n += 1) await stayAt(String(n))
    await read()
    await stayAt('499')
    await stayAt('1')
    expect(await countOf('plan.written')).toBe(500)
    expect(await countOf('patient.read')).toBe(1)

    await stayAt('0')

    expect(await countOf('plan.written')).toBe(501)
    expect(clinic.station.stays.size).toBe(500)
  })
})

describe('R8.6 history', () => {
  test('R8.6 what was written before actions had facts, or by a newer program, is shown as it stands', async () => {
    const row = { at: clinic.clock.now(), staff_id: null, patient_id: ana.id, previous_hash: '', hash: '' }
    await clinic.context.db
      .insertInto('audit')
      .values([
        { ...row, seq: 11, action: 'appointment.statusChanged', detail: 'booked → arrived', format: 1, station: null },
        { ...row, seq: 12, action: 'patient.read', detail: null, format: 1, station: null },
        { ...row, seq: 13, action: 'moon.rose', detail: '{"over":"the sea"}', format: 2, station: 'Room 9' },
      ])
      .execute()

    const lines = await clinic.client.patients.history({ patientId: ana.id })

    expect(lines.slice(1, 4)).toEqual(
      [
        { stationName: 'Room 9', facts: { action: 'earlier', text: 'moon.rose: {"over":"the sea"}' } },
        { stationName: null, facts: { action: 'earlier', text: 'patient.read' } },
        { stationName: null, facts: { action: 'earlier', text: 'appointment.statusChanged: booked → arrived' } },
      ].map((line) => ({ at: clinic.clock.now(), staffName: null, ...line })),
    )
  })
})
