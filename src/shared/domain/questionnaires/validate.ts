import { givenAnswers, isSameCoding, readAnswers, responseItems, VALUE_KEYS, valueOf, type Answers } from './answers.ts'
import { enabledLinkIds, flatten } from './engine.ts'
import { isExclusive } from './exclusive.ts'
import type { Answer, AnswerOption, Questionnaire, QuestionnaireItem, QuestionnaireResponse } from './types.ts'

export const PROBLEMS = [
  'required',
  'wrongType',
  'tooLong',
  'tooSmall',
  'tooLarge',
  'notAnOption',
  'tooMany',
  'notTogether',
  'otherEmpty',
  'notAsked',
  'unknownQuestion',
  'notCompleted',
] as const
export type ProblemKind = (typeof PROBLEMS)[number]

/** One broken rule; `linkId` is empty where it concerns the whole response. */
export type Problem = { readonly linkId: string; readonly problem: ProblemKind }

/** What still stands in the way of sending: of the questions that are asked now, in the form's order (R7.4). */
export function validateAnswers(questionnaire: Questionnaire, answers: Answers): Problem[] {
  const enabled = enabledLinkIds(questionnaire, answers)
  return flatten(questionnaire).flatMap(({ item }) => {
    if (!enabled.has(item.linkId) || item.type === 'display') return []
    const problem = isOtherEmpty(item, answers) ? 'otherEmpty' : problemOf(item, givenAnswers(answers, item.linkId))
    return problem ? [{ linkId: item.linkId, problem }] : []
  })
}

/**
 * R7.5: the same rules again over what was received, and those that only a broken or hostile sender breaks: answers to
 * hidden or unknown questions, an unfinished response.
 */
export function validateResponse(questionnaire: Questionnaire, response: QuestionnaireResponse): Problem[] {
  const answers = readAnswers(response)
  const enabled = enabledLinkIds(questionnaire, answers)
  const known = new Map(flatten(questionnaire).map(({ item }) => [item.linkId, item]))
  const groups = new Set(groupLinkIds(questionnaire.item))
  const strangers = new Set<string>()
  for (const item of responseItems(response.item ?? [])) {
    const isKnown = item.answer ? known.has(item.linkId) : known.has(item.linkId) || groups.has(item.linkId)
    if (!isKnown) strangers.add(item.linkId)
  }
  const hidden = [...known.keys()].filter((linkId) => !enabled.has(linkId) && givenAnswers(answers, linkId).length > 0)
  return [
    ...(response.status === 'completed' || response.status === 'amended' ? [] : [problem('', 'notCompleted')]),
    ...validateAnswers(questionnaire, answers),
    ...hidden.map((linkId) => problem(linkId, 'notAsked')),
    ...[...strangers].map((linkId) => problem(linkId, 'unknownQuestion')),
  ]
}

/** "Something else" is chosen, and it is not said what. */
function isOtherEmpty(item: QuestionnaireItem, answers: Answers): boolean {
  const given = Object.hasOwn(answers, item.linkId) ? answers[item.linkId] : undefined
  return item.type === 'open-choice' && (given?.some(({ valueString }) => valueString?.trim() === '') ?? false)
}

function problem(linkId: string, kind: ProblemKind): Problem {
  return { linkId, problem: kind }
}

function* groupLinkIds(items: readonly QuestionnaireItem[]): Generator<string> {
  for (const item of items) {
    if (item.type === 'group') yield item.linkId
    yield* groupLinkIds(item.item ?? [])
  }
}

/** The first rule that the answers to one question break. */
function problemOf(item: QuestionnaireItem, given: readonly Answer[]): ProblemKind | null {
  if (given.length === 0) return item.required === true ? 'required' : null
  if (given.length > 1 && item.repeats !== true) return 'tooMany'
  const excluding = item.answerOption?.filter(isExclusive) ?? []
  if (given.length > 1 && given.some((answer) => isOneOf(excluding, answer))) return 'notTogether'
  for (const answer of given) {
    const found = problemOfAnswer(item, answer)
    if (found) return found
  }
  return null
}

