import { expect, test } from 'vitest'
import { plusMonths, weekNumberOf, weekOf, weeksOfMonth } from './calendarDays.ts'
import { CalendarDay } from './time.ts'

const day = (on: string) => CalendarDay.parse(on)

test('R6.2 a week is Monday to Sunday, whichever of its days is named', () => {
  for (const on of ['2026-11-23', '2026-11-25', '2026-11-29']) {
    const week = weekOf(day(on))
    expect([week[0], week[6], week.length]).toEqual(['2026-11-23', '2026-11-29', 7])
  }
  expect(weekOf(day('2026-11-30'))[0]).toBe('2026-11-30')
})

test('R6.2 weeks are counted as in ISO 8601, over the turn of a year', () => {
  expect(['2026-11-23', '2026-12-31', '2027-01-03', '2027-01-04'].map((on) => weekNumberOf(day(on)))).toEqual([
    48, 53, 53, 1,
  ])
})

test('R6.2 a month is shown in whole weeks: four, five or six of them', () => {
  const weeks = (on: string) => {
    const days = weeksOfMonth(day(on))
    return [days[0], days.at(-1), days.length / 7]
  }
  expect(weeks('2027-02-14')).toEqual(['2027-02-01', '2027-02-28', 4])
  expect(weeks('2026-11-23')).toEqual(['2026-10-26', '2026-12-06', 6])
  expect(weeks('2026-10-01')).toEqual(['2026-09-28', '2026-11-01', 5])
})

test('R11.6 the last month that a day can name ends as any other', () => {
  const days = weeksOfMonth(day('9999-12-31'))

  expect([days[0], days.includes(day('9999-12-31')), days.length / 7]).toEqual(['9999-11-29', true, 5])
})

test('R6.2 a month on from the last of January is the last of February', () => {
  expect(plusMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
  expect(plusMonths(day('2026-01-15'), -1)).toBe('2025-12-15')
})
