import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PatientId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { changePatient, namesFor } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { outboxIn } from '../testing/patientActs.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

test('R10.1 what is no telephone number is put on no chart, and one of before stays while other fields change', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const phone = 'ask at the desk'
  await expect(clinic.addPatient('Ben Okoro', { phone })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(changePatient(clinic, ana.id, { phone })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await clinic.context.db.updateTable('patient').set({ phone }).where('id', '=', ana.id).execute()

  expect(await changePatient(clinic, ana.id, { familyName: 'Ruiz Vega' })).toMatchObject({ phone, version: 2 })
})

describe('R8.6, section 12: the chart', () => {
  test('names of every kind are kept as they are, and found', async () => {
    const names = [
      { givenName: 'D’Arcy', familyName: "O'Connor-Łukasz", typed: "o'conn" },
      { givenName: '🦊', familyName: 'Fox 👩‍👩‍👧', typed: '🦊' },
      { givenName: 'x'.repeat(200), familyName: 'ß'.repeat(200), typed: 'x'.repeat(100) },
      { givenName: 'محمد', familyName: 'السيد', typed: 'الس' },
      { givenName: 'שרה', familyName: 'לוי', typed: 'לו' },
      { givenName: '<script>alert(1)</script>', familyName: "'; DROP TABLE patient; --", typed: '<script>al' },
      { givenName: '小明', familyName: '王', typed: '小' },
    ]
    for (const { typed, ...name } of names) {
      const added = await clinic.addPatient('A B', name)
      expect(await clinic.client.patients.get({ patientId: added.id })).toMatchObject(name)
      const { patients } = await clinic.client.patients.search({ query: typed, limit: 5, offset: 0 })
      expect(patients).toContainEqual(expect.objectContaining(name))
    }
  })

  test('R5.1 several patients may have the same e-mail', async () => {
    await clinic.addPatient('Ana Ruiz', { email: 'family@mail.example' })
    await clinic.addPatient('Sam Ruiz', { email: 'Family@mail.example' })

    expect(await namesFor(clinic, 'family@mail')).toEqual(['Ana Ruiz', 'Sam Ruiz'])
  })

  test('a double click makes one patient', async () => {
    const id = PatientId.parse(clinic.ids())
    const ana = { id, givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email: null }

    const [first, second] = await Promise.all([clinic.client.patients.add(ana), clinic.client.patients.add(ana)])

    expect(second).toEqual(first)
    expect(await namesFor(clinic, 'ruiz')).toEqual(['Ana Ruiz'])
  })

  test('a patient who is not there is said to be not there', async () => {
    const patientId = PatientId.parse(clinic.ids())

    for (const calling of [
      clinic.client.patients.get({ patientId }),
      clinic.client.patients.history({ patientId }),
      clinic.client.calendar.ofPatient({ patientId }),
      clinic.client.plans.list({ patientId }),
    ]) {
      await expect(calling).rejects.toSatisfy((error) => error instanceof ORPCError && error.code === 'NOT_FOUND')
    }
  })

  test('R8.6 history says who read and changed what, newest first, and one stay on the page is one reading', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    clinic.signInAs(clinic.people.lee)
    await clinic.client.patients.get({ patientId: ana.id })
    await clinic.client.patients.get({ patientId: ana.id })
    clinic.later(11 * MINUTE)
    await clinic.client.patients.get({ patientId: ana.id })
    await changePatient(clinic, ana.id, { phone: '604 555 0101', email: 'ana@mail.example' })

    const lines = await clinic.client.patients.history({ patientId: ana.id })

    expect(lines.map(({ staffName, stationName, facts }) => [staffName, stationName, facts])).toEqual([
      ['Jun Lee', 'Front desk', { action: 'history.read' }],
      ['Jun Lee', 'Front desk', { action: 'patient.changed', fields: ['phone', 'email'] }],
      ['Jun Lee', 'Front desk', { action: 'patient.read' }],
      ['Jun Lee', 'Front desk', { action: 'patient.read' }],
      ['Maya Iyer', 'Front desk', { action: 'patient.added' }],
    ])
  })

  test('a changed chart is published anew', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')

    await changePatient(clinic, ana.id, { phone: '604 555 0101' })

    expect((await outboxIn(clinic)).map(({ kind, subject }) => [kind, subject])).toEqual([['records.put', ana.id]])
  })
})
