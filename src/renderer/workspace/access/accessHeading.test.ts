import { expect, test } from 'vitest'
import { Instant } from '../../../shared/domain/time.ts'
import { newestFullHolder, purposeOf } from './accessHeading.ts'

const [ANA, BEN] = ['ana@example.com', 'ben@example.com']
const at = (day: number) => Instant.parse(`2026-03-0${day}T09:00:00.000Z`)
const limited = (email: string) => ({ email, level: 'limited', since: at(1) }) as const
const full = (email: string, day = 1) => ({ email, level: 'full', since: at(day) }) as const

test.each([
  ['nobody holds it', [], ANA, 'firstAddress'],
  ['its address sees the forms', [limited(ANA)], 'Ana@Example.com', 'raise'],
  ['another address sees the forms alone', [limited(BEN)], ANA, 'firstAddress'],
  ['its address sees all, and perhaps cannot get in', [full(ANA)], ANA, 'firstAddress'],
  ['another address sees all', [full(BEN)], ANA, 'secondAddress'],
] as const)('R4.1 what an open Access Link is for: %s', (_, holders, email, purpose) => {
  expect(purposeOf({ email }, holders, null)).toBe(purpose)
  expect(purposeOf({ email: null }, holders, email)).toBe(purpose)
})

test('R4.1 without any address it is for one more, where somebody sees all', () => {
  expect(purposeOf({ email: null }, [full(BEN)], null)).toBe('secondAddress')
})

test('R4.1 whoever came to full access last is named, and nobody with limited access', () => {
  expect(newestFullHolder([limited(ANA)])).toBeNull()
  expect(newestFullHolder([full(ANA, 2), full(BEN, 3), limited('c@example.com')])?.email).toBe(BEN)
})
