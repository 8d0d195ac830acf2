import { expect, test } from 'vitest'
import { givenAnswers, isBlank, isSameCoding, readAnswers, responseItems, valueOf } from './answers.ts'
import type { Answer, QuestionnaireResponse, ResponseItem } from './types.ts'

function responding(...item: ResponseItem[]): QuestionnaireResponse {
  return { resourceType: 'QuestionnaireResponse', status: 'completed', item }
}

test('the value of an answer is the one that is there, whatever stands before it', () => {
  expect(valueOf({ id: 'x', valueString: undefined, valueInteger: 0 })).toBe(0)
  expect(valueOf({ extension: [], item: [] })).toBeUndefined()
  expect(valueOf({ ['undefined']: 'no value' })).toBeUndefined()
})

test('R7.4 what says nothing is blank; false and nought say something', () => {
  const blank: Answer[] = [{}, { valueString: ' \n ' }, { valueString: undefined }, { ['valueAttachment']: null }]
  const said: Answer[] = [{ valueBoolean: false }, { valueInteger: 0 }, { valueString: 'a' }, { valueCoding: {} }]

  expect(blank.map(isBlank)).toEqual([true, true, true, true])
  expect(said.map(isBlank)).toEqual([false, false, false, false])
  expect(givenAnswers({ it: [...blank, ...said] }, 'it')).toEqual(said)
})

test('a question that was never answered has no answers, even one named like a method', () => {
  expect(givenAnswers({}, 'it')).toEqual([])
  expect(givenAnswers({}, 'toString')).toEqual([])
})

test('codings are the same when their codes are, and no system contradicts', () => {
  const a = { system: 's', code: 'a' }

  expect(isSameCoding(a, { system: 's', code: 'a', display: 'A' })).toBe(true)
  expect(isSameCoding(a, { code: 'a' })).toBe(true)
  expect(isSameCoding({ code: 'a' }, a)).toBe(true)
  expect(isSameCoding(a, { system: 'other', code: 'a' })).toBe(false)
  expect(isSameCoding(a, { system: 's', code: 'b' })).toBe(false)
})

test('codings without codes are the same when they read the same', () => {
  expect(isSameCoding({ display: 'Yes' }, { display: 'Yes' })).toBe(true)
  expect(isSameCoding({ display: 'Yes' }, { display: 'No' })).toBe(false)
  expect(isSameCoding({ display: 'Yes' }, { display: 'Yes', code: 'y' })).toBe(false)
  expect(isSameCoding({ display: 'Yes', code: 'y' }, { display: 'Yes' })).toBe(false)
})

test('R7.1 answers are found below groups and below answers, in the order of the document', () => {
  const response = responding(
    { linkId: 'group', item: [{ linkId: 'one', answer: [{ valueInteger: 1 }] }] },
    { linkId: 'two', answer: [{ valueInteger: 2, item: [{ linkId: 'three', answer: [{ valueInteger: 3 }] }] }] },
  )

  expect([...responseItems(response.item ?? [])].map(({ linkId }) => linkId)).toEqual(['group', 'one', 'two', 'three'])
  expect(readAnswers(response)).toEqual({
    one: [{ valueInteger: 1 }],
    two: [{ valueInteger: 2 }],
    three: [{ valueInteger: 3 }],
  })
})

test('R7.1 an item that repeats adds its answers to those before it', () => {
  const answers = readAnswers(
    responding({ linkId: 'it', answer: [{ valueInteger: 1 }] }, { linkId: 'it', answer: [{ valueInteger: 2 }] }),
  )

  expect(answers).toEqual({ it: [{ valueInteger: 1 }, { valueInteger: 2 }] })
})

test('a response without items has no answers', () => {
  expect(readAnswers({ resourceType: 'QuestionnaireResponse', status: 'completed' })).toEqual({})
})

test.each<[string, unknown]>([
  ['text', 'hello'],
  ['nothing', null],
  ['a number', 3],
  ['an item without a linkId', {}],
  ['an item whose linkId is no text', { linkId: 3, answer: [{ valueInteger: 3 }] }],
])('R11.6 what a hostile sender nests below an answer is passed over: %s', (_name, nested) => {
  const good = { linkId: 'below', answer: [{ valueInteger: 2 }] }

  const answers = readAnswers(responding({ linkId: 'it', answer: [{ valueInteger: 1, item: [nested, good] }] }))

  expect(answers).toEqual({ it: [{ valueInteger: 1 }], below: [{ valueInteger: 2 }] })
})

test('what was read can be changed and copied like any object', () => {
  const answers = readAnswers(responding({ linkId: 'it', answer: [{ valueInteger: 1 }] }))

  expect(Object.getOwnPropertyDescriptor(answers, 'it')).toMatchObject({ writable: true, configurable: true })
  expect({ ...answers }).toEqual({ it: [{ valueInteger: 1 }] })
})
