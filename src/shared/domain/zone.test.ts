import { describe, expect, test } from 'vitest'
import { CalendarDay, ClockTime, HOUR, Instant, isTimeZone } from './time.ts'
import { ageOn, clockTimeOf, dayBounds, dayOf, instantOf, plusDays, weekdayOf } from './zone.ts'

const VANCOUVER = 'America/Vancouver'
const day = (text: string) => CalendarDay.parse(text)
const time = (text: string) => ClockTime.parse(text)
const hoursOf = (on: string, zone: string) => {
  const { startsAt, endsAt } = dayBounds(day(on), zone)
  return (Date.parse(endsAt) - Date.parse(startsAt)) / HOUR
}

describe('R6.1 the clinic’s wall clock', () => {
  test('R6.1 a day has 24 hours, 23 when clocks go forward, 25 when they go back', () => {
    expect(hoursOf('2026-03-07', VANCOUVER)).toBe(24)
    expect(hoursOf('2026-03-08', VANCOUVER)).toBe(23)
    expect(hoursOf('2026-10-25', 'Europe/Berlin')).toBe(25)
    expect(hoursOf('2026-03-29', 'Europe/Berlin')).toBe(23)
  })

  test('R6.1 a day that starts late, because midnight is skipped, starts at its first moment', () => {
    const { startsAt } = dayBounds(day('2024-09-08'), 'America/Santiago')

    expect(clockTimeOf(startsAt, 'America/Santiago')).toBe('01:00')
    expect(hoursOf('2024-09-08', 'America/Santiago')).toBe(23)
  })

  test('R6.1 wall times and instants agree on both sides of a change', () => {
    expect(instantOf(day('2026-03-07'), time('09:30'), VANCOUVER)).toBe('2026-03-07T17:30:00.000Z')
    expect(instantOf(day('2026-03-09'), time('09:30'), VANCOUVER)).toBe('2026-03-09T16:30:00.000Z')
  })

  test('R6.1 a skipped wall time moves on, a repeated one is its first', () => {
    expect(instantOf(day('2026-03-08'), time('02:30'), VANCOUVER)).toBe('2026-03-08T10:30:00.000Z')
    expect(instantOf(day('2026-10-25'), time('02:30'), 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  })

  test('R6.1 an instant falls on the clinic’s day, not on that of UTC', () => {
    const at = Instant.parse('2026-03-03T02:15:00.000Z')

    expect(dayOf(at, VANCOUVER)).toBe('2026-03-02')
    expect(clockTimeOf(at, VANCOUVER)).toBe('18:15')
    expect(dayOf(at, 'Asia/Kathmandu')).toBe('2026-03-03')
    expect(clockTimeOf(at, 'Asia/Kathmandu')).toBe('08:00')
  })

  test('R6.1 days are counted over the ends of months and years', () => {
    expect(plusDays(day('2027-12-31'), 1)).toBe('2028-01-01')
    expect(plusDays(day('2028-03-01'), -1)).toBe('2028-02-29')
    expect(weekdayOf(day('2026-03-02'))).toBe(1)
    expect(weekdayOf(day('2026-03-08'))).toBe(7)
  })

  test('R6.1 a zone is one that the platform knows', () => {
    expect(isTimeZone('America/Vancouver')).toBe(true)
    expect(isTimeZone('Mars/Olympus')).toBe(false)
    expect(isTimeZone('')).toBe(false)
  })

  test('R10.1 an age is in whole years', () => {
    expect(ageOn(day('1985-03-12'), day('2026-03-11'))).toBe(40)
    expect(ageOn(day('1985-03-12'), day('2026-03-12'))).toBe(41)
    expect(ageOn(day('1985-03-12'), day('2026-02-20'))).toBe(40)
    expect(ageOn(day('1985-03-12'), day('2026-04-01'))).toBe(41)
    expect(ageOn(day('2024-02-29'), day('2025-02-28'))).toBe(0)
    expect(ageOn(day('2024-02-29'), day('2025-03-01'))).toBe(1)
    expect(ageOn(day('2026-03-12'), day('2026-03-11'))).toBeNull()
  })
})
