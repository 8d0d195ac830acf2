import { expect, test } from 'vitest'
import { BusyTime, feedAddress, feedSpan, feedsTouched, feedTokenOf, stampTimes } from './calendarFeed.ts'
import { StaffId } from './ids.ts'
import { Instant } from './time.ts'

const at = (text: string) => Instant.parse(`2026-03-${text}:00.000Z`)
const LEE = StaffId.parse('00000000-0000-4000-8000-000000000001')
const ROSE = StaffId.parse('00000000-0000-4000-8000-000000000002')
const key = (digit: string) => digit.repeat(32)
const time = (digit: string, from: string, to: string) => ({ key: key(digit), startsAt: at(from), endsAt: at(to) })

test('R11.1 a feed shows the last 7 days and the next 60', () => {
  expect(feedSpan(at('10T09:00'))).toEqual({ startsAt: at('03T09:00'), endsAt: '2026-05-09T09:00:00.000Z' })
})

test('R11.1 what stands as it stood keeps its instant; what is new or was moved has the present one, in order of time', () => {
  const before = stampTimes([], [time('a', '10T09:00', '10T09:30'), time('b', '11T09:00', '11T09:30')], at('01T08:00'))

  const after = stampTimes(
    before,
    [time('c', '12T09:00', '12T10:00'), time('b', '11T09:00', '11T10:00'), time('a', '10T09:00', '10T09:30')],
    at('02T08:00'),
  )

  expect(after.map(({ key: [letter], since }) => [letter, since])).toEqual([
    ['a', at('01T08:00')],
    ['b', at('02T08:00')],
    ['c', at('02T08:00')],
  ])
  const together = [time('2', '10T09:00', '10T09:30'), time('1', '10T09:00', '10T10:00')]
  expect(stampTimes([], together, at('01T08:00')).map((each) => each.key)).toEqual([key('1'), key('2')])
})

test('R11.1 a busy time has a beginning before its end, and a key that is nobody’s id', () => {
  expect(BusyTime.safeParse(time('a', '10T09:00', '10T09:30')).success).toBe(true)
  expect(BusyTime.safeParse(time('a', '10T09:30', '10T09:30')).success).toBe(false)
  expect(BusyTime.safeParse({ ...time('a', '10T09:00', '10T09:30'), key: LEE }).success).toBe(false)
})

test('R11.1 an address leads back to its token, and what cannot be one is told before anything is asked', () => {
  const token = 'A_-'.padEnd(43, 'x')
  const address = feedAddress('https://portal.example', 'clinic', token)

  expect(address).toBe(`https://portal.example/feed/clinic/${token}.ics`)
  expect(feedTokenOf(address.split('/').at(-1) ?? '')).toBe(token)
  for (const file of [token, `${token}x.ics`, `${token.slice(1)}.ics`, `${token.slice(1)}%.ics`, '.ics', '']) {
    expect(feedTokenOf(file), file).toBeNull()
  }
})

const visit = (practitionerId: StaffId, from: string, isOff = false) => ({
  ...{ practitionerId, isOff },
  startsAt: at(`10T${from}`),
  endsAt: at('10T12:00'),
})

test.each([
  ['is booked', null, visit(LEE, '09:00'), [LEE]],
  ['is booked and cancelled at once', null, visit(LEE, '09:00', true), []],
  ['is another person’s', visit(LEE, '09:00'), visit(ROSE, '09:00'), [LEE, ROSE]],
  ['has another time', visit(LEE, '09:00'), visit(LEE, '10:00'), [LEE]],
  ['is longer', visit(LEE, '09:00'), { ...visit(LEE, '09:00'), endsAt: at('10T13:00') }, [LEE]],
  ['is cancelled', visit(LEE, '09:00'), visit(LEE, '09:00', true), [LEE]],
  ['comes back with somebody else', visit(LEE, '09:00', true), visit(ROSE, '09:00'), [ROSE]],
  ['stands as it stood', visit(LEE, '09:00'), visit(LEE, '09:00'), []],
  ['is off and is moved', visit(LEE, '09:00', true), visit(ROSE, '10:00', true), []],
])('R11.1 whose feed says something else when a visit %s', (_what, from, to, expected) => {
  expect(feedsTouched(from, to)).toEqual(expected)
})
