import { expect, test } from 'vitest'
import { Instant } from '../../shared/domain/time.ts'
import { words } from '../words/words.ts'
import { untoldBecause } from './untoldBecause.ts'

const now = Instant.parse('2026-03-02T09:00:00.000Z')
const visit = { isKnown: true, hasEmail: true, startsAt: Instant.parse('2026-03-03T09:00:00.000Z') }

test('R6.6 it is said why a change is told by no e-mail, and nothing where it is', () => {
  const { unknown, noEmail, tooLate } = words.today.telling

  expect(untoldBecause(visit, now)).toBeNull()
  expect(untoldBecause({ ...visit, isKnown: false }, now)).toBe(unknown)
  expect(untoldBecause({ ...visit, hasEmail: false }, now)).toBe(noEmail)
  expect(untoldBecause({ ...visit, startsAt: now }, now)).toBe(tooLate)
})
