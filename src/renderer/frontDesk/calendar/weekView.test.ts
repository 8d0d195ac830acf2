import { expect, test } from 'vitest'
import type { VisitSpan } from '../../../shared/contract/desk/calendar.ts'
import { weekOf } from '../../../shared/domain/calendarDays.ts'
import { CalendarDay, ClockTime, Instant } from '../../../shared/domain/time.ts'
import { shownDays, stripPaths, weekColumns, type WeekPerson } from './weekView.ts'

const days = weekOf(CalendarDay.parse('2026-11-23'))
const at = (text: string) => ClockTime.parse(text)
const visit = (startsAt: string, endsAt: string): VisitSpan => ({
  startsAt: Instant.parse(startsAt),
  endsAt: Instant.parse(endsAt),
  status: 'booked',
})

/** Works from 9 to 12 on those days. */
function person(works: readonly number[], visits: Readonly<Record<number, readonly VisitSpan[]>> = {}): WeekPerson {
  return {
    ...{ practitionerId: 'p', name: 'Amir Lee', tint: 0, isBookable: true },
    days: days.map((_, index) => ({
      open: works.includes(index) ? [{ from: at('09:00'), to: at('12:00') }] : [],
      awayFor: null,
      onSale: [],
      visits: visits[index] ?? [],
    })),
  }
}

test('R6.2 a week shows the days on which anybody works or is seen, Monday first', () => {
  expect(shownDays(days, [person([0, 2]), person([4])], null)).toEqual([0, 2, 4])
  const sunday = { 6: [visit('2026-11-29T10:00:00.000Z', '2026-11-29T11:00:00.000Z')] }
  expect(shownDays(days, [person([0], sunday)], null)).toEqual([0, 6])
})

test('R6.2 a day that a booking is made on is shown, and a week without anybody is not empty', () => {
  const saturday = days[5] ?? null
  expect(shownDays(days, [person([0, 1])], saturday)).toEqual([0, 1, 5])
  expect(shownDays(days, [person([])], null)).toEqual([0, 1, 2, 3, 4])
  expect(shownDays(days, [person([])], saturday)).toEqual([0, 1, 2, 3, 4])
})

test('R6.2 the columns of a week are days of one practitioner', () => {
  const columns = weekColumns(days, [0, 4], person([0]))
  expect(columns.map(({ id, on, practitionerId, open }) => [id, on, practitionerId, open.length])).toEqual([
    ['2026-11-23', '2026-11-23', 'p', 1],
    ['2026-11-27', '2026-11-27', 'p', 0],
  ])
})

test('R6.2 a strip has its hours underlined and its visits on the clinic’s clock, what is over apart', () => {
  const [monday] = person([0], {
    0: [
      visit('2026-11-23T14:00:00.000Z', '2026-11-23T14:30:00.000Z'),
      visit('2026-11-23T16:00:00.000Z', '2026-11-23T17:00:00.000Z'),
    ],
  }).days
  if (!monday) throw new Error('No Monday')

  const now = Instant.parse('2026-11-23T15:00:00.000Z')
  expect(stripPaths(monday, { from: 8, to: 18 }, 'America/New_York', now)).toEqual({
    past: 'M60 2h30v10h-30z',
    ahead: 'M180 2h60v10h-60z',
    open: 'M60 16H240',
  })
})
