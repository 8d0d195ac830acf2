import { expect, test } from 'vitest'
import { CalendarDay, ClockTime, Instant } from '../../../shared/domain/time.ts'
import {
  closedStretches,
  gridClock,
  gridSpan,
  gridTime,
  hoursInto,
  linesOf,
  shownHours,
  stillOnSale,
  type GridColumn,
} from './dayView.ts'

const at = (text: string) => ClockTime.parse(text)
const on = CalendarDay.parse('2026-11-23')
const zone = 'America/New_York'

function column(...open: readonly (readonly [string, string])[]): GridColumn {
  return {
    ...{
      id: 'p',
      on,
      practitionerId: 'p',
      name: 'Amir Lee',
      tint: 0,
      isBookable: true,
      awayFor: null,
      onSale: [],
      visits: 0,
    },
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
  expect(shownHours([column(['09:00', '17:00'])], [], zone)).toEqual({ from: 8, to: 18 })
  expect(shownHours([column(['06:30', '20:15'])], [], zone)).toEqual({ from: 6, to: 21 })
})

test('R6.2 a visit’s block is written in as many lines as its height has room for', () => {
  expect([10, 20, 30, 45, 60, 90].map((minutes) => linesOf(minutes, 38))).toEqual([1, 1, 2, 3, 4, 4])
  expect(linesOf(20, 78)).toBe(2)
})

test('R6.1 the grid is told the clinic’s wall-clock time', () => {
  const instant = Instant.parse('2026-11-23T14:30:00.000Z')

  expect(gridTime(instant, zone, on, on)).toBe('2026-11-23T09:30:00')
  expect(hoursInto(on, instant, zone)).toBe(9.5)
  expect(hoursInto(CalendarDay.parse('2026-11-24'), instant, zone)).toBeNull()
  expect(gridClock(8.25)).toBe('08:15:00')
})

test('R6.2 columns that are days are drawn as one day: a visit over midnight ends in the one and goes on in the next', () => {
  const [monday, tuesday] = [on, CalendarDay.parse('2026-11-24')]
  const visit = {
    startsAt: Instant.parse('2026-11-25T04:45:00.000Z'),
    endsAt: Instant.parse('2026-11-25T05:15:00.000Z'),
  }

  expect(gridSpan(visit, zone, tuesday, monday)).toEqual({ start: '2026-11-23T23:45:00', end: '2026-11-24T00:15:00' })
  expect(gridSpan(visit, zone, CalendarDay.parse('2026-11-25'), monday)).toEqual({
    start: '2026-11-22T23:45:00',
    end: '2026-11-23T00:15:00',
  })
})

test('R6.1 a visit while the clocks go back is drawn as long as it is', () => {
  const sunday = CalendarDay.parse('2026-11-01')
  const visit = {
    startsAt: Instant.parse('2026-11-01T05:40:00.000Z'),
    endsAt: Instant.parse('2026-11-01T06:10:00.000Z'),
  }

  expect(gridSpan(visit, zone, sunday, sunday)).toEqual({ start: '2026-11-01T01:40:00', end: '2026-11-01T02:10:00' })
})

test('R6.4 what is on sale is drawn from now on', () => {
  const span = (from: string, to: string) => ({
    startsAt: Instant.parse(`2026-11-23T${from}:00.000Z`),
    endsAt: Instant.parse(`2026-11-23T${to}:00.000Z`),
  })
  const onSale = [span('14:00', '16:00'), span('16:30', '18:00'), span('19:00', '20:00')]

  expect(stillOnSale(onSale, Instant.parse('2026-11-23T16:00:00.000Z'))).toEqual(onSale.slice(1))
  expect(stillOnSale(onSale, Instant.parse('2026-11-23T17:10:00.000Z'))).toEqual([span('17:10', '18:00'), onSale[2]])
})
