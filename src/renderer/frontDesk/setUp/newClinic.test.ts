import { expect, test } from 'vitest'
import { KeptFacts, problemsOf } from './newClinic.ts'

const good = {
  ...{ clinicName: 'Quay Clinic', addressLine: '', phone: '', timeZone: 'America/Vancouver' },
  ...{ adminName: 'Ines Roy', adminEmail: 'ines@quay.example', password: 'a first password' },
}

test('R10.8 what is wrong with a new clinic has its sentence, beside the field it is about', () => {
  expect(problemsOf(good)).toEqual({})
  expect(problemsOf({ ...good, timeZone: 'Mars/Olympus' })).toEqual({
    timeZone: 'This computer knows no zone of this name.',
  })
  expect(problemsOf({ ...good, clinicName: ' ', adminName: '' })).toEqual({
    clinicName: 'A name is needed.',
    adminName: 'A name is needed.',
  })
  expect(Object.keys(problemsOf({ ...good, phone: '12', adminEmail: 'ines', password: 'short' }))).toEqual([
    'phone',
    'adminEmail',
    'password',
  ])
})

test('R10.8 the password is not among what is kept until the clinic is made', () => {
  expect(Object.keys(KeptFacts.parse(good))).not.toContain('password')
})
