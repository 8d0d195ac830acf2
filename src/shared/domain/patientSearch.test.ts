import { describe, expect, test } from 'vitest'
import { folded } from './folded.ts'
import { nameQueries, searchQuery, searchText } from './patientSearch.ts'
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

  test('R10.1 a phone number that is short has no tail of its own length twice, nor a longer one', () => {
    expect(searchText(patient({ phone: '5550123' })).phone).toBe('5550123 0123')
    expect(searchText(patient({ phone: '0123' })).phone).toBe('0123')
    expect(searchText(patient({ phone: '12' })).phone).toBe('12')
  })

  test('R10.1 what the chart does not have is not found', () => {
    expect(searchText(patient({}))).toEqual({ name: 'Ana Ruiz', phone: '', email: '', birth: '' })
    expect(searchText(patient({ email: 'ana@example.test' })).email).toBe('ana@example.test')
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

  test('R10.1 a phone number is found with its trunk noughts and its country code or without', () => {
    expect(searchQuery('0044 604')).toBe('("0044604"* OR phone : "44604"*)')
    expect(searchQuery('6040')).toBe('"6040"*')
    expect(searchQuery('+1 (604) 555-0123')).toBe('("16045550123"* OR phone : "6045550123"*)')
    expect(searchQuery('6045550123')).toBe('"6045550123"*')
    expect(searchQuery('000')).toBe('"000"*')
  })

  test('R10.1 a birth date is found while it is typed, a short part standing for a whole one', () => {
    expect(searchQuery('3.12')).toBe('("312"* OR birth : "0312"*)')
    expect(searchQuery('12 3 1985')).toBe('("1231985"* OR birth : "12031985"*)')
    expect(searchQuery('1985-3')).toBe('"19853"*')
    expect(searchQuery('1985-3-1')).toBe('("198531"* OR birth : "1985031"*)')
    expect(searchQuery('1985.03.12')).toBe('"19850312"*')
    expect(searchQuery('12.03.1985.')).toBe('"12031985"*')
    expect(searchQuery('1..2')).toBe('("12"* OR birth : "0102"*)')
    expect(searchQuery('/3/12')).toBe('("312"* OR birth : "0312"*)')
  })

  test('R10.1 what has too many or too long parts is no birth date', () => {
    expect(searchQuery('3.4.5.6')).toBe('"3456"*')
    expect(searchQuery('3.12345')).toBe('"312345"*')
    expect(searchQuery('12345.3')).toBe('"123453"*')
    expect(searchQuery('7')).toBe('"7"*')
  })

  test('R10.1 words apart by anything that is white; no more than twelve are read', () => {
    expect(searchQuery('ana\t\n ruiz')).toBe('"ana"* AND "ruiz"*')
    expect(searchQuery('ana\u0000ruiz')).toBe('"ana"* AND "ruiz"*')
    expect(searchQuery(Array.from({ length: 20 }, (_, index) => `w${index}`).join(' '))?.split(' AND ')).toHaveLength(
      12,
    )
  })

  test('R10.1 a number with letters around it is a word', () => {
    expect(searchQuery('a12-3')).toBe('("a12-3"* OR "a123"*)')
  })

  test('R10.1 nothing to search for is no query', () => {
    expect(['', '  ', '*', '"-"', '@', '\u0000'].map(searchQuery)).toEqual([null, null, null, null, null, null])
  })

  test('R10.1 a date with the name of its month is a birth date too, alone or beside a name', () => {
    expect(searchQuery('12 March 1985')).toBe('("12"* AND "March"* AND "1985"*) OR (birth : "19850312"*)')
    expect(searchQuery('ruiz 12 mar')).toBe('("ruiz"* AND "12"* AND "mar"*) OR (birth : "1203"* AND "ruiz"*)')
    expect(searchQuery('12-Mar-1985')).toContain('birth : "19850312"*')
    expect(searchQuery('ana 12 3 1985')).toContain('(birth : "12031985"* AND "ana"*)')
    expect(searchQuery('may 3 lee')).toBe('("may"* AND "3"* AND "lee"*) OR (birth : "0305"* AND "lee"*)')
    expect(searchQuery('25 Apr 1985 (41)')).toContain(' OR (birth : "19850425"*)')
    expect(searchQuery('ruiz (41)')).toBe('"ruiz"* AND "41"*')
    expect(searchQuery('march')).toBe('"march"*')
    expect(searchQuery('12 ana')).toBe('"12"* AND "ana"*')
  })

  test('R10.1 is looked for in the name first, and at its beginning before that', () => {
    expect(nameQueries(' ana  ru')).toEqual({
      within: 'name : ("ana"* AND "ru"*)',
      starts: 'name : ^ "ana ru" *',
      whole: 'name : ^ "ana ru"',
    })
    expect(nameQueries('"x" OR')?.starts).toBe('name : ^ """x"" OR" *')
    expect(['604', ' ', '@', '12.3.85'].map(nameQueries)).toEqual([null, null, null, null])
  })

  test('R10.1 letters are compared without accents and case', () => {
    expect(folded('Ñandú Ångström')).toBe('nandu angstrom')
  })
})
