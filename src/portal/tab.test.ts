import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { goOnWithOlder, isSpent, newestIndex, newestKeyring, noteIndex, noteKeyring, noteSpent } from './tab.ts'

const items = new Map<string, string>()

beforeEach(() => {
  const localStorage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
  vi.stubGlobal('window', { localStorage })
})
afterEach(() => {
  items.clear()
  vi.unstubAllGlobals()
})

test('R11.5 what a browser has seen only grows, until a person goes on with the older state of one login', () => {
  noteKeyring('ana', 9)
  noteKeyring('ana', 7)
  noteKeyring('luis', 4)
  noteIndex('p1', [1, 5])
  noteIndex('p2', [1, 6])
  noteSpent('ana', ['i1'])
  expect(newestKeyring('ana')).toBe(9)

  goOnWithOlder({ recipient: 'ana', counter: 7, patientIds: ['p1'] })

  expect([newestKeyring('ana'), newestKeyring('luis')]).toEqual([7, 4])
  expect([newestIndex('p1'), newestIndex('p2')]).toEqual([undefined, [1, 6]])
  expect(isSpent('ana', 'i1'), 'what an invitation is good for is no matter of age').toBe(true)
})

test('R11.5 an invitation is spent for the login that has heard from the clinic since, and for no other', () => {
  noteSpent('ana', ['i1', 'i2'])
  noteSpent('ana', ['i2', 'i3'])

  expect(['i1', 'i2', 'i3', 'i4', ''].map((id) => isSpent('ana', id))).toEqual([true, true, true, false, false])
  expect(isSpent('luis', 'i1')).toBe(false)
})
