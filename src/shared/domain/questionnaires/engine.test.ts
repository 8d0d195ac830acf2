import { expect, test } from 'vitest'
import { readAnswers, type Answers } from './answers.ts'
import { makeFormats } from '../../language/formats.ts'
import { answerText, readableAnswers, type AnswerWords } from './answerText.ts'
import { buildResponse, enabledLinkIds, estimatedMinutes, formPages, isQuestion } from './engine.ts'
import { intake } from './library/intake.ts'
import { questionCounts } from './questionCounts.ts'
import { Questionnaire, QuestionnaireResponse, type EnableWhen, type QuestionnaireItem } from './types.ts'

const AT = '2026-03-02T09:00:00.000Z'
const yes = { valueCoding: { system: 'https://anteroom.example/codes/yes-no-unsure', code: 'yes', display: 'Yes' } }
const no = { valueCoding: { system: 'https://anteroom.example/codes/yes-no-unsure', code: 'no', display: 'No' } }

function form(...item: QuestionnaireItem[]): Questionnaire {
  return { resourceType: 'Questionnaire', title: 'A form', status: 'active', item }
}

function asked(questionnaire: Questionnaire, answers: Answers): string[] {
  return formPages(questionnaire, answers).flatMap((page) => page.items.filter(isQuestion).map((item) => item.linkId))
}

function shownWhen(conditions: EnableWhen[], behavior: 'all' | 'any' = 'all'): Questionnaire {
  return form(
    { linkId: 'age', type: 'integer' },
    { linkId: 'born', type: 'date' },
    { linkId: 'smokes', type: 'boolean' },
    { linkId: 'more', type: 'text', enableWhen: conditions, enableBehavior: behavior },
  )
}

test('R7.3 the intake form is FHIR that asks nine questions in four groups', () => {
  expect(Questionnaire.parse(intake)).toEqual(intake)
  expect(questionCounts(intake)).toEqual({ first: 8, most: 9 })
  expect(formPages(intake, {}).map((page) => page.title)).toEqual([
    'About you',
    'Your health',
    'Medicines',
    'Your visit',
  ])
  expect(estimatedMinutes(intake)).toBeGreaterThanOrEqual(4)
})

test('R7.4 a follow-up question appears with its answer and leaves with it', () => {
  expect(asked(intake, {})).not.toContain('allergies')
  expect(asked(intake, { hasAllergies: [yes] })).toContain('allergies')
  expect(asked(intake, { hasAllergies: [no] })).not.toContain('allergies')
})

test.each<[string, EnableWhen, Answers, boolean]>([
  ['exists', { question: 'age', operator: 'exists', answerBoolean: true }, { age: [{ valueInteger: 0 }] }, true],
  ['exists, unanswered', { question: 'age', operator: 'exists', answerBoolean: true }, {}, false],
  ['does not exist', { question: 'age', operator: 'exists', answerBoolean: false }, {}, true],
  ['=', { question: 'smokes', operator: '=', answerBoolean: false }, { smokes: [{ valueBoolean: false }] }, true],
  [
    '= of another',
    { question: 'smokes', operator: '=', answerBoolean: true },
    { smokes: [{ valueBoolean: false }] },
    false,
  ],
  ['!=', { question: 'age', operator: '!=', answerInteger: 3 }, { age: [{ valueInteger: 4 }] }, true],
  ['!= unanswered', { question: 'age', operator: '!=', answerInteger: 3 }, {}, true],
  ['>', { question: 'age', operator: '>', answerInteger: 17 }, { age: [{ valueInteger: 18 }] }, true],
  ['>=', { question: 'age', operator: '>=', answerInteger: 18 }, { age: [{ valueInteger: 18 }] }, true],
  ['<', { question: 'born', operator: '<', answerDate: '2000-01-01' }, { born: [{ valueDate: '1985-03-12' }] }, true],
  [
    '<=',
    { question: 'born', operator: '<=', answerDate: '1985-03-11' },
    { born: [{ valueDate: '1985-03-12' }] },
    false,
  ],
  ['a question that is not there', { question: 'none', operator: '=', answerInteger: 1 }, {}, false],
])('R7.2 enableWhen %s', (_name, condition, answers, isShown) => {
  expect(enabledLinkIds(shownWhen([condition]), answers).has('more')).toBe(isShown)
})

test('R7.2 enableWhen any takes one condition, all takes every one', () => {
  const conditions: EnableWhen[] = [
    { question: 'smokes', operator: '=', answerBoolean: true },
    { question: 'age', operator: '>', answerInteger: 17 },
  ]
  const smoker: Answers = { smokes: [{ valueBoolean: true }] }

  expect(asked(shownWhen(conditions, 'any'), smoker)).toContain('more')
  expect(asked(shownWhen(conditions, 'all'), smoker)).not.toContain('more')
})

