import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PatientId, PlanId } from '../../../shared/domain/ids.ts'
import { toInstant } from '../../../shared/domain/time.ts'
import type { Outcome } from '../../components/conflict/orMeanwhile.ts'
import { createDrafts, leftOf } from './drafts.ts'
import { createDraftStore, type DraftText, type SavedDraft } from './draftStore.ts'

const savedAt = toInstant(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A core whose saves end when the test says so. */
function slowCore() {
  const saved: DraftText[] = []
  const seen: (number | null)[] = []
  const waiting: { resolve: (outcome: Outcome<SavedDraft, SavedDraft>) => void; reject: () => void }[] = []
  const save = ({ seenVersion, ...draft }: DraftText & { readonly seenVersion: number | null }) =>
    new Promise<Outcome<SavedDraft, SavedDraft>>((resolve, reject) => {
      saved.push(draft)
      seen.push(seenVersion)
      waiting.push({ resolve, reject: () => reject(new Error('full')) })
    })
  const answer = () => {
    const draft = saved[saved.length - waiting.length]
    const output = { title: '', text: '', ...draft, version: (seen.at(-1) ?? 0) + 1, savedAt }
    waiting.shift()?.resolve({ kind: 'kept', output })
  }
  const refuse = (current: SavedDraft) =>
    waiting.shift()?.resolve({ kind: 'meanwhile', meanwhile: { by: 'Leo', at: savedAt, current } })
  return { saved, seen, save, answer, refuse, fail: () => waiting.shift()?.reject() }
}

const empty = { title: 'Plan', text: '' }
const plan = {
  patientId: PatientId.parse('019b76da-0000-7000-8000-000000000001'),
  planId: PlanId.parse('019b76da-0000-7000-8000-000000000002'),
}
const version3 = { ...empty, version: 3, savedAt }

test('R8.1 a draft is saved once typing pauses, not at every key', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: null, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'R' })
  vi.advanceTimersByTime(500)
  draft.edit({ text: 'Re' })
  vi.advanceTimersByTime(799)
  expect(core.saved).toEqual([])
  vi.advanceTimersByTime(1)
  core.answer()
  await vi.waitFor(() => expect(draft.getState().status).toBe('saved'))

  expect(core.saved).toEqual([{ title: 'Plan', text: 'Re' }])
  expect(draft.getState().saw).toEqual({ title: 'Plan', text: 'Re', version: 1, savedAt })
})

test('R8.1 what is typed while a save runs is saved after it, one save at a time', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: null, save: core.save, pauseMilliseconds: 800 })

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
  const draft = createDraftStore({ initial: empty, saw: null, save: core.save, pauseMilliseconds: 800 })

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
  const draft = createDraftStore({ initial: empty, saw: null, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'Rest' })
  draft.close()

  expect(core.saved).toEqual([{ title: 'Plan', text: 'Rest' }])
})

const theirs = { title: 'Plan', text: 'Theirs', version: 7, savedAt }

test('R10.7 a draft that somebody else wrote in is not saved over, nor by typing on, until one of both is chosen', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: version3, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'Mine' })
  const kept = draft.flush()
  core.refuse(theirs)
  expect(await kept).toBe(false)
  draft.edit({ text: 'Mine, and more' })
  vi.advanceTimersByTime(5_000)
  expect(await draft.flush()).toBe(false)
  draft.close()
  expect(core.seen).toEqual([3])
  expect(draft.getState()).toMatchObject({
    status: 'conflict',
    text: 'Mine, and more',
    meanwhile: { by: 'Leo', current: theirs },
  })

  const settled = draft.settle('mine')
  core.answer()
  expect(await settled).toBe(true)
  expect(core.seen).toEqual([3, 7])
  expect(core.saved.at(-1)).toEqual({ title: 'Plan', text: 'Mine, and more' })
})

test('R10.7 theirs, once chosen, is what the next change is made to', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: version3, save: core.save, pauseMilliseconds: 800 })
  draft.edit({ text: 'Mine' })
  const kept = draft.flush()
  core.refuse(theirs)
  await kept

  expect(await draft.settle('theirs')).toBe(true)
  expect(draft.getState()).toMatchObject({ status: 'saved', text: 'Theirs', saw: theirs, meanwhile: null })
  draft.edit({ text: 'Theirs, and mine' })
  void draft.flush()
  expect(core.seen).toEqual([3, 7])
})

