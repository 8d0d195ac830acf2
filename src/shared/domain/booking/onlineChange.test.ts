import { expect, test } from 'vitest'
import { Instant } from '../time.ts'
import { whyNotChanged } from './onlineChange.ts'

const visit = { startsAt: Instant.parse('2026-03-05T18:00:00.000Z'), status: 'booked' as const, sequence: 2 }
const act = { at: Instant.parse('2026-03-04T18:00:00.000Z'), sequence: 3, seenSequence: 2, cutOffMinutes: 1440 }

test('R6.3 until the cut-off, to the millisecond, a patient’s own change counts', () => {
  expect(whyNotChanged(visit, act)).toBeNull()
  expect(whyNotChanged(visit, { ...act, at: Instant.parse('2026-03-04T18:00:00.001Z') })).toBe('late')
})

test('R6.3 of a visit that the clinic changed since, or that has begun, a person decides', () => {
  expect(whyNotChanged(visit, { ...act, sequence: 2, seenSequence: 1 })).toBe('changedSince')
  expect(whyNotChanged({ ...visit, status: 'arrived' }, act)).toBe('over')
  expect(whyNotChanged({ ...visit, status: 'cancelled' }, { ...act, sequence: 2 })).toBe('over')
})

test('R11.5 a change of what the patient saw once is none of what stands now, whatever number it is given', () => {
  expect(whyNotChanged(visit, { ...act, seenSequence: 1 })).toBe('changedSince')
  expect(whyNotChanged(visit, { ...act, sequence: 9 })).toBe('changedSince')
})