test('R7.2 an answer to a question that is hidden itself shows nothing', () => {
  const questionnaire = form(
    { linkId: 'one', type: 'boolean' },
    { linkId: 'two', type: 'boolean', enableWhen: [{ question: 'one', operator: '=', answerBoolean: true }] },
    { linkId: 'three', type: 'string', enableWhen: [{ question: 'two', operator: '=', answerBoolean: true }] },
  )
  const answers: Answers = { one: [{ valueBoolean: false }], two: [{ valueBoolean: true }] }

  expect(asked(questionnaire, answers)).toEqual(['one'])
})

test('R7.2 conditions that lead in a circle hide their questions and end', () => {
  const questionnaire = form(
    { linkId: 'one', type: 'boolean', enableWhen: [{ question: 'two', operator: 'exists', answerBoolean: true }] },
    { linkId: 'two', type: 'boolean', enableWhen: [{ question: 'one', operator: 'exists', answerBoolean: true }] },
  )

  expect(asked(questionnaire, { one: [{ valueBoolean: true }], two: [{ valueBoolean: true }] })).toEqual([])
})

test('R7.4 what is hidden or blank is not in the response', () => {
  const answers: Answers = {
    called: [{ valueString: '  Ana  ' }],
    currentMedicines: [{ valueString: '   ' }],
    hasAllergies: [no],
    allergies: [{ valueString: 'Penicillin' }],
  }

  const response = buildResponse(intake, answers, AT)

  expect(QuestionnaireResponse.parse(response)).toEqual(response)
  expect(response).toMatchObject({
    questionnaire: 'https://anteroom.example/Questionnaire/new-patient-intake|1.1.0',
    status: 'completed',
    authored: AT,
  })
  expect(readAnswers(response)).toEqual({ called: [{ valueString: 'Ana' }], hasAllergies: [no] })
})

test('R7.1 a follow-up below a question is nested in its answer, and read back', () => {
  const questionnaire = form({
    linkId: 'smokes',
    type: 'boolean',
    item: [{ linkId: 'howMany', type: 'integer' }],
  })
  const answers: Answers = { smokes: [{ valueBoolean: true }], howMany: [{ valueInteger: 5 }] }

  const response = buildResponse(questionnaire, answers, AT)

  expect(response.item).toEqual([
    {
      linkId: 'smokes',
      answer: [{ valueBoolean: true, item: [{ linkId: 'howMany', answer: [{ valueInteger: 5 }] }] }],
    },
  ])
  expect(readAnswers(response)).toEqual(answers)
  expect(asked(questionnaire, {})).toEqual(['smokes'])
})

test('a hostile linkId reaches no prototype', () => {
  const response: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: [{ linkId: '__proto__', answer: [{ valueString: 'x' }] }],
  }

  const answers = readAnswers(response)

  expect(Object.getPrototypeOf(answers)).toBe(Object.prototype)
  expect(Object.keys(answers)).toEqual(['__proto__'])
})

const formats = makeFormats('en')
const english: AnswerWords = { yes: 'Yes', no: 'No', date: formats.date, month: formats.month }

test('R7.5 a submission reads with every question, in the words of the form', () => {
  const answers: Answers = {
    contact: [
      { valueCoding: { code: 'phone', display: 'Phone' } },
      { valueCoding: { code: 'email', display: 'E-mail' } },
    ],
    hasAllergies: [yes],
    since: [{ valueString: 'last spring' }],
  }

  const rows = readableAnswers(intake, buildResponse(intake, answers, AT), english)

  expect(rows).toHaveLength(9)
  expect(rows.find((row) => row.linkId === 'contact')).toEqual({
    linkId: 'contact',
    section: 'About you',
    question: 'How may the clinic reach you?',
    answer: 'Phone, E-mail',
  })
  expect(rows.find((row) => row.linkId === 'since')?.answer).toBe('last spring')
  expect(rows.find((row) => row.linkId === 'reason')?.answer).toBeNull()
})

test.each<[QuestionnaireItem['type'], Answers[string][number], string]>([
  ['boolean', { valueBoolean: false }, 'No'],
  ['date', { valueDate: '1985-03-12' }, '12 March 1985'],
  ['decimal', { valueDecimal: 1.5 }, '1.5'],
  ['open-choice', { valueString: 'Something else' }, 'Something else'],
  ['quantity', { valueQuantity: { value: 70, unit: 'kg' } }, '70 kg'],
])('a %s answer reads as a person would say it', (type, answer, text) => {
  expect(answerText({ linkId: 'it', type }, { it: [answer] }, english)).toBe(text)
})
