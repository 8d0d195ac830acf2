import { describe, expect, test } from 'vitest'
import { folded, searchQuery, searchText } from './patientSearch.ts'
import { PatientDetails } from './people.ts'

const patient = (details: Partial<Record<keyof PatientDetails, string>>) =>
  PatientDetails.parse({ givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email: null, ...details })

describe('R10.1 what the search index holds', () => {
  test('R10.1 names as written, and without what people leave out', () => {
    expect(searchText(patient({})).name).toBe('Ana Ruiz')
    expect(searchText(patient({ familyName: "O'Brien-Lee" })).name).toBe("Ana O'Brien-Lee Ana OBrienLee")
  })

  test('R10.1 phone digits from every place where somebody might start', () => {
    expect(searchText(patient({ phone: '+1 (604) 555-0123' })).phone.split(' ')).toEqual([
      '16045550123',
      '6045550123',
      '5550123',
      '0123',
      '045550123',
      '45550123',
    ])
    expect(searchText(patient({ phone: 'ask at the desk' })).phone).toBe('')
  })

  test('R10.1 a birth date in three orders', () => {
    expect(searchText(patient({ birthOn: '1985-03-12' })).birth).toBe('19850312 12031985 03121985')
    expect(searchText(patient({ birthOn: '1985-03-03' })).birth).toBe('19850303 03031985')
  })
})

describe('R10.1 what a person typed', () => {
  test('R10.1 becomes quoted starts of words, all of which must match', () => {
    expect(searchQuery(' ana  ru ')).toBe('"ana"* AND "ru"*')
    expect(searchQuery('o\'b "x" OR')).toBe(`("o'b"* OR "ob"*) AND """x"""* AND "OR"*`)
  })

  test('R10.1 digits are also phone numbers and birth dates', () => {
    expect(searchQuery('0604')).toBe('("0604"* OR phone : "604"*)')
    expect(searchQuery('12.3.85')).toBe('("12385"* OR birth : "120385"* OR birth : "12031985"* OR birth : "12032085"*)')
    expect(searchQuery('ana 1985')).toBe('"ana"* AND "1985"*')
  })

  test('R10.1 nothing to search for is no query', () => {
    expect(['', '  ', '*', '"-"', '@', '\u0000'].map(searchQuery)).toEqual([null, null, null, null, null, null])
  })

  test('R10.1 letters are compared without accents and case', () => {
    expect(folded('Ñandú Ångström')).toBe('nandu angstrom')
  })
})
