import { expect, test } from 'vitest'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { CalendarDay, ClockTime, Instant, MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { GridColumn } from './dayView.ts'
import { firstSpot, nextSpot, spotsOf } from './spots.ts'

const on = CalendarDay.parse('2026-11-23')
const column = (id: string): GridColumn => ({
  ...{ id, on, practitionerId: id, name: id, tint: 0, isBookable: true, awayFor: null, onSale: [], visits: 0 },
  open: [{ from: ClockTime.parse('09:00'), to: ClockTime.parse('12:00') }],
})
/** Only what the spots are made from. */
const visit = (practitionerId: string, clock: string, minutes: number) => {
  const startsAt = Instant.parse(`2026-11-23T${clock}:00.000Z`)
  const endsAt = plusMilliseconds(startsAt, minutes * MINUTE)
  return { id: `${practitionerId}${clock}`, practitionerId, startsAt, endsAt, status: 'booked' } as DayAppointment
}
const spots = spotsOf(
  [column('a'), column('b')],
  [visit('a', '09:30', 30), visit('a', '10:10', 60), visit('b', '11:00', 60)],
  'UTC',
)
const said = (each: { columnId: string; from: number; to: number; visit: string | null } | null) =>
  each && `${each.columnId} ${each.from / 60}-${each.to / 60} ${each.visit ? 'visit' : 'free'}`

test('R10.4 the arrows stop at visits and at what is free between them, not at what is too short to book', () => {
  expect(spots.filter(({ columnId }) => columnId === 'a').map(said)).toEqual([
    'a 9-9.5 free',
    'a 9.5-10 visit',
    `a ${610 / 60}-${670 / 60} visit`,
    `a ${670 / 60}-12 free`,
  ])
  expect(spots.filter(({ columnId }) => columnId === 'b').map(said)).toEqual(['b 9-11 free', 'b 11-12 visit'])
})

test('R10.4 they go down and up a column, and sideways to what is on at that time', () => {
  const start = firstSpot(spots, 'a', 9 * 60 + 40)
  if (!start) throw new Error('Nowhere to start')
  const go = (arrow: 'up' | 'down' | 'left' | 'right', from = start) => nextSpot(spots, from, arrow, ['a', 'b'])

  expect(said(start)).toBe('a 9.5-10 visit')
  expect(said(go('up'))).toBe('a 9-9.5 free')
  expect(said(go('down'))).toMatch(/^a 10\.1.* visit$/)
  expect(said(go('right'))).toBe('b 9-11 free')
  expect(go('left')).toBeNull()
  const beside = go('right')
  expect(beside && said(go('down', beside))).toBe('b 11-12 visit')
})

test('R10.4 they begin where the day is now, and at its last spot in the evening', () => {
  expect(said(firstSpot(spots, 'b', 10 * 60))).toBe('b 9-11 free')
  expect(said(firstSpot(spots, 'b', 20 * 60))).toBe('b 11-12 visit')
  expect(said(firstSpot(spots, 'none', 0))).toBe('a 9-9.5 free')
})
