import { expect, test } from 'vitest'
import { intake } from '../../shared/domain/questionnaires/library/intake.ts'
import { initialAnswers } from '../../shared/domain/questionnaires/initialAnswers.ts'
import { questionCounts } from '../../shared/domain/questionnaires/questionCounts.ts'
import { formSteps } from './formSteps.ts'
import type { Questionnaire } from '../../shared/domain/questionnaires/types.ts'

test('R7.4 the intake form is asked one question a page, counted over parts', () => {
  const steps = formSteps(intake, {})

  expect(steps.map(({ part, parts, question, questions }) => [part, parts, question, questions])).toEqual([
    [1, 4, 1, 8],
    [1, 4, 2, 8],
    [1, 4, 3, 8],
    [2, 4, 4, 8],
    [2, 4, 5, 8],
    [3, 4, 6, 8],
    [4, 4, 7, 8],
    [4, 4, 8, 8],
  ])
})

test('R7.4 a hidden question has no page until its condition holds', () => {
  const allergies = intake.item.flatMap((group) => group.item ?? []).find((item) => item.text?.includes('allergic'))
  const yes = allergies?.answerOption?.find((option) => option.valueCoding?.code === 'yes')?.valueCoding

  const steps = formSteps(intake, { [allergies?.linkId ?? '']: [{ ...(yes && { valueCoding: yes }) }] })

  expect(steps).toHaveLength(9)
})

test('R7.4 the desk counts a form’s questions as its patient meets them, first and at most', () => {
  expect(questionCounts(intake)).toEqual({ first: formSteps(intake, {})[0]?.questions, most: 9 })
  expect(questionCounts(withTexts)).toEqual({ first: 1, most: 1 })
})

const withTexts: Questionnaire = {
  resourceType: 'Questionnaire',
  title: 'Texts',
  status: 'active',
  item: [
    { linkId: 'welcome', type: 'display', text: 'Welcome' },
    {
      linkId: 'smoke',
      type: 'boolean',
      text: 'Do you smoke?',
      initial: [{ valueBoolean: false }],
      item: [{ linkId: 'help', type: 'display', text: 'Now and then counts' }],
    },
    { linkId: 'bye', type: 'display', text: 'That is all' },
  ],
}

test('R7.2 a text joins the question that it belongs to', () => {
  const [step, ...others] = formSteps(withTexts, { smoke: [{ valueBoolean: true }] })

  expect(others).toEqual([])
  expect(step).toMatchObject({ before: ['Welcome'], after: ['Now and then counts', 'That is all'], partTitle: null })
})

test('R7.2 what the form proposes is there at the start', () => {
  expect(initialAnswers(withTexts)).toEqual({ smoke: [{ valueBoolean: false }] })
})
