import { expect, test } from 'vitest'
import type { SyncStatus } from '../../../shared/contract/desk/sync.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { skewWords, syncWords } from './syncWords.ts'

const now = Instant.parse('2026-11-23T14:10:00.000Z')
const good: SyncStatus = {
  state: 'synchronised',
  lastAt: Instant.parse('2026-11-23T14:03:00.000Z'),
  waiting: 0,
  needsAttention: 0,
  because: null,
  clockSkewSeconds: null,
}
const said = (part: Partial<SyncStatus>) => syncWords({ ...good, ...part }, 'UTC', now)

test('R10.5 the rail says when the desk last synchronised and what waits', () => {
  expect(said({})).toMatchObject({ tone: 'good', line: 'Synchronised 14:03' })
  expect(said({ waiting: 3 }).line).toBe('3 wait to leave')
  expect(said({ state: 'offline', because: 'unreachable' }).line).toBe('Offline since 14:03')
  expect(said({ state: 'offline', because: 'unreachable', waiting: 1 }).line).toBe('Offline, 1 waits')
  expect(said({ needsAttention: 2 }).line).toBe('2 refused')
})

test('R10.5 every trouble has a sentence of its own', () => {
  const troubles = ['unreachable', 'captivePortal', 'clockWrong', 'unauthorized', 'protocol', 'epochPassed'] as const
  const sentences = troubles.map((because) => said({ state: 'stopped', because }).sentences[0])

  expect(new Set(sentences).size).toBe(troubles.length)
  expect(said({ state: 'notPaired', lastAt: null }).line).toBe('Not connected')
})

test('section 12 a clock that is wrong is told by how much', () => {
  expect(skewWords({ clockSkewSeconds: 86_400 })).toBe('1 day ahead')
  expect(skewWords({ clockSkewSeconds: -86_400 })).toBe('1 day behind')
  expect(skewWords({ clockSkewSeconds: 3 * 3600 })).toBe('3 hours ahead')
  expect(skewWords({ clockSkewSeconds: -180 })).toBe('3 minutes behind')
  expect(said({ because: 'clockWrong', clockSkewSeconds: 86_400 }).line).toBe('Clock 1 day ahead')
})
