import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppointmentId } from '../../../shared/domain/ids.ts'
import { toInstant } from '../../../shared/domain/time.ts'
import { keepWays, keptWays, type Kept } from './keptWays.ts'

const id = AppointmentId.parse('01900000-0000-7000-8000-000000000001')
const kept: Kept = [{ way: { kind: 'visit', id, seenVersion: 2 }, until: toInstant(0) }]
const stored = new Map<string, string>()
let type = 'reload'

afterEach(() => void vi.unstubAllGlobals())

beforeEach(() => {
  type = 'reload'
  stored.clear()
  class PerformanceNavigationTiming {
    readonly type = type
  }
  vi.stubGlobal('PerformanceNavigationTiming', PerformanceNavigationTiming)
  vi.stubGlobal('performance', { getEntriesByType: () => [new PerformanceNavigationTiming()] })
  vi.stubGlobal('sessionStorage', {
    setItem: (key: string, text: string) => stored.set(key, text),
    getItem: (key: string) => stored.get(key) ?? null,
  })
})

test('R10.4 what can be undone outlives F5, and is not another window’s', () => {
  keepWays(kept)
  expect(keptWays()).toEqual(kept)

  for (type of ['navigate', 'back_forward']) expect(keptWays()).toEqual([])
})

test('R10.4 what is kept and is nothing of ours is passed over', () => {
  expect(keptWays()).toEqual([])
  stored.set('anteroom.undo', '[{"way":{"kind":"everything"}}]')
  expect(keptWays()).toEqual([])
})
