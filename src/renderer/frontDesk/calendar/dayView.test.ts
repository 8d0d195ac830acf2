import { expect, test } from 'vitest'
import { CalendarDay, ClockTime, Instant } from '../../../shared/domain/time.ts'
import { closedStretches, gridClock, gridTime, hoursInto, linesOf, shownHours, type DayColumn } from './dayView.ts'

const at = (text: string) => ClockTime.parse(text)
const on = CalendarDay.parse('2026-11-23')
const zone = 'America/New_York'

function column(...open: readonly (readonly [string, string])[]): DayColumn {
  return {
    practitionerId: 'p',
    name: 'Amir Lee',
    tint: 0,
    isBookable: true,
    awayFor: null,
    open: open.map(([from, to]) => ({ from: at(from), to: at(to) })),
  }
}

test('R6.2 closed time is what lies between the hours worked', () => {
  const { open } = column(['13:00', '17:30'], ['09:00', '12:00'])

  expect(closedStretches(open, { from: 8, to: 18 })).toEqual([
    { from: 8, to: 9 },
    { from: 12, to: 13 },
    { from: 17.5, to: 18 },
  ])
  expect(closedStretches([], { from: 8, to: 18 })).toEqual([{ from: 8, to: 18 }])
})

test('R6.2 the day shows its usual hours, and wider where somebody works outside them', () => {
  expect(shownHours([column(['09:00', '17:00'])], [], on, zone)).toEqual({ from: 8, to: 18 })
  expect(shownHours([column(['06:30', '20:15'])], [], on, zone)).toEqual({ from: 6, to: 21 })
})

test('R6.2 a visit’s block is written in as many lines as its height has room for', () => {
  expect([10, 20, 30, 45, 60, 90].map((minutes) => linesOf(minutes, 38))).toEqual([1, 1, 2, 3, 4, 4])
  expect(linesOf(20, 78)).toBe(2)
})

test('R6.1 the grid is told the clinic’s wall-clock time', () => {
  const instant = Instant.parse('2026-11-23T14:30:00.000Z')

  expect(gridTime(instant, zone)).toBe('2026-11-23T09:30:00')
  expect(hoursInto(on, instant, zone)).toBe(9.5)
  expect(hoursInto(CalendarDay.parse('2026-11-24'), instant, zone)).toBeNull()
  expect(gridClock(8.25)).toBe('08:15:00')
})
