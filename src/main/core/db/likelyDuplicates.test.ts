import { expect, test } from 'vitest'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { openClinic } from '../testing/openClinic.ts'

const birthOn = CalendarDay.parse('1985-03-12')
const nobody = { givenName: '', familyName: '', birthOn: null, phone: null, email: null }

test('R10.1 likely duplicates are found by name, birth date, telephone and e-mail, with reasons, the likeliest first', async () => {
  await using clinic = await openClinic()
  const phone = '+1 604 555 0142'
  const ana = await clinic.addPatient('Ana Peña', { birthOn, phone })
  const mother = await clinic.addPatient('Lucía Ruiz', { phone: '604-555-0142', email: 'lucia@example.test' })
  await clinic.addPatient('Eva Peña', { birthOn })
  const brien = await clinic.addPatient('Siobhán O’Brien', {})
  const likely = async (typed: object) =>
    (await clinic.client.patients.likely({ ...nobody, ...typed })).map(({ patient, reasons }) => [patient.id, reasons])

  expect(await likely({ givenName: 'pena', familyName: 'ANA', birthOn, phone: '6045550142' })).toEqual([
    [ana.id, ['nameAndBirth', 'phone']],
    [mother.id, ['phone']],
  ])
  expect(await likely({ givenName: 'Ana', familyName: 'Pena' })).toEqual([[ana.id, ['name']]])
  expect(await likely({ email: 'Lucia@Example.test' })).toEqual([[mother.id, ['email']]])
  expect(await likely({ givenName: 'Siobhan', familyName: 'OBrien' })).toEqual([[brien.id, ['name']]])
  expect(await likely({ givenName: 'Siobhan', familyName: "O'Brien" })).toEqual([[brien.id, ['name']]])
  expect(await likely({ givenName: 'Ana', familyName: '"* OR name : "Eva' })).toEqual([])
  expect(await likely({ givenName: 'An', familyName: 'Pe' })).toEqual([])
  expect(await likely({})).toEqual([])
})

test('R10.1 at most five are named', async () => {
  await using clinic = await openClinic()
  for (let count = 0; count < 7; count += 1) await clinic.addPatient('Ana Ruiz')

  expect(await clinic.client.patients.likely({ ...nobody, givenName: 'Ana', familyName: 'Ruiz' })).toHaveLength(5)
})
