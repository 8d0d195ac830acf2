import { expect, test } from 'vitest'
import { Instant } from '../time.ts'
import type { Answers } from './answers.ts'
import { changedAnswers } from './changedAnswers.ts'
import { buildResponse } from './engine.ts'
import type { Questionnaire } from './types.ts'

const form: Questionnaire = {
  resourceType: 'Questionnaire',
  title: 'Intake',
  status: 'active',
  item: [
    { linkId: 'sleep', type: 'integer', text: 'Hours of sleep' },
    { linkId: 'medicines', type: 'text', text: 'Medicines' },
    { linkId: 'since', type: 'date', text: 'Since' },
    { linkId: 'smokes', type: 'boolean', text: 'Smokes' },
  ],
}
const returned = (answers: Answers, questionnaire = form) => ({
  questionnaire,
  response: buildResponse(questionnaire, answers, Instant.parse('2026-11-03T09:00:00.000Z')),
})
const before = { sleep: [{ valueInteger: 7 }], medicines: [{ valueString: 'Iron' }], smokes: [{ valueBoolean: false }] }

test('R10.1 what was answered otherwise is named with both answers, in the order of the form', () => {
  const now = { ...before, medicines: [{ valueString: 'Iron, magnesium' }], sleep: [{ valueInteger: 5 }] }

  expect(changedAnswers(returned(before), returned(now))).toEqual([
    { linkId: 'sleep', question: 'Hours of sleep', before: '7', now: '5' },
    { linkId: 'medicines', question: 'Medicines', before: 'Iron', now: 'Iron, magnesium' },
  ])
  expect(changedAnswers(returned(before), returned(before))).toEqual([])
})

test('R10.1 an answer that was not given before, or is given no more, is a change', () => {
  const { smokes: _smokes, ...without } = before
  const now = { ...without, since: [{ valueDate: '2026-10-26' }] }

  expect(changedAnswers(returned(before), returned(now))).toEqual([
    { linkId: 'since', question: 'Since', before: null, now: '2026-10-26' },
    { linkId: 'smokes', question: 'Smokes', before: 'no', now: null },
  ])
})

test('R10.1 a question that the newer form asks no more is no change', () => {
  const shorter = { ...form, item: form.item.filter(({ linkId }) => linkId !== 'medicines') }
  const { medicines: _medicines, ...now } = before

  expect(changedAnswers(returned(before), returned(now, shorter))).toEqual([])
})
