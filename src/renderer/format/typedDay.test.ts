import { expect, test } from 'vitest'
import { CalendarDay } from '../../shared/domain/time.ts'
import { parseTypedDay } from './typedDay.ts'

const today = CalendarDay.parse('2026-11-23')

test.each([
  ['12 March 1985', '1985-03-12'],
  ['12 mar 85', '1985-03-12'],
  ['12/3/1985', '1985-03-12'],
  ['12.3.1985', '1985-03-12'],
  ['12-3-1985', '1985-03-12'],
  ['March 12, 1985', '1985-03-12'],
  ['12th of March 1985', '1985-03-12'],
  ['12031985', '1985-03-12'],
  ['1985-03-12', '1985-03-12'],
  ['1985/3/12', '1985-03-12'],
  ['3/25/1985', '1985-03-25'],
  ['1 Jan 26', '2026-01-01'],
  ['1 Jan 27', '1927-01-01'],
  ['29 Feb 2024', '2024-02-29'],
])('section 12 a birth date typed as "%s" is read', (typed, expected) => {
  expect(parseTypedDay(typed, today, 'past')).toBe(expected)
})

test.each(['', 'soon', '31 Feb 1985', '29/2/2023', '13/13/1985', '12 March', '12', '12 Foo 1985', '1985'])(
  'section 12 a birth date typed as "%s" is none',
  (typed) => {
    expect(parseTypedDay(typed, today, 'past')).toBeNull()
  },
)

test.each([
  ['today', '2026-11-23'],
  ['Tomorrow', '2026-11-24'],
  ['fri', '2026-11-27'],
  ['Monday', '2026-11-30'],
  ['24 Nov', '2026-11-24'],
  ['24/11', '2026-11-24'],
  ['Mon 23 Nov 2026', '2026-11-23'],
  ['2 Jan', '2027-01-02'],
  ['1 Nov', '2026-11-01'],
  ['2026-12-01', '2026-12-01'],
  ['23', '2026-11-23'],
  ['30', '2026-11-30'],
  ['5', '2026-12-05'],
  ['24th', '2026-11-24'],
  ['31', '2026-12-31'],
])('R6.2 a visit’s day typed as "%s" is read', (typed, expected) => {
  expect(parseTypedDay(typed, today, 'future')).toBe(expected)
})

test('R6.2 a lone day of a month that does not have it is in the next one that does, over the end of a year too', () => {
  expect(parseTypedDay('31', CalendarDay.parse('2026-04-02'), 'future')).toBe('2026-05-31')
  expect(parseTypedDay('30', CalendarDay.parse('2026-01-31'), 'future')).toBe('2026-03-30')
  expect(parseTypedDay('2', CalendarDay.parse('2026-12-03'), 'future')).toBe('2027-01-02')
  expect(parseTypedDay('0', CalendarDay.parse('2026-12-03'), 'future')).toBeNull()
  expect(parseTypedDay('32', CalendarDay.parse('2026-12-03'), 'future')).toBeNull()
})
