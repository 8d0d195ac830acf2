import { expect, test } from 'vitest'
import type { Answer, QuestionnaireItem } from './types.ts'
import { validateAnswers } from './validate.ts'

type Rules = Partial<QuestionnaireItem> & Pick<QuestionnaireItem, 'type'>

/** The first problem of one question with these answers, or null. */
function problemOf(rules: Rules, ...given: Answer[]): string | null {
  const item: QuestionnaireItem = { linkId: 'it', ...rules }
  const form = { resourceType: 'Questionnaire', title: 'A form', status: 'active', item: [item] } as const
  return validateAnswers({ ...form, item: [...form.item] }, { it: given })[0]?.problem ?? null
}

const DAYS = ['2026', '2026-02', '2024-02-29', '1985-12-31', '2026-10-10']
const NO_DAYS = [
  '',
  '26',
  '2026-13',
  '2026-00',
  '2026-2',
  '2025-02-29',
  '2026-04-31',
  '2026-01-32',
  'x2026',
  '2026-01-01x',
]
const TIMES = ['00:00', '09:30', '19:05:59', '23:59:00.5', '23:59:00.125']
const NO_TIMES = ['24:00', '9:30', '09:60', '09:30:60', '09:30:00.', '09:30:', 'x09:30', '09:30x', '0930']
const INSTANTS = [
  '2026-03-02T09:00:00Z',
  '2026-03-02T09:00+01:00',
  '2026-03-02T23:59:59.123-08:00',
  '2026-11-30T19:00Z',
]
const NO_INSTANTS = [
  '2026-03-02T09:00',
  '2026-02-30T09:00:00Z',
  '2026-03-02T25:00Z',
  '2026-03-02 09:00Z',
  '2026-03T09:00Z',
]

test.each<[QuestionnaireItem['type'], string, readonly unknown[], readonly unknown[]]>([
  ['boolean', 'valueBoolean', [true, false], ['true', 1]],
  ['integer', 'valueInteger', [0, -3], [1.5, '3', true]],
  ['decimal', 'valueDecimal', [0, 1.5, -0.25], ['1.5', Infinity, NaN, true]],
  ['date', 'valueDate', DAYS, [...NO_DAYS.slice(1), 2026, ['2026']]],
  ['time', 'valueTime', TIMES, [...NO_TIMES, 930, ['09:30']]],
  ['dateTime', 'valueDateTime', [...INSTANTS, ...DAYS], [...NO_INSTANTS, ...NO_DAYS.slice(1), 2026]],
  ['string', 'valueString', ['a', 'Grüße, 王'], [3, true, ['a']]],
  ['text', 'valueString', ['a\nb'], [3]],
  ['url', 'valueUri', ['https://example.org'], [3]],
  ['choice', 'valueCoding', [{ code: 'a' }, {}], ['a', 3]],
  ['attachment', 'valueAttachment', [{ url: 'x' }], ['x', 3]],
  ['quantity', 'valueQuantity', [{ value: 70, unit: 'kg' }], [70, '70 kg']],
  ['reference', 'valueReference', [{ reference: 'Patient/1' }], ['Patient/1']],
])('R7.2 a %s takes what FHIR calls %s, well formed, and nothing else', (type, key, good, bad) => {
  expect(good.map((value) => [value, problemOf({ type }, { [key]: value })])).toEqual(
    good.map((value) => [value, null]),
  )
  expect(bad.map((value) => [value, problemOf({ type }, { [key]: value })])).toEqual(
    bad.map((value) => [value, 'wrongType']),
  )
  expect(problemOf({ type }, { ['valueOther']: good[0] })).toBe('wrongType')
})

test('R7.1 what FHIR lets stand beside a value is no second value', () => {
  expect(problemOf({ type: 'integer' }, { id: 'a', valueInteger: 3, valueString: undefined, item: [] })).toBeNull()
  expect(problemOf({ type: 'integer' }, { valueInteger: 3, valueDecimal: 3 })).toBe('wrongType')
})

test('R7.2 text may be as long as its limit, in letters as a person counts them', () => {
  expect(problemOf({ type: 'text', maxLength: 3 }, { valueString: 'abc' })).toBeNull()
  expect(problemOf({ type: 'text', maxLength: 3 }, { valueString: 'abcd' })).toBe('tooLong')
  expect(problemOf({ type: 'url', maxLength: 3 }, { valueUri: 'abcd' })).toBe('tooLong')
  expect(problemOf({ type: 'text' }, { valueString: 'a'.repeat(5_000) })).toBeNull()
  expect(problemOf({ type: 'integer', maxLength: 1 }, { valueInteger: 1234 })).toBeNull()
})

