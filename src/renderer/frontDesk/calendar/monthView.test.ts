import { expect, test } from 'vitest'
import { CalendarDay, ClockTime } from '../../../shared/domain/time.ts'
import { dayBeside, glanceAt, isSameMonth, monthRows, type MonthPerson } from './monthView.ts'

const day = (on: string) => CalendarDay.parse(on)
const at = (text: string) => ClockTime.parse(text)
const mornings = [
  { from: at('09:00'), to: at('10:30') },
  { from: at('11:00'), to: at('12:30') },
]

/** One day of somebody who works three hours on it, where nothing else is said. */
function person(name: string, facts: Partial<MonthPerson['days'][number]> = {}, isBookable = true): MonthPerson {
  return {
    ...{ name, isBookable },
    days: [{ open: mornings, awayFor: null, visits: 0, bookedMinutes: 0, isOff: false, ...facts }],
  }
}
const away = (name: string, word: string | null) => person(name, { open: [], awayFor: word, isOff: true })

test('R6.2 a day of a month has everybody’s visits, and what share of everybody’s hours they take', () => {
  const people = [person('Lee', { visits: 2, bookedMinutes: 90 }), person('Park', { visits: 1, bookedMinutes: 30 })]
  expect(glanceAt(people, 0)).toEqual({ visits: 3, fullPercent: 33, off: [], holiday: null })
  expect(glanceAt([person('Lee')], 0).fullPercent).toBe(0)
})

test('R6.2 what somebody has twice at once or outside their hours fills nobody else’s', () => {
  const over = person('Lee', { visits: 9, bookedMinutes: 400 })
  expect(glanceAt([over], 0).fullPercent).toBe(100)
  expect(glanceAt([over, person('Park')], 0).fullPercent).toBe(50)
})

test('R6.2 a day on which nobody works is not full of nothing, and its visits count', () => {
  const people = [person('Lee', { open: [], visits: 1, bookedMinutes: 30 })]
  expect(glanceAt(people, 0)).toEqual({ visits: 1, fullPercent: null, off: [], holiday: null })
})

test('R6.2 whoever has time off is named, with what for where that was said', () => {
  const left = person('Hill', { open: [], isOff: true, awayFor: 'gone' }, false)
  const people = [away('Lee', 'Course'), away('Park', null), person('Díaz'), left]
  expect(glanceAt(people, 0).off).toEqual([
    { name: 'Lee', word: 'Course' },
    { name: 'Park', word: '' },
  ])
})

test('R6.2 a day on which everybody is away for the same is that holiday', () => {
  const left = person('Hill', { open: [] }, false)
  expect(glanceAt([away('Lee', 'Easter'), away('Park', 'Easter'), left], 0).holiday).toBe('Easter')
  expect(glanceAt([away('Lee', 'Easter'), away('Park', 'Course')], 0).holiday).toBeNull()
  expect(glanceAt([away('Lee', null), away('Park', null)], 0).holiday).toBeNull()
  expect(glanceAt([away('Lee', 'Easter'), person('Park', { open: [] })], 0).holiday).toBeNull()
  const stillWorks = person('Lee', { isOff: true, awayFor: 'Easter' })
  expect(glanceAt([stillWorks], 0).holiday).toBeNull()
})

test('R6.2 a day that is not known has nothing', () => {
  expect(glanceAt([person('Lee', { visits: 2 })], 1)).toMatchObject({ visits: 0, fullPercent: null })
})

test('R6.2 a month is drawn in weeks of seven days, Monday first', () => {
  const rows = monthRows(day('2026-11-23'))
  expect(rows.map((row) => [row[0], row.length])).toEqual(
    ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'].map((on) => [on, 7]),
  )
  expect(isSameMonth(day('2026-11-01'), day('2026-11-30'))).toBe(true)
  expect(isSameMonth(day('2026-11-01'), day('2025-11-01'))).toBe(false)
})

test('R6.2 an arrow leads to the day beside, or a week up or down, also out of the month', () => {
  const leads = (arrow: string) => dayBeside(day('2026-11-30'), arrow)
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map(leads)).toEqual([
    '2026-11-29',
    '2026-12-01',
    '2026-11-23',
    '2026-12-07',
  ])
})
