import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionHolds } from './conditions.ts'
import type { Answer, EnableWhen } from './types.ts'

type Operator = EnableWhen['operator']

const holds = (operator: Operator, wanted: Partial<EnableWhen>, ...given: Answer[]): boolean =>
  conditionHolds({ question: 'it', operator, ...wanted }, given)

const COMPARISONS: readonly [Operator, (one: number, other: number) => boolean][] = [
  ['=', (one, other) => one === other],
  ['!=', (one, other) => one !== other],
  ['>', (one, other) => one > other],
  ['<', (one, other) => one < other],
  ['>=', (one, other) => one >= other],
  ['<=', (one, other) => one <= other],
]

test.each(COMPARISONS)('R7.2 %s compares numbers as numbers', (operator, isSo) => {
  fc.assert(
    fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (given, wanted) => {
      expect(holds(operator, { answerInteger: wanted }, { valueInteger: given })).toBe(isSo(given, wanted))
    }),
  )
})

test.each(COMPARISONS)('R7.2 %s compares days by the calendar', (operator, isSo) => {
  const days = ['1985-03-11', '1985-03-12', '2000-01-01']
  for (const [one, valueDate] of days.entries()) {
    for (const [other, answerDate] of days.entries()) {
      expect(holds(operator, { answerDate }, { valueDate })).toBe(isSo(one, other))
    }
  }
})

test('R7.2 values of different kinds are in no order, either way round', () => {
  for (const operator of ['>', '<', '>=', '<='] as const) {
    expect(holds(operator, { answerInteger: 1 }, { valueString: '1' })).toBe(false)
    expect(holds(operator, { answerString: '1' }, { valueInteger: 1 })).toBe(false)
    expect(holds(operator, { answerBoolean: true }, { valueBoolean: true })).toBe(false)
  }
})

test('R7.2 one answer of several is enough to be equal, and each must differ to be unequal', () => {
  const given: Answer[] = [{ valueInteger: 1 }, { valueInteger: 2 }]

  expect(holds('=', { answerInteger: 2 }, ...given)).toBe(true)
  expect(holds('!=', { answerInteger: 2 }, ...given)).toBe(false)
  expect(holds('!=', { answerInteger: 3 }, ...given)).toBe(true)
})

test('R7.2 a condition that does not say what it compares with never holds', () => {
  expect(holds('=', {}, { valueInteger: 1 })).toBe(false)
  expect(holds('!=', {}, { valueInteger: 1 })).toBe(false)
  expect(holds('=', {}, {})).toBe(false)
  expect(holds('=', { answerInteger: undefined, answerString: 'a' }, { valueString: 'a' })).toBe(true)
})

test('R7.2 an operator of a later FHIR never holds', () => {
  // A form is parsed before it is used; this is what is left if one was not.
  expect(holds('~' as Operator, { answerInteger: 1 }, { valueInteger: 1 })).toBe(false)
})

test('R7.2 "exists" means that there is an answer unless it says otherwise', () => {
  expect(holds('exists', {}, { valueInteger: 1 })).toBe(true)
  expect(holds('exists', {})).toBe(false)
  expect(holds('exists', { answerBoolean: false }, { valueInteger: 1 })).toBe(false)
})

test('R7.2 a choice is asked for by its coding, its code or its display', () => {
  const yes: Answer = { valueCoding: { system: 's', code: 'y', display: 'Yes' } }

  expect(holds('=', { answerCoding: { system: 's', code: 'y' } }, yes)).toBe(true)
  expect(holds('=', { answerCoding: { system: 's', code: 'n' } }, yes)).toBe(false)
  expect(holds('=', { answerString: 'y' }, yes)).toBe(true)
  expect(holds('=', { answerString: 'Yes' }, yes)).toBe(true)
  expect(holds('=', { answerString: 'No' }, yes)).toBe(false)
  expect(holds('=', { answerInteger: 1 }, yes)).toBe(false)
  expect(holds('=', { answerCoding: { code: 'y' } }, { valueString: 'n' })).toBe(false)
  expect(holds('=', { answerString: 'y' }, { valueString: 'n' })).toBe(false)
})

test('R7.2 an answer without a value equals nothing', () => {
  const empty: Answer = { valueCoding: undefined }

  expect(holds('=', { answerCoding: { code: 'y' } }, empty)).toBe(false)
  expect(holds('=', { answerString: 'y' }, empty)).toBe(false)
  expect(holds('=', { answerString: 'y' }, { ['valueAttachment']: null })).toBe(false)
})
