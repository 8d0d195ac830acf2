import { expect, test } from 'vitest'
import { StaffId } from './ids.ts'
import {
  isAnotherThingToTell,
  isInTime,
  isTold,
  isToldByDefault,
  tellingOf,
  toTell,
  type StandingVisit,
} from './telling.ts'
import { DAY, HOUR, plusMilliseconds, toInstant } from './time.ts'

const now = toInstant(0)
const lee = StaffId.parse('019b76da-a801-7c6d-899e-ea695a4aa83c')
const okafor = StaffId.parse('019b76da-a801-7c6d-899e-ea695a4aa83d')
const at = (hours: number, status: StandingVisit['status'] = 'booked', practitionerId = lee): StandingVisit => ({
  startsAt: plusMilliseconds(now, hours * HOUR),
  practitionerId,
  status,
})
const knows = (visit: StandingVisit) => ({ visit: toTell(visit) })
const NOTHING = { visit: null }

test('R6.6 a patient is told of a visit when what they know is how it stands', () => {
  expect(isTold(at(30), null, now)).toBe(false)
  expect(isTold(at(30), knows(at(30)), now)).toBe(true)
  expect(isTold(at(31), knows(at(30)), now)).toBe(false)
  expect(isTold(at(29), knows(at(30)), now)).toBe(false)
  expect(isTold(at(30, 'booked', okafor), knows(at(30)), now)).toBe(false)
})

test('R6.6 who knows a visit that was cancelled is to be told; who never knew of it is not', () => {
  expect(isTold(at(30, 'cancelled'), knows(at(30)), now)).toBe(false)
  expect(isTold(at(30, 'cancelled'), null, now)).toBe(true)
  expect(isTold(at(30, 'cancelled'), NOTHING, now)).toBe(true)
  expect(isTold(at(30), NOTHING, now)).toBe(false)
})

test('R6.6 who was not told of the move is to be told of the end of the time that they know', () => {
  expect(isTold(at(40, 'cancelled'), knows(at(30)), now)).toBe(false)
})

test('R6.6 a visit that is entered once it has begun is told of by itself', () => {
  expect(isTold(at(0), null, now)).toBe(true)
  expect(isTold(at(1), null, now)).toBe(false)
})

test.each(['inSession', 'completed', 'noShow'] as const)(
  'R6.6 there is nothing to tell of a visit that is %s',
  (status) => {
    expect(isTold(at(30, status), knows(at(31)), now)).toBe(true)
  },
)

test('R6.6 a change matters for a day after the later of both times, and no longer', () => {
  const cancelled = at(0, 'cancelled')
  expect(isTold(cancelled, knows(at(0)), plusMilliseconds(now, DAY - 1))).toBe(false)
  expect(isTold(cancelled, knows(at(0)), plusMilliseconds(now, DAY))).toBe(true)
  expect(isTold(at(5), knows(at(0)), plusMilliseconds(now, DAY))).toBe(false)
  expect(isTold(at(0), knows(at(5)), plusMilliseconds(now, DAY))).toBe(false)
})

test('R9.1 what is told is a confirmation to who knows nothing else, a change to who knows it otherwise, or its end', () => {
  const known = toTell(at(30))
  expect(tellingOf(at(30), null)).toBe('confirmation')
  expect(tellingOf(at(30), known)).toBe('confirmation')
  expect(tellingOf(at(31), known)).toBe('change')
  expect(tellingOf(at(30, 'booked', okafor), known)).toBe('change')
  expect(tellingOf(at(31, 'cancelled'), known)).toBe('cancellation')
})

test('R6.6 an e-mail is in time before the visit, or before who knows of one that is off sets out', () => {
  expect(isInTime(at(1), toTell(at(-1)), now)).toBe(true)
  expect(isInTime(at(0), toTell(at(1)), now)).toBe(false)
  expect(isInTime(at(-1, 'cancelled'), toTell(at(1)), now)).toBe(true)
  expect(isInTime(at(1, 'cancelled'), toTell(at(0)), now)).toBe(false)
  expect(isInTime(at(1, 'cancelled'), null, now)).toBe(true)
})

test('R6.6 there is something else to tell after another time, another practitioner, its end and its return, and no other', () => {
  expect(isAnotherThingToTell(at(1), at(2))).toBe(true)
  expect(isAnotherThingToTell(at(1), at(1, 'booked', okafor))).toBe(true)
  expect(isAnotherThingToTell(at(1), at(1, 'cancelled'))).toBe(true)
  expect(isAnotherThingToTell(at(1, 'cancelled'), at(1))).toBe(true)
  expect(isAnotherThingToTell(at(1), at(1, 'arrived'))).toBe(false)
  expect(isAnotherThingToTell(at(1, 'cancelled'), at(2, 'cancelled'))).toBe(false)
})

test('R6.6 by default whoever knows of a visit to come is told by e-mail, where they have one', () => {
  const visit = { isKnown: true, hasEmail: true, startsAt: at(1).startsAt }
  expect(isToldByDefault(visit, now)).toBe(true)
  expect(isToldByDefault({ ...visit, isKnown: false }, now)).toBe(false)
  expect(isToldByDefault({ ...visit, hasEmail: false }, now)).toBe(false)
  expect(isToldByDefault({ ...visit, startsAt: now }, now)).toBe(false)
})
