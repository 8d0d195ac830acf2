import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StaffId } from './ids.ts'
import { laidUpNow, ReminderHours, reminderLeavesAt, reminderStanding } from './reminders.ts'
import { DAY, HOUR, Instant, MINUTE, plusMilliseconds, toInstant } from './time.ts'
import { clockTimeOf } from './zone.ts'

const LONG_AGO = Instant.parse('2026-01-01T09:00:00.000Z')
const at = (text: string): Instant => Instant.parse(`2026-${text}:00.000Z`)

test.each([
  ['at the same time the day before', '03-03T18:00', 24, '03-02T18:00'],
  ['two days before', '03-05T18:00', 48, '03-03T18:00'],
  ['in the first minute of the day', '03-03T16:00', 24, '03-02T16:00'],
  ['on the evening before what is too early', '03-03T15:59', 24, '03-02T04:00'],
  ['in the last minute of the day', '03-04T04:00', 24, '03-03T04:00'],
  ['no later than the last minute', '03-04T04:01', 24, '03-03T04:00'],
  ['on the evening before midnight, for one after it', '03-04T08:30', 24, '03-03T04:00'],
  ['so many hours before, though clocks went forward between', '03-08T17:00', 24, '03-07T17:00'],
])('R9.1 a reminder leaves %s', (_what, startsAt, hours, leavesAt) => {
  expect(reminderLeavesAt(at(startsAt), hours, 'America/Vancouver')).toBe(at(leavesAt))
})

test('R9.1 no reminder leaves at night, or later than was asked for, or half a day sooner', () => {
  const zones = ['America/Vancouver', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham', 'America/St_Johns']
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') }),
      fc.integer({ min: 2, max: 168 }),
      fc.constantFrom(...zones),
      (milliseconds, hours, timeZone) => {
        const startsAt = toInstant(Math.floor(milliseconds / MINUTE) * MINUTE)
        const leavesAt = reminderLeavesAt(startsAt, hours, timeZone)
        const time = clockTimeOf(leavesAt, timeZone)
        const early = Date.parse(startsAt) - hours * HOUR - Date.parse(leavesAt)
        return time >= '08:00' && time <= '20:00' && early >= 0 && early <= 13 * HOUR
      },
    ),
    { numRuns: 60 },
  )
})

test('R9.1 reminders are laid up for the next two weeks, and none is for what leaves by itself sooner', () => {
  const now = at('03-02T18:00')

  expect(laidUpNow(24, now)).toEqual({ after: at('03-03T18:00'), upTo: at('03-17T18:00') })
})

test('R9.1 somebody is reminded two hours to a week before, or not at all', () => {
  expect([null, 2, 24, 168].map((hours) => ReminderHours.safeParse(hours).success)).toEqual([true, true, true, true])
  expect([1, 169, 2.5].map((hours) => ReminderHours.safeParse(hours).success)).toEqual([false, false, false])
})

const [lee, park] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'].map((id) =>
  StaffId.parse(id),
)
if (!lee || !park) throw new Error('Two practitioners')
const visit = { startsAt: at('03-03T18:00'), endsAt: at('03-03T18:30'), practitionerId: lee }
const said = { ...visit, endedAt: null }
const claimed = { ...visit, endedAt: null }
const BEFORE = plusMilliseconds(visit.startsAt, -1)

test.each([
  ['claimed as it says', 'stands', said, claimed, BEFORE],
  ['never claimed', 'stands', said, null, BEFORE],
  ['begun', 'over', said, claimed, visit.startsAt],
  ['given back', 'cancelled', said, { ...claimed, endedAt: LONG_AGO }, BEFORE],
  ['given back before it was to begin', 'cancelled', said, { ...claimed, endedAt: LONG_AGO }, visit.startsAt],
  ['at another time', 'moved', said, { ...claimed, startsAt: plusMilliseconds(visit.startsAt, DAY) }, BEFORE],
  ['of another length', 'moved', said, { ...claimed, endsAt: plusMilliseconds(visit.endsAt, MINUTE) }, BEFORE],
  ['with somebody else', 'moved', said, { ...claimed, practitionerId: park }, BEFORE],
  ['no more as the desk says', 'changed', { ...said, endedAt: LONG_AGO }, claimed, BEFORE],
  ['given back as both say', 'cancelled', { ...said, endedAt: LONG_AGO }, { ...claimed, endedAt: LONG_AGO }, BEFORE],
] as const)('R9.1 of a visit that is %s a reminder %s', (_what, standing, reminder, claim, now) => {
  expect(reminderStanding(reminder, claim, now)).toBe(standing)
})
