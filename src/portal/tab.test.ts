import { afterEach, expect, test, vi } from 'vitest'
import {
  forgetWrap,
  goOnWithOlder,
  hasKeptWrap,
  isSpent,
  keepUnsavedDraft,
  keepWrap,
  keptWrap,
  newestIndex,
  newestKeyring,
  noteIndex,
  noteKeyring,
  noteSavedCount,
  noteSent,
  noteSpent,
  savedCount,
  sentAt,
  unsavedDraft,
} from './tab.ts'

/** A browser's storage that takes things until it is told to refuse. */
function openTab() {
  const kept = new Map<string, string>()
  const state = { refuses: false, isForbidden: false }
  const mind = () => {
    if (state.refuses || state.isForbidden) throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
  }
  const storage = {
    getItem(key: string) {
      if (state.isForbidden) throw new DOMException('Access is denied', 'SecurityError')
      return kept.get(key) ?? null
    },
    setItem(key: string, value: string) {
      mind()
      kept.set(key, value)
    },
    removeItem(key: string) {
      mind()
      kept.delete(key)
    },
  }
  vi.stubGlobal('window', { sessionStorage: storage, localStorage: storage })
  return { state, kept }
}

afterEach(() => vi.unstubAllGlobals())

test.each(['refuses', 'isForbidden'] as const)(
  'R7.4, R11.5 what was saved and seen is known until the page is left where the browser %s',
  (how) => {
    const { state } = openTab()
    state[how] = true
    const id = (what: string) => `${how} ${what}`

    noteSavedCount(id('form'), 3)
    noteSent(id('form'), '2026-03-02T09:00:00.000Z')
    keepUnsavedDraft(id('form'), 'sealed')
    noteKeyring(id('key'), 7)
    noteIndex(id('key'), id('patient'), [2, 9])
    keepWrap(id('clinic'), 'login', 'wrap')

    expect(savedCount(id('form'))).toBe(3)
    expect(sentAt(id('form'))).toBe('2026-03-02T09:00:00.000Z')
    expect(unsavedDraft(id('form'))).toBe('sealed')
    expect(newestKeyring(id('key'))).toBe(7)
    expect(newestIndex(id('key'), id('patient'))).toEqual([2, 9])
    expect(keptWrap(id('clinic'), 'login')).toBe('wrap')
  },
)

test('what the browser does not let go of is forgotten all the same', () => {
  const { state } = openTab()
  keepWrap('stuck', 'login', 'wrap')
  state.refuses = true

  forgetWrap('stuck')

  expect(hasKeptWrap('stuck')).toBe(false)
})

test('what is stored again once there is room is what the next page finds', () => {
  const { state, kept } = openTab()
  noteSavedCount('form', 1)
  state.refuses = true
  noteSavedCount('form', 2)
  state.refuses = false
  noteSavedCount('form', 3)

  expect(kept.get('anteroom.saved.form')).toBe('3')
  kept.set('anteroom.saved.form', '4')
  expect(savedCount('form'), 'another tab has saved it since').toBe(4)
})

test('R11.5 what a browser has seen only grows, until a person goes on with the older state of one login', () => {
  openTab()
  noteKeyring('ana', 9)
  noteKeyring('ana', 7)
  noteKeyring('luis', 4)
  noteIndex('ana', 'p1', [1, 5])
  noteIndex('ana', 'p2', [1, 6])
  noteIndex('luis', 'p1', [1, 7])
  noteSpent('ana', ['i1'])
  expect(newestKeyring('ana')).toBe(9)

  goOnWithOlder({ recipient: 'ana', counter: 7, patientIds: ['p1'] })

  expect([newestKeyring('ana'), newestKeyring('luis')]).toEqual([7, 4])
  expect([newestIndex('ana', 'p1'), newestIndex('ana', 'p2')]).toEqual([undefined, [1, 6]])
  expect(newestIndex('luis', 'p1'), 'who has chosen nothing').toEqual([1, 7])
  expect(isSpent('ana', 'i1'), 'what an invitation is good for is no matter of age').toBe(true)
})

test('R11.5 an invitation is spent for the login that has heard from the clinic since, and for no other', () => {
  openTab()
  noteSpent('ana', ['i1', 'i2'])
  noteSpent('ana', ['i2', 'i3'])

  expect(['i1', 'i2', 'i3', 'i4', ''].map((id) => isSpent('ana', id))).toEqual([true, true, true, false, false])
  expect(isSpent('luis', 'i1')).toBe(false)
})
