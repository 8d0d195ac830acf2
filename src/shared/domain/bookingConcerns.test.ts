import { expect, test } from 'vitest'
import { bookingConcerns, isOfferedBy, type BookingCircumstances } from './bookingConcerns.ts'
import { CalendarDay, ClockTime, Instant, MINUTE, plusMilliseconds } from './time.ts'
import { existingInstantOf } from './meantTime.ts'

const time = (text: string) => ClockTime.parse(text)
const span = (from: string, to: string) => ({ from: time(from), to: time(to) })

/** Dr Lee, 9 to 12:30 and 13:30 to 18, on a Tuesday in London. */
const known: BookingCircumstances = {
  timeZone: 'Europe/London',
  now: Instant.parse('2026-03-02T09:00:00.000Z'),
  open: [span('13:30', '18:00'), span('09:00', '12:30')],
  off: [],
  isOffered: true,
  isWithdrawn: false,
}
const said = (
  at: string,
  minutes: number,
  part: Partial<BookingCircumstances> = {},
  on = CalendarDay.parse('2026-03-03'),
) => {
  const all = { ...known, ...part }
  const startsAt = existingInstantOf(on, time(at), all.timeZone)
  if (!startsAt) throw new Error('No such time')
  return bookingConcerns({ startsAt, endsAt: plusMilliseconds(startsAt, minutes * MINUTE), on }, all)
}
const kinds = (...wanted: Parameters<typeof said>) => said(...wanted).map(({ kind }) => kind)

test('R6.1 a visit within working hours is as usual, to the last minute', () => {
  expect(kinds('09:00', 30)).toEqual([])
  expect(kinds('12:00', 30)).toEqual([])
  expect(kinds('17:30', 30)).toEqual([])
})

test('R6.4 a visit more than two years ahead is said: its year is likelier mistyped', () => {
  expect(kinds('09:00', 30, {}, CalendarDay.parse('2028-02-29'))).toEqual([])
  expect(kinds('09:00', 30, {}, CalendarDay.parse('2028-03-02'))).toEqual(['farAhead'])
  expect(kinds('09:00', 30, {}, CalendarDay.parse('2190-03-02'))).toEqual(['farAhead'])
})

test('R6.1 before the first and after the last minute of work is outside hours', () => {
  const hours = { opensAt: '2026-03-03T09:00:00.000Z', closesAt: '2026-03-03T18:00:00.000Z' }

  expect(said('02:00', 30)).toEqual([{ kind: 'outsideHours', ...hours }])
  expect(said('08:59', 30)).toEqual([{ kind: 'outsideHours', ...hours }])
  expect(said('18:00', 30)).toEqual([{ kind: 'outsideHours', ...hours }])
})

test('R6.1 a visit in a break, one that runs into it and one past closing are told apart', () => {
  expect(said('12:30', 30)).toEqual([
    { kind: 'break', startsAt: '2026-03-03T12:30:00.000Z', endsAt: '2026-03-03T13:30:00.000Z' },
  ])
  expect(kinds('13:29', 30)).toEqual(['break'])
  expect(said('12:01', 30)).toEqual([
    { kind: 'runsOver', endsAt: '2026-03-03T12:31:00.000Z', closesAt: '2026-03-03T12:30:00.000Z' },
  ])
  expect(said('17:45', 30)).toEqual([
    { kind: 'runsOver', endsAt: '2026-03-03T18:15:00.000Z', closesAt: '2026-03-03T18:00:00.000Z' },
  ])
})

test('R6.1 spans that touch or overlap have no break between them', () => {
  const open = [span('12:00', '17:00'), span('09:00', '12:00'), span('10:00', '11:00')]

  expect(kinds('11:30', 60, { open })).toEqual([])
  expect(kinds('16:30', 60, { open })).toEqual(['runsOver'])
})

test('R6.1 who has no hours on that day is away', () => {
  expect(said('10:00', 30, { open: [] })).toEqual([{ kind: 'away' }])
})

test('R6.4 what has passed, is outside hours and is not offered is said all at once, in this order', () => {
  const late = { now: Instant.parse('2026-03-03T20:00:00.000Z'), isOffered: false }

  expect(kinds('19:00', 30, late)).toEqual(['past', 'outsideHours', 'notOffered'])
  expect(kinds('10:00', 30, { now: Instant.parse('2026-03-03T10:00:00.000Z') })).toEqual(['past'])
  expect(kinds('10:01', 20, { now: Instant.parse('2026-03-03T10:00:00.000Z') })).toEqual([])
})

test('R6.1 the hours are as long as the clock makes them on the day it changes', () => {
  const open = [span('00:30', '03:00')]
  const spring = CalendarDay.parse('2026-03-29')
  const autumn = CalendarDay.parse('2026-10-25')

  // From 00:30 to 03:00 it is an hour and a half in spring, and three and a half in autumn.
  expect(kinds('00:30', 90, { open }, spring)).toEqual([])
  expect(kinds('00:30', 91, { open }, spring)).toEqual(['runsOver'])
  expect(kinds('00:30', 210, { open }, autumn)).toEqual([])
  expect(kinds('00:30', 211, { open }, autumn)).toEqual(['runsOver'])
})

test('R6.1 a service that names nobody is offered by everybody', () => {
  expect(isOfferedBy({ practitionerIds: [] }, 'lee')).toBe(true)
  expect(isOfferedBy({ practitionerIds: ['lee'] }, 'lee')).toBe(true)
  expect(isOfferedBy({ practitionerIds: ['lee'] }, 'park')).toBe(false)
})

test('R6.1 of a service that is withdrawn only that is said, not who does not offer it', () => {
  expect(kinds('10:00', 30, { isWithdrawn: true, isOffered: false })).toEqual(['withdrawn'])
})
