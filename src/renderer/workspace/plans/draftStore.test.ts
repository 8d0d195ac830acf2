import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toInstant } from '../../../shared/domain/time.ts'
import { createDraftStore, type DraftText } from './draftStore.ts'

const savedAt = toInstant(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A core whose saves end when the test says so. */
function slowCore() {
  const saved: DraftText[] = []
  const waiting: { resolve: () => void; reject: () => void }[] = []
  const save = (draft: DraftText) =>
    new Promise<{ draftSavedAt: typeof savedAt }>((resolve, reject) => {
      saved.push(draft)
      waiting.push({ resolve: () => resolve({ draftSavedAt: savedAt }), reject: () => reject(new Error('full')) })
    })
  return { saved, save, answer: () => waiting.shift()?.resolve(), fail: () => waiting.shift()?.reject() }
}

const empty = { title: 'Plan', text: '', savedAt: null }

test('R8.1 a draft is saved once typing pauses, not at every key', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'R' })
  vi.advanceTimersByTime(500)
  draft.edit({ text: 'Re' })
  vi.advanceTimersByTime(799)
  expect(core.saved).toEqual([])
  vi.advanceTimersByTime(1)
  core.answer()
  await vi.waitFor(() => expect(draft.getState().status).toBe('saved'))

  expect(core.saved).toEqual([{ title: 'Plan', text: 'Re' }])
  expect(draft.getState().savedAt).toBe(savedAt)
})

test('R8.1 what is typed while a save runs is saved after it, one save at a time', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'first' })
  const kept = draft.flush()
  draft.edit({ text: 'second' })
  void draft.flush()
  expect(core.saved).toHaveLength(1)
  core.answer()
  await vi.waitFor(() => expect(core.saved).toHaveLength(2))
  core.answer()

  expect(await kept).toBe(true)
  expect(core.saved.at(-1)).toEqual({ title: 'Plan', text: 'second' })
})

test('R8.1 a save that fails keeps the text and is tried again', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'Rest' })
  const first = draft.flush()
  core.fail()
  expect(await first).toBe(false)
  expect(draft.getState()).toMatchObject({ status: 'failed', text: 'Rest' })
  const second = draft.flush()
  core.answer()

  expect(await second).toBe(true)
  expect(draft.getState().status).toBe('saved')
})

test('R8.1 closing the editor saves what was typed', () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'Rest' })
  draft.close()

  expect(core.saved).toEqual([{ title: 'Plan', text: 'Rest' }])
})