test('R7.2 every answer of a question that repeats is looked at', () => {
  const rules: Rules = { type: 'integer', repeats: true }

  expect(problemOf(rules, { valueInteger: 1 }, { valueInteger: 2 })).toBeNull()
  expect(problemOf(rules, { valueInteger: 1 }, { valueInteger: 1.5 })).toBe('wrongType')
})

const OPTIONS = [{ valueCoding: { system: 's', code: 'a' } }, { valueString: 'b' }, { valueInteger: 3 }]

test.each<[Answer, string | null]>([
  [{ valueCoding: { system: 's', code: 'a', display: 'A' } }, null],
  [{ valueString: 'b' }, null],
  [{ valueInteger: 3 }, null],
  [{ valueCoding: { system: 's', code: 'b' } }, 'notAnOption'],
  [{ valueString: 'a' }, 'notAnOption'],
  [{ valueInteger: 4 }, 'notAnOption'],
])('R7.2 a choice takes one of its options: %j', (answer, problem) => {
  expect(problemOf({ type: 'choice', answerOption: OPTIONS }, answer)).toBe(problem)
})

test('R7.2 an option without a value is nobody’s answer', () => {
  expect(problemOf({ type: 'choice', answerOption: [{}] }, { valueString: 'b' })).toBe('notAnOption')
  expect(problemOf({ type: 'choice', answerOption: [{}] }, { valueCoding: { code: 'b' } })).toBe('notAnOption')
})

test('R7.2 an open choice takes free text, but no coding that is none of its options', () => {
  const rules: Rules = { type: 'open-choice', answerOption: OPTIONS }

  expect(problemOf(rules, { valueString: 'something else' })).toBeNull()
  expect(problemOf(rules, { valueCoding: { system: 's', code: 'a' } })).toBeNull()
  expect(problemOf(rules, { valueCoding: { system: 's', code: 'x' } })).toBe('notAnOption')
})

test('R7.2 other types have no options to keep to', () => {
  expect(problemOf({ type: 'string', answerOption: OPTIONS }, { valueString: 'x' })).toBeNull()
})

function limited(type: 'integer' | 'date', ...extension: unknown[]): Rules {
  return { type, extension }
}

const FHIR = 'http://hl7.org/fhir/StructureDefinition'

test('R7.2 a number may be its limit and not beyond', () => {
  const rules = limited(
    'integer',
    { url: `${FHIR}/minValue`, valueInteger: 1 },
    { url: `${FHIR}/maxValue`, valueInteger: 10 },
  )

  const problems = [0, 1, 10, 11].map((valueInteger) => problemOf(rules, { valueInteger }))

  expect(problems).toEqual(['tooSmall', null, null, 'tooLarge'])
})

test('R7.2 a day may be its limit and not beyond', () => {
  const rules = limited(
    'date',
    { url: `${FHIR}/minValue`, valueDate: '2026-01-01' },
    { url: `${FHIR}/maxValue`, valueDate: '2026-12-31' },
  )

  const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01']

  expect(days.map((valueDate) => problemOf(rules, { valueDate }))).toEqual(['tooSmall', null, null, 'tooLarge'])
})

test('R7.2 a limit of another kind than the answer limits nothing', () => {
  expect(
    problemOf(limited('integer', { url: `${FHIR}/minValue`, valueDate: '2026-01-01' }), { valueInteger: 1 }),
  ).toBeNull()
  expect(
    problemOf(limited('date', { url: `${FHIR}/maxValue`, valueInteger: 1 }), { valueDate: '2026-01-01' }),
  ).toBeNull()
  expect(
    problemOf(
      { ...limited('integer', { url: `${FHIR}/minValue`, valueInteger: 10 }), type: 'string' },
      { valueString: '5' },
    ),
  ).toBeNull()
  expect(problemOf(limited('integer', { url: `${FHIR}/minValue`, valueString: '10' }), { valueInteger: 5 })).toBeNull()
  expect(problemOf({ type: 'integer', extension: 'none' }, { valueInteger: 1 })).toBeNull()
})

test.each<[string, unknown]>([
  ['nothing', null],
  ['text', 'x'],
  ['no address', {}],
  ['another address', { url: `${FHIR}/entryFormat`, valueInteger: 100 }],
  ['a limit without a value', { url: `${FHIR}/minValue` }],
])('R7.1 an extension that is no limit is passed over: %s', (_name, extension) => {
  expect(problemOf(limited('integer', extension), { valueInteger: 1 })).toBeNull()
})
