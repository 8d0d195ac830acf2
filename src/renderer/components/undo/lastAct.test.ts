import { notifications, notificationsStore } from '@mantine/notifications'
import { beforeEach, expect, test, vi } from 'vitest'
import { forgetUndo, showUndo, undoLast } from './lastAct.ts'

const shown = () => notificationsStore.getState().notifications
const offer = (about: string, undo = () => Promise.resolve()) =>
  showUndo({ message: `${about} was done`, about, leavesAt: null, undo }, () => null)

beforeEach(() => {
  vi.stubGlobal('document', { activeElement: null, body: null })
  vi.stubGlobal('HTMLElement', class {})
  forgetUndo()
  notifications.clean()
})

test('R10.4 one line offers to undo what was done last, and undoes it once', async () => {
  const first = vi.fn(() => Promise.resolve())
  const second = vi.fn(() => Promise.resolve())
  offer('one', first)
  offer('two', second)
  expect(shown()).toHaveLength(1)

  expect([undoLast(), undoLast()]).toEqual([true, false])

  await vi.waitFor(() => expect(shown()).toMatchObject([{ message: 'Undone' }]))
  expect(first).not.toHaveBeenCalled()
  expect(second).toHaveBeenCalledTimes(1)
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
