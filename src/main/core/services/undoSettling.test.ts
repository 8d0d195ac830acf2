import { afterEach, beforeEach, expect, test } from 'vitest'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { MINUTE, SECOND } from '../../../shared/domain/time.ts'
import { outcomeOf } from '../testing/deskActs.ts'
import { openWithBen } from '../testing/openWithBen.ts'
import { submit } from '../testing/patientActs.ts'

let story: Awaited<ReturnType<typeof openWithBen>>
let item: InboxItem

beforeEach(async () => {
  story = await openWithBen()
  await submit(story.clinic, story.linkId, story.assignmentId)
  const found = (await waiting()).find(({ facts }) => facts.kind === 'submission')
  if (!found) throw new Error('Nothing came')
  item = found
})
afterEach(() => story.clinic.close())

const waiting = () => story.clinic.client.inbox.list({ includeDone: false })
const settle = () => story.clinic.client.inbox.settle({ id: item.id })
const undo = (doneAt: Awaited<ReturnType<typeof settle>>['doneAt']) =>
  story.clinic.client.inbox.undoSettling({ id: item.id, doneAt })
const states = async () => {
  const { submissions } = await story.clinic.client.forms.ofPatient({ patientId: story.ben.id })
  return submissions.map(({ state }) => state)
}

test('R10.4 an item that was settled waits again, what was filed is to be filed again, and twice is once', async () => {
  const { outcome, doneAt } = await settle()
  expect([outcome, await states()]).toEqual(['filed', ['filed']])

  await undo(doneAt)
  await undo(doneAt)

  expect((await waiting()).map(({ id }) => id)).toContain(item.id)
  expect(await states()).toEqual(['received'])
  const history = await story.clinic.client.patients.history({ patientId: story.ben.id })
  expect(history.filter(({ facts }) => facts.action === 'submission.filingUndone')).toHaveLength(1)
})

test('R10.7 what was settled anew since stays settled, and says who did; so does what is too old', async () => {
  const { doneAt } = await settle()
  await undo(doneAt)
  story.clinic.clock.advance(SECOND)
  const again = await settle()

  expect(await outcomeOf(undo(doneAt))).toBe('CHANGED_MEANWHILE')
  story.clinic.clock.advance(MINUTE)
  expect(await outcomeOf(undo(again.doneAt))).toBe('TOO_LATE')
  expect(await states()).toEqual(['filed'])
})
