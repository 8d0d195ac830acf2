import { expect, test } from 'vitest'
import { buildResponse, canonicalOf, enabledLinkIds, estimatedMinutes, flatten, formPages } from './engine.ts'
import { questionCounts } from './questionCounts.ts'
import type { Questionnaire, QuestionnaireItem } from './types.ts'
import { validateAnswers, validateResponse } from './validate.ts'

const AT = '2026-03-02T09:00:00.000Z'
const note: QuestionnaireItem = { linkId: 'note', type: 'display', text: 'Take your time.' }
const name: QuestionnaireItem = { linkId: 'name', type: 'string', text: 'Your name' }
const age: QuestionnaireItem = { linkId: 'age', type: 'integer' }
const group = (linkId: string, ...item: QuestionnaireItem[]): QuestionnaireItem => ({ linkId, type: 'group', item })

function form(...item: QuestionnaireItem[]): Questionnaire {
  return { resourceType: 'Questionnaire', title: 'A form', status: 'active', item }
}

function shownIf(question: string, item: QuestionnaireItem): QuestionnaireItem {
  return { ...item, enableWhen: [{ question, operator: '=', answerInteger: 1 }] }
}

test('R7.4 a group is a page with its title; what stands in none runs on to the next group', () => {
  const pages = formPages(form(note, name, { ...group('more', age), text: 'More' }, { ...name, linkId: 'last' }), {})

  expect(pages.map(({ linkId, title, items }) => [linkId, title, items.map((item) => item.linkId)])).toEqual([
    ['note', null, ['note', 'name']],
    ['more', 'More', ['age']],
    ['last', null, ['last']],
  ])
})

test('R7.4 a group without a title is a page of its own, not a run of loose questions', () => {
  const pages = formPages(form(name, group('one', age), group('two', note)), {})

  expect(pages.map(({ linkId, title }) => [linkId, title])).toEqual([
    ['name', null],
    ['one', ''],
    ['two', ''],
  ])
})

test('R7.4 a page with nothing on it is left out', () => {
  const questionnaire = form(age, shownIf('age', group('more', name)))

  expect(formPages(questionnaire, {}).map(({ linkId }) => linkId)).toEqual(['age'])
  expect(formPages(questionnaire, { age: [{ valueInteger: 1 }] }).map(({ linkId }) => linkId)).toEqual(['age', 'more'])
})

test('R7.2 what stands below a hidden group is hidden, and a group needs no answer', () => {
  const questionnaire = form(age, shownIf('age', group('more', name)), group('always', note))

  expect([...enabledLinkIds(questionnaire, {})]).toEqual(['age', 'always', 'note'])
})

test('R7.2 an item without conditions is asked, whichever way it would take them', () => {
  expect([...enabledLinkIds(form({ ...age, enableBehavior: 'any' }, { ...name, enableWhen: [] }), {})]).toEqual([
    'age',
    'name',
  ])
})

test('R7.2 an answer to a question that the form does not have shows nothing', () => {
  expect([...enabledLinkIds(form(shownIf('stranger', name)), { stranger: [{ valueInteger: 1 }] })]).toEqual([])
})

test('R7.2 what stands below a display text is asked with it', () => {
  expect([...enabledLinkIds(form({ ...note, item: [age] }), {})]).toEqual(['note', 'age'])
})

test('the entries of a form know what they stand in; groups are no entries', () => {
  expect(flatten(form(group('more', group('deeper', age)), name))).toMatchObject([
    { item: { linkId: 'age' }, parents: [{ linkId: 'more' }, { linkId: 'deeper' }] },
    { item: { linkId: 'name' }, parents: [] },
  ])
})

test('R7.1 a response says which form it answers, and which version, as far as that has names', () => {
  const url = 'https://example.org/form'

  expect(canonicalOf(form())).toBeUndefined()
  expect(canonicalOf({ ...form(), version: '2' })).toBeUndefined()
  expect(canonicalOf({ ...form(), url })).toBe(url)
  expect(canonicalOf({ ...form(), url, version: '2' })).toBe(`${url}|2`)
  expect(buildResponse(form(), {}, AT)).not.toHaveProperty('questionnaire')
})

test('R7.4 a response has the words of the question, no display texts and no empty groups', () => {
  const questionnaire = form(note, { ...group('more', note, name), text: 'More' }, group('none', age))
  const answers = { name: [{ valueString: ' Ana ' }], note: [{ valueString: 'to a text that asks nothing' }] }

  expect(buildResponse(questionnaire, answers, AT).item).toEqual([
    {
      linkId: 'more',
      text: 'More',
      item: [{ linkId: 'name', text: 'Your name', answer: [{ valueString: 'Ana' }] }],
    },
  ])
})

test('R7.1 a question without words has none in the response', () => {
  const [item] = buildResponse(form(age), { age: [{ valueInteger: 1 }] }, AT).item ?? []

  expect(item).toStrictEqual({ linkId: 'age', answer: [{ valueInteger: 1 }] })
})

test('R7.4 a display text asks nothing: it is neither counted nor required', () => {
  const questionnaire = form({ ...note, required: true }, name, group('more', age))

  expect(questionCounts(questionnaire)).toEqual({ first: 2, most: 2 })
  expect(validateAnswers(questionnaire, {})).toEqual([])
  expect(validateAnswers(questionnaire, { note: [{ valueString: 'x' }] })).toEqual([])
})

test('R7.5 an amended response is complete; a stopped one is not', () => {
  const response = buildResponse(form(name), {}, AT)

  expect(validateResponse(form(name), { ...response, status: 'amended' })).toEqual([])
  expect(validateResponse(form(name), { ...response, status: 'stopped' })).toEqual([
    { linkId: '', problem: 'notCompleted' },
  ])
})

test('R7.5 groups of the form may stand in a response; strangers and answers to groups may not', () => {
  const questionnaire = form(group('more', group('deeper', name)))
  const response = buildResponse(questionnaire, {}, AT)
  const withItems = (...linkIds: string[]) => ({ ...response, item: linkIds.map((linkId) => ({ linkId })) })
  const answered = { ...response, item: [{ linkId: 'more', answer: [{ valueString: 'x' }] }] }

  expect(validateResponse(questionnaire, withItems('more', 'deeper', 'name'))).toEqual([])
  expect(validateResponse(questionnaire, withItems('stranger'))).toEqual([
    { linkId: 'stranger', problem: 'unknownQuestion' },
  ])
  expect(validateResponse(questionnaire, answered)).toEqual([{ linkId: 'more', problem: 'unknownQuestion' }])
  expect(validateResponse(questionnaire, { resourceType: 'QuestionnaireResponse', status: 'completed' })).toEqual([])
})

test('R7.4 a form takes the minutes of its questions, half for those that may stay hidden, at least one', () => {
  const times = (count: number, item: QuestionnaireItem) =>
    Array.from({ length: count }, (_, index) => ({ ...item, linkId: `${item.linkId}${index}` }))
  const text: QuestionnaireItem = { linkId: 'text', type: 'text' }

  expect(estimatedMinutes(form())).toBe(1)
  expect(estimatedMinutes(form(...times(6, text)))).toBe(6)
  expect(estimatedMinutes(form(...times(6, age)))).toBe(3)
  expect(estimatedMinutes(form(...times(6, note)))).toBe(1)
  expect(estimatedMinutes(form(...times(8, shownIf('age', text))))).toBe(4)
  expect(estimatedMinutes(form(shownIf('age', group('more', ...times(8, text)))))).toBe(4)
})