function problemOfAnswer(item: QuestionnaireItem, answer: Answer): ProblemKind | null {
  const keys: readonly string[] = VALUE_KEYS[item.type]
  const valueKeys = Object.keys(answer).filter((key) => key.startsWith('value') && answer[key] !== undefined)
  const [key] = valueKeys
  if (valueKeys.length !== 1 || key === undefined || !keys.includes(key)) return 'wrongType'
  const value = answer[key]
  if (!isWellFormed(key, value)) return 'wrongType'
  if (typeof value === 'string' && item.maxLength !== undefined && [...value].length > item.maxLength) return 'tooLong'
  if (item.type === 'choice' && !isOption(item, answer)) return 'notAnOption'
  if (item.type === 'open-choice' && key === 'valueCoding' && !isOption(item, answer)) return 'notAnOption'
  return limitProblem(item, value)
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/
const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

function isWellFormed(key: string, value: unknown): boolean {
  switch (key) {
    case 'valueBoolean':
      return typeof value === 'boolean'
    case 'valueInteger':
      return Number.isInteger(value)
    case 'valueDecimal':
      return Number.isFinite(value)
    case 'valueDate':
      return typeof value === 'string' && DATE.test(value) && isRealDay(value)
    case 'valueTime':
      return typeof value === 'string' && TIME.test(value)
    case 'valueDateTime':
      return typeof value === 'string' && (DATE_TIME.test(value) || DATE.test(value)) && isRealDay(value.slice(0, 10))
    case 'valueString':
    case 'valueUri':
      return typeof value === 'string'
    default:
      return typeof value === 'object' && value !== null
  }
}

/** 30 February is no day; a year or a month alone is a date in FHIR. */
function isRealDay(day: string): boolean {
  if (day.length < 10) return true
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** A choice whose options stand elsewhere (`answerValueSet`) cannot be checked here, and passes. */
function isOption(item: QuestionnaireItem, answer: Answer): boolean {
  if (!item.answerOption) return true
  return isOneOf(item.answerOption, answer)
}

function isOneOf(options: readonly AnswerOption[], answer: Answer): boolean {
  return options.some((option) => {
    if (option.valueCoding && answer.valueCoding) return isSameCoding(option.valueCoding, answer.valueCoding)
    if (option.valueString !== undefined) return option.valueString === answer.valueString
    return option.valueInteger !== undefined && option.valueInteger === answer.valueInteger
  })
}

const MIN_VALUE = 'http://hl7.org/fhir/StructureDefinition/minValue'
const MAX_VALUE = 'http://hl7.org/fhir/StructureDefinition/maxValue'

function limitProblem(item: QuestionnaireItem, value: unknown): ProblemKind | null {
  if (isBeyond(value, limitOf(item, MIN_VALUE), (one, other) => one < other)) return 'tooSmall'
  return isBeyond(value, limitOf(item, MAX_VALUE), (one, other) => one > other) ? 'tooLarge' : null
}

function isBeyond(value: unknown, limit: unknown, beyond: (one: string | number, other: string | number) => boolean) {
  if (typeof value === 'number' && typeof limit === 'number') return beyond(value, limit)
  return typeof value === 'string' && typeof limit === 'string' && beyond(value, limit)
}

/** FHIR's own extensions for limits, which the schema passes through unread. */
function limitOf(item: QuestionnaireItem, url: string): unknown {
  const extensions: unknown = item['extension']
  if (!Array.isArray(extensions)) return undefined
  const extension: unknown = extensions.find(
    (each: unknown) => typeof each === 'object' && each !== null && 'url' in each && each.url === url,
  )
  return typeof extension === 'object' && extension !== null ? valueOf({ ...extension }) : undefined
}
