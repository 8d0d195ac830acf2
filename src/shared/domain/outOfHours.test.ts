import { expect, test } from 'vitest'
import { closedSince, isClosedAt, NEVER_OPEN, weekOf, writtenWeek } from './outOfHours.ts'
import { Instant } from './time.ts'

const ZONE = 'America/Vancouver'
const at = (text: string) => Instant.parse(text)
/** Monday to Friday with a break; never at the weekend. */
const WRITTEN = `${Array(5).fill('09:00-12:00,13:00-17:00').join(';')};;`
const week = weekOf(WRITTEN) ?? []

test('R8.5 the clinic is open in its hours, on its own clock, and closed in breaks and at weekends', () => {
  // Monday 2 March 2026; Vancouver is eight hours behind.
  expect(isClosedAt({ week }, at('2026-03-02T16:59:00.000Z'), ZONE)).toBe(true)
  expect(isClosedAt({ week }, at('2026-03-02T17:00:00.000Z'), ZONE)).toBe(false)
  expect(isClosedAt({ week }, at('2026-03-02T20:30:00.000Z'), ZONE)).toBe(true)
  expect(isClosedAt({ week }, at('2026-03-03T00:59:00.000Z'), ZONE)).toBe(false)
  expect(isClosedAt({ week }, at('2026-03-03T01:00:00.000Z'), ZONE)).toBe(true)
  expect(isClosedAt({ week }, at('2026-03-07T20:00:00.000Z'), ZONE)).toBe(true)
})

test('R8.5 since when it is closed goes back over the weekend, and over the end of the week', () => {
  expect(closedSince({ week }, at('2026-03-02T08:30:00.000Z'), ZONE)).toBe('2026-02-28T01:00:00.000Z')
  expect(closedSince({ week }, at('2026-03-02T20:10:00.000Z'), ZONE)).toBe('2026-03-02T20:00:00.000Z')
  expect(closedSince({ week }, at('2026-03-02T18:00:00.000Z'), ZONE)).toBeNull()
})

test('R8.5 a clinic that says no hours is never told to be closed', () => {
  expect(isClosedAt({ week: weekOf(NEVER_OPEN) ?? [] }, at('2026-03-02T08:30:00.000Z'), ZONE)).toBe(false)
})

test('R8.5 a week is written and read alike; anything else is none', () => {
  expect(writtenWeek(week)).toBe(WRITTEN)
  for (const text of ['', ';;;', '9-12;;;;;;', '09:00;;;;;;', '09:00-25:00;;;;;;']) expect(weekOf(text)).toBeNull()
})