test('R10.7 a title that one wrote and a text that the other wrote are kept from both without asking', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: version3, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'Mine' })
  const kept = draft.flush()
  core.refuse({ title: 'Shoulder', text: '', version: 4, savedAt })
  await vi.waitFor(() => expect(core.saved).toHaveLength(2))
  core.answer()

  expect(await kept).toBe(true)
  expect(core.seen).toEqual([3, 4])
  expect(draft.getState()).toMatchObject({ status: 'saved', title: 'Shoulder', text: 'Mine' })
})

test('R10.7 a version that was only published meanwhile is no conflict', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: version3, save: core.save, pauseMilliseconds: 800 })

  draft.edit({ text: 'Mine' })
  const kept = draft.flush()
  core.refuse({ ...version3, version: 4 })
  await vi.waitFor(() => expect(core.saved).toHaveLength(2))
  core.answer()

  expect(await kept).toBe(true)
  expect(core.saved.at(-1)).toEqual({ title: 'Plan', text: 'Mine' })
})

test('R10.7 what another writes is followed while nothing of mine waits, and never over what I type', () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: version3, save: core.save, pauseMilliseconds: 800 })

  draft.follow(theirs)
  expect(draft.getState()).toMatchObject({ status: 'saved', text: 'Theirs', saw: theirs })
  draft.follow(version3)
  expect(draft.getState().text).toBe('Theirs')
  draft.edit({ text: 'Mine' })
  draft.follow({ ...theirs, text: 'Newer', version: 8 })
  expect(draft.getState()).toMatchObject({ status: 'changed', text: 'Mine', saw: theirs })
})

test('R10.7 what the other writes on while the person has yet to choose is what is shown, and what “theirs” takes', async () => {
  const core = slowCore()
  const draft = createDraftStore({ initial: empty, saw: version3, save: core.save, pauseMilliseconds: 800 })
  draft.edit({ text: 'Mine' })
  const first = draft.flush()
  core.refuse({ ...empty, text: 'Theirs', version: 4, savedAt })
  await first

  draft.follow({ ...empty, text: 'Theirs, longer', version: 5, savedAt })
  draft.follow({ ...empty, text: 'Theirs', version: 4, savedAt })
  expect(draft.getState().meanwhile).toMatchObject({ by: null, current: { text: 'Theirs, longer', version: 5 } })
  expect(draft.getState()).toMatchObject({ status: 'conflict', text: 'Mine' })
  await draft.settle('theirs')

  expect(draft.getState()).toMatchObject({ status: 'saved', text: 'Theirs, longer', saw: { version: 5 } })
})

test('R10.7 a draft whose editor is gone is there again as it was left, while something of it is not kept', async () => {
  const core = slowCore()
  const drafts = createDrafts()
  const make = vi.fn(() => createDraftStore({ initial: empty, saw: version3, save: core.save, pauseMilliseconds: 800 }))
  const draft = drafts.open(plan, make)
  draft.edit({ text: 'Mine' })

  drafts.leave(plan, draft)
  core.refuse({ ...empty, text: 'Theirs', version: 4, savedAt })
  await vi.waitFor(() => expect(draft.getState().status).toBe('conflict'))
  expect(drafts.open(plan, make)).toBe(draft)
  expect(leftOf(drafts.left.getState(), plan.patientId)).toEqual([plan.planId])
  expect(leftOf(drafts.left.getState(), PatientId.parse(plan.planId))).toEqual([])
  expect(draft.getState()).toMatchObject({ text: 'Mine', meanwhile: { current: { text: 'Theirs' } } })

  const settling = draft.settle('mine')
  core.answer()
  await settling
  drafts.leave(plan, draft)
  expect(drafts.open(plan, make)).not.toBe(draft)
  expect(make).toHaveBeenCalledTimes(2)
})

test('R10.3 what one person left unkept is not there for the next', () => {
  const core = slowCore()
  const drafts = createDrafts()
  const make = () => createDraftStore({ initial: empty, saw: null, save: core.save, pauseMilliseconds: 800 })
  const draft = drafts.open(plan, make)
  draft.edit({ text: 'Mine' })
  drafts.leave(plan, draft)

  drafts.forget()

  expect(drafts.open(plan, make).getState().text).toBe('')
})
