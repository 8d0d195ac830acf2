import { expect, test } from 'vitest'
import { compareDuplicates, duplicateReasons, isPhoneShared, isSamePerson, phoneTail } from './likelyDuplicates.ts'
import { PatientDetails } from './people.ts'

const ana = PatientDetails.parse({
  givenName: 'Ana',
  familyName: 'Ruiz Peña',
  birthOn: '1985-03-12',
  phone: '+1 604 555 0142',
  email: 'Ana.Ruiz@example.com',
})
const nobody = { givenName: '', familyName: '', birthOn: null, phone: null, email: null }
const named = (givenName: string, familyName: string, part: Partial<PatientDetails> = {}) => ({
  ...nobody,
  ...{ givenName, familyName },
  ...part,
})
const { birthOn } = ana

test('R10.1 the same name and birth date, whatever the accents, capitals and order', () => {
  expect(duplicateReasons(named('Ana', 'Ruiz Peña', { birthOn }), ana)).toEqual(['nameAndBirth'])
  expect(duplicateReasons(named('ruiz pena', 'ANA', { birthOn }), ana)).toEqual(['nameAndBirth'])
  expect(duplicateReasons(named('Pena', 'Ana Ruiz', { birthOn }), ana)).toEqual(['nameAndBirth'])
})

test('R10.1 of two names with the same birth date one may be shorter, but not a single word', () => {
  expect(duplicateReasons(named('Ana', 'Ruiz', { birthOn }), ana)).toEqual(['nameAndBirth'])
  expect(duplicateReasons(named('Ana María', 'Ruiz Peña', { birthOn }), ana)).toEqual(['nameAndBirth'])
  expect(duplicateReasons(named('Ana', '', { birthOn }), ana)).toEqual([])
  expect(duplicateReasons(named('Eva', 'Ruiz Peña', { birthOn }), ana)).toEqual([])
})

test('R10.1 the same name is a reason unless the birth dates tell two people apart', () => {
  const unknown = { ...ana, birthOn: null }

  expect(duplicateReasons(named('Ana', 'Ruiz Peña'), ana)).toEqual(['name'])
  expect(duplicateReasons(named('Ana', 'Ruiz Peña', { birthOn }), unknown)).toEqual(['name'])
  expect(
    duplicateReasons(named('Ana', 'Ruiz Peña', { birthOn: PatientDetails.shape.birthOn.parse('1985-03-13') }), ana),
  ).toEqual([])
  expect(duplicateReasons(named('Ana', 'Ruiz'), ana)).toEqual([])
  expect(duplicateReasons(named('Ana Ruiz Peña', ''), ana)).toEqual([])
  expect(duplicateReasons(nobody, { ...ana, birthOn: null, phone: null, email: null })).toEqual([])
})

test('R10.1 names with apostrophes and hyphens are the same in one word and in two', () => {
  const brien = { ...ana, givenName: 'Anne-Marie', familyName: 'O’Brien' }

  expect(duplicateReasons(named('Anne Marie', "O'Brien"), brien)).toEqual(['name'])
  expect(duplicateReasons(named('Annemarie', 'OBrien'), brien)).toEqual(['name'])
  expect(duplicateReasons(named('OBrien', 'AnneMarie'), brien)).toEqual(['name'])
  expect(duplicateReasons(named('Anne', 'O’Brien'), brien)).toEqual([])
})

test('R10.1 a telephone with or without its country code and nought, an e-mail in any capitals', () => {
  expect(duplicateReasons({ ...nobody, phone: '604-555-0142' }, ana)).toEqual(['phone'])
  expect(duplicateReasons({ ...nobody, phone: '001 (604) 555 0142' }, ana)).toEqual(['phone'])
  expect(duplicateReasons({ ...nobody, phone: '555 0142' }, ana)).toEqual(['phone'])
  expect(duplicateReasons({ ...nobody, phone: '55 0142' }, ana)).toEqual([])
  expect(duplicateReasons({ ...nobody, phone: '604 555 0143' }, ana)).toEqual([])
  expect(duplicateReasons({ ...nobody, email: ' ana.ruiz@EXAMPLE.com' }, ana)).toEqual(['email'])
  expect(duplicateReasons({ ...nobody, email: 'ana@example.com' }, ana)).toEqual([])
})

test('R10.1 who shares more comes first; a telephone and an e-mail alone may be family', () => {
  const all = [['email'], ['phone'], ['phone', 'email'], ['name'], ['name', 'email'], ['nameAndBirth']] as const

  expect([...all].sort(compareDuplicates)).toEqual([...all].reverse())
  expect(all.map(isSamePerson)).toEqual([false, false, false, true, true, true])
})

test('R6.5 a telephone is the same whether or not the family name is', () => {
  expect(isPhoneShared(['phone'])).toBe(true)
  expect(isPhoneShared(['familyAndPhone'])).toBe(true)
  expect(isPhoneShared(['name', 'email'])).toBe(false)
})

test('R10.1 the index finds a telephone by its last seven digits', () => {
  expect(phoneTail('+1 604 555 0142')).toBe('5550142')
  expect(phoneTail('0 55 01 42')).toBeNull()
  expect(phoneTail('')).toBeNull()
})

test('R11.6 of a name that goes on and on the first six words are compared for how they may be written', () => {
  const typed = (before: number) => named(`${'Xu '.repeat(before)}Benjamin`, 'Ruiz', { birthOn })
  const ben = { ...ana, givenName: 'Ben', familyName: 'Ruiz' }

  expect(duplicateReasons(typed(5), ben)).toEqual(['nearNameAndBirth'])
  expect(duplicateReasons(typed(6), ben)).toEqual([])
})
