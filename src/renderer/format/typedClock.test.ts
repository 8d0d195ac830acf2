import { expect, test } from 'vitest'
import { CalendarDay, ClockTime } from '../../shared/domain/time.ts'
import { existingInstantOf, parseTypedClock } from './typedClock.ts'

const day = (text: string) => CalendarDay.parse(text)
const clock = (text: string) => ClockTime.parse(text)

test.each([
  ['10:00', '10:00'],
  ['9', '09:00'],
  ['9.30', '09:30'],
  ['1640', '16:40'],
  ['4 pm', '16:00'],
  ['4:30pm', '16:30'],
  ['12 am', '00:00'],
  ['12 pm', '12:00'],
])('R6.2 a time typed as "%s" is read', (typed, expected) => {
  expect(parseTypedClock(typed)).toBe(expected)
})

test.each(['', 'noon', '24:00', '10:60', '13 pm', '10:0', '123456'])('R6.2 a time typed as "%s" is none', (typed) => {
  expect(parseTypedClock(typed)).toBeNull()
})

test('R6.1 a wall-clock time is an instant of the clinic’s zone', () => {
  expect(existingInstantOf(day('2026-03-02'), clock('10:00'), 'Europe/London')).toBe('2026-03-02T10:00:00.000Z')
  expect(existingInstantOf(day('2026-07-02'), clock('10:00'), 'Europe/London')).toBe('2026-07-02T09:00:00.000Z')
  expect(existingInstantOf(day('2026-07-02'), clock('00:15'), 'Asia/Kolkata')).toBe('2026-07-01T18:45:00.000Z')
})

test('R6.1 a time that the clocks jump over does not exist', () => {
  expect(existingInstantOf(day('2026-03-29'), clock('01:30'), 'Europe/London')).toBeNull()
  expect(existingInstantOf(day('2026-03-29'), clock('02:30'), 'Europe/London')).toBe('2026-03-29T01:30:00.000Z')
})

test('R6.1 of a time that comes twice the first is meant', () => {
  expect(existingInstantOf(day('2026-10-25'), clock('01:30'), 'Europe/London')).toBe('2026-10-25T00:30:00.000Z')
})
