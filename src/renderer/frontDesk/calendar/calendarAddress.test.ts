import { expect, test } from 'vitest'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { bookingView, calendarPath, calendarPlace, CALENDAR_VIEWS, isShownAt, stepFrom } from './calendarAddress.ts'

const on = CalendarDay.parse('2026-11-25')

test('R10.4 each view of the calendar has an address that says its day, and reads back', () => {
  expect(CALENDAR_VIEWS.map((view) => calendarPath(view, on))).toEqual([
    '/calendar/2026-11-25',
    '/calendar/week/2026-11-25',
    '/calendar/month/2026-11-25',
  ])
  for (const view of CALENDAR_VIEWS) expect(calendarPlace(calendarPath(view, on))).toEqual({ view, on })
  expect(calendarPlace('/calendar')).toEqual({ view: 'day', on: null })
  expect(calendarPlace('/calendar/week/2026-02-30')).toEqual({ view: 'week', on: null })
  expect(calendarPlace('/patients')).toBeNull()
})

test('R6.2 a step is a day, a week or a month', () => {
  expect(CALENDAR_VIEWS.map((view) => stepFrom(view, on, 1))).toEqual(['2026-11-26', '2026-12-02', '2026-12-25'])
  expect(CALENDAR_VIEWS.map((view) => stepFrom(view, on, -1))).toEqual(['2026-11-24', '2026-11-18', '2026-10-25'])
})

test('R6.2 a booking of another day of the week is made beside the same week', () => {
  const sunday = CalendarDay.parse('2026-11-29')
  expect(isShownAt({ view: 'week', on }, sunday)).toBe(true)
  expect(isShownAt({ view: 'week', on }, CalendarDay.parse('2026-11-30'))).toBe(false)
  expect(isShownAt({ view: 'day', on }, sunday)).toBe(false)
  expect(isShownAt({ view: 'month', on }, on)).toBe(false)
  expect(CALENDAR_VIEWS.map(bookingView)).toEqual(['day', 'week', 'day'])
})
