import { expect, test } from 'vitest'
import { StaffId } from './ids.ts'
import { isTold, toTell, type StandingVisit } from './telling.ts'
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
