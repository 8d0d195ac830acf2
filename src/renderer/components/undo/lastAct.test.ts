import { notifications, notificationsStore } from '@mantine/notifications'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { plusMilliseconds, SECOND, toInstant } from '../../../shared/domain/time.ts'
import { forgetUndo, isUndoKeyFree, noteTyping, showUndo, undoLast } from './lastAct.ts'

const start = toInstant(Date.UTC(2026, 10, 2, 9))
let now = start

const shown = () => notificationsStore.getState().notifications
const offer = (about: string, undo = () => Promise.resolve()) =>
  showUndo(
    { message: `${about} was done`, about, leavesAt: null, undo, way: null },
    () => now,
    () => null,
  )

afterEach(() => void vi.unstubAllGlobals())

beforeEach(() => {
  vi.stubGlobal('document', { activeElement: null, body: null })
  vi.stubGlobal('sessionStorage', { setItem: () => undefined })
  vi.stubGlobal('HTMLElement', class {})
  vi.stubGlobal('HTMLInputElement', class {})
  vi.stubGlobal('HTMLTextAreaElement', class {})
  now = start
  forgetUndo()
  notifications.clean()
})

test('R10.4 one line offers to undo what was done last, then what was done before, each once', async () => {
  const undone: string[] = []
  for (const name of ['one', 'two']) {
    offer(name, () => {
      undone.push(name)
      return Promise.resolve()
    })
  }
  expect(shown()).toHaveLength(1)

  undoLast()
  expect(undone).toEqual(['two'])
  // What the key takes back next is in sight beside what was undone.
  await vi.waitFor(() => expect(shown()).toMatchObject([{ message: 'Undone' }, {}]))

  expect([undoLast(), undoLast()]).toEqual([true, false])
  expect(undone).toEqual(['two', 'one'])
  await vi.waitFor(() => expect(shown()).toMatchObject([{ message: 'Undone' }]))
})

test('R10.4 an earlier act is kept for its own ten seconds, and not where the same thing was changed again', () => {
  offer('one')
  now = plusMilliseconds(start, 6 * SECOND)
  offer('two')
  now = plusMilliseconds(start, 11 * SECOND)
  expect([undoLast(), undoLast()]).toEqual([true, false])

  offer('one')
  offer('one')
  expect([undoLast(), undoLast()]).toEqual([true, false])
})

test('R10.4 in a field the key takes back the act until something is typed, and the next act again', () => {
  const Field = class {}
  vi.stubGlobal('HTMLTextAreaElement', Field)
  vi.stubGlobal('document', { activeElement: new Field(), body: null })
  expect(isUndoKeyFree()).toBe(false)
  offer('one')
  expect(isUndoKeyFree()).toBe(true)
  noteTyping()
  expect(isUndoKeyFree()).toBe(false)
  offer('two')
  expect(isUndoKeyFree()).toBe(true)
})

test('R10.4 an earlier act whose ten seconds ended meanwhile is not shown again', async () => {
  let finish = () => {}
  offer('one')
  now = plusMilliseconds(start, 6 * SECOND)
  offer('two', () => new Promise<void>((resolve) => (finish = resolve)))
  undoLast()
  now = plusMilliseconds(start, 10 * SECOND)

  finish()

  await vi.waitFor(() => expect(shown()).toMatchObject([{ message: 'Undone' }]))
  await Promise.resolve()
  expect(shown()).toHaveLength(1)
})

test('R10.4 what was done while another act was undone keeps its line', async () => {
  let finish = () => {}
  offer('one', () => new Promise<void>((resolve) => (finish = resolve)))
  undoLast()
  offer('two')
  const line = shown()[0]?.id

  finish()

  await vi.waitFor(() => expect(shown()).toHaveLength(2))
  await Promise.resolve()
  expect(shown().map(({ id }) => id)).toContain(line)
})

test('R10.4 a way back that is refused says why', async () => {
  offer('one', () => Promise.reject(new Error('No')))

  undoLast()

  await vi.waitFor(() => expect(shown()).toMatchObject([{ color: 'bad' }]))
})

test('R10.4 what was taken back elsewhere, or closed, is not offered any more', () => {
  offer('one')
  forgetUndo('another')
  expect(shown()).toHaveLength(1)
  forgetUndo('one')
  expect([shown(), undoLast()]).toEqual([[], false])

  offer('two')
  notifications.hide(String(shown()[0]?.id))
  expect(undoLast()).toBe(false)
})
