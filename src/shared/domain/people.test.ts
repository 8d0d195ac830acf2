import { expect, test } from 'vitest'
import { ClinicPhone, EmailAddress, emailKey, NewPatientDetails, PersonName, PhoneNumber } from './people.ts'

test('R5.1 two spellings of one e-mail address share a key, two addresses do not', () => {
  expect(emailKey(' Ana@Example.TEST ')).toBe(emailKey('ana@example.test'))
  expect(emailKey('ana@example.test')).toBe('ana@example.test')
  expect(emailKey('ana@example.test')).not.toBe(emailKey('anna@example.test'))
})

test('a name is of any script, up to 200 characters, trimmed and on one line', () => {
  expect(PersonName.parse('  王 小明 🦷 ')).toBe('王 小明 🦷')
  expect(PersonName.safeParse('a'.repeat(200)).success).toBe(true)
  for (const name of ['', '   ', 'a'.repeat(201), 'Ana\nRuiz', 'Ana\u0000']) {
    expect([name, PersonName.safeParse(name).success]).toEqual([name, false])
  }
})

test('a name turns nothing round that is written behind it: what controls the direction of a text is left out', () => {
  expect(PersonName.parse('Öde\u202Eabc')).toBe('Ödeabc')
  expect(PersonName.parse('\u2067שרה\u2069')).toBe('שרה')
  expect(PersonName.safeParse('\u200F').success).toBe(false)
})

test('R10.1 a telephone number has five digits to twenty, and may say whose it is; a clinic may have none', () => {
  expect(PhoneNumber.parse(' +49 30 5550100 ')).toBe('+49 30 5550100')
  expect(PhoneNumber.parse('604 555 0134 ext. 2')).toBe('604 555 0134 ext. 2')
  expect(PhoneNumber.parse('1'.repeat(20))).toHaveLength(20)
  for (const text of ['', '1', '1234', 'ask at the desk', 'ana@example.test', '1'.repeat(21), '0'.repeat(41)]) {
    expect([text, PhoneNumber.safeParse(text).success]).toEqual([text, false])
    expect([text, ClinicPhone.safeParse(text).success]).toEqual([text, text === ''])
  }
  expect(NewPatientDetails.shape.phone.parse(null)).toBeNull()
})

test('an e-mail address is trimmed before it is looked at', () => {
  expect(EmailAddress.parse(' ana@example.test ')).toBe('ana@example.test')
  expect(EmailAddress.safeParse('ana@').success).toBe(false)
})
