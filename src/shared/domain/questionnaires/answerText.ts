import { givenAnswers, readAnswers, type Answers } from './answers.ts'
import { flatten, isQuestion } from './engine.ts'
import { assertNever } from '../assertNever.ts'
import type { Answer, Questionnaire, QuestionnaireItem, QuestionnaireResponse } from './types.ts'
import type { Problem } from './validate.ts'

export type ReadableAnswer = {
  readonly linkId: string
  /** The title of the group that the question stands in. */
  readonly section: string | null
  readonly question: string
  /** Null where nothing was answered. */
  readonly answer: string | null
}

/** A submission to read or to print: every question of the form, in its order (R7.5). */
export function readableAnswers(questionnaire: Questionnaire, response: QuestionnaireResponse): ReadableAnswer[] {
  const answers = readAnswers(response)
  return flatten(questionnaire)
    .filter(({ item }) => isQuestion(item))
    .map(({ item, parents }) => ({
      linkId: item.linkId,
      section: parents.findLast((parent) => parent.type === 'group')?.text ?? null,
      question: item.text ?? item.linkId,
      answer: answerText(item, answers),
    }))
}

/** The answers to one question as a person would say them; several are joined by commas. Null when there is none. */
export function answerText(item: QuestionnaireItem, answers: Answers): string | null {
  const texts = givenAnswers(answers, item.linkId).map(oneAnswer)
  return texts.length === 0 ? null : texts.join(', ')
}

function oneAnswer(answer: Answer): string {
  if (answer.valueBoolean !== undefined) return answer.valueBoolean ? 'Yes' : 'No'
  if (answer.valueCoding) return answer.valueCoding.display ?? answer.valueCoding.code ?? ''
  if (answer.valueDate !== undefined) return readableDate(answer.valueDate)
  if (answer.valueInteger !== undefined) return String(answer.valueInteger)
  if (answer.valueDecimal !== undefined) return String(answer.valueDecimal)
  const text = answer.valueString ?? answer.valueUri ?? answer.valueTime ?? answer.valueDateTime
  return text ?? otherValue(answer)
}

/** Attachments, quantities and references, which the schema passes through unread. */
function otherValue(answer: Answer): string {
  const { valueQuantity: quantity, valueAttachment: attachment, valueReference: reference } = answer
  const parts = [part(quantity, 'value'), part(quantity, 'unit'), part(attachment, 'title'), part(reference, 'display')]
  return parts.filter((each) => each !== '').join(' ')
}

function part(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return ''
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

/** `12 March 1985`, `March 1985` or `1985`. */
function readableDate(date: string): string {
  const [year, month, day] = date.split('-')
  if (month === undefined) return date
  const on = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')))
  if (Number.isNaN(on.getTime())) return date
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' }),
  }).format(on)
}

/** A broken rule in a sentence for the desk: "“Allergies”: the answer is too long". */
export function problemText(questionnaire: Questionnaire, { linkId, problem }: Problem): string {
  const item = flatten(questionnaire).find((entry) => entry.item.linkId === linkId)?.item
  const words = problemWords(problem)
  return linkId === '' ? words : `“${item?.text ?? linkId}”: ${words}`
}

function problemWords(problem: Problem['problem']): string {
  switch (problem) {
    case 'required':
      return 'an answer is needed'
    case 'wrongType':
      return 'the answer is of the wrong kind'
    case 'tooLong':
      return 'the answer is too long'
    case 'tooSmall':
      return 'the answer is below the limit'
    case 'tooLarge':
      return 'the answer is above the limit'
    case 'notAnOption':
      return 'the answer is none of the choices'
    case 'tooMany':
      return 'more than one answer'
    case 'notAsked':
      return 'answered although it was not asked'
    case 'unknownQuestion':
      return 'the form has no such question'
    case 'notCompleted':
      return 'The form was not finished'
    default:
      return assertNever(problem)
  }
}
