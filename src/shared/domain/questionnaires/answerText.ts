import { givenAnswers, readAnswers, type Answers } from './answers.ts'
import { flatten, isQuestion } from './engine.ts'
import type { Answer, Questionnaire, QuestionnaireItem, QuestionnaireResponse } from './types.ts'

export type ReadableAnswer = {
  readonly linkId: string
  /** The title of the group that the question stands in. */
  readonly section: string | null
  readonly question: string
  /** Null where nothing was answered. */
  readonly answer: string | null
}

/** What an answer is made of besides the patient's own words, in the reader's language. */
export type AnswerWords = {
  readonly yes: string
  readonly no: string
  /** `12 March 1985` of `1985-03-12` */
  readonly date: (on: string) => string
  /** `March 1985` of `1985-03` */
  readonly month: (month: string) => string
}

/** A submission to read or to print: every question of the form, in its order (R7.5). */
export function readableAnswers(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  words: AnswerWords,
): ReadableAnswer[] {
  const answers = readAnswers(response)
  return flatten(questionnaire)
    .filter(({ item }) => isQuestion(item))
    .map(({ item, parents }) => ({
      linkId: item.linkId,
      section: parents.findLast((parent) => parent.type === 'group')?.text ?? null,
      question: item.text ?? item.linkId,
      answer: answerText(item, answers, words),
    }))
}

/** The answers to one question as a person would say them; several are joined by commas. Null when there is none. */
export function answerText(item: QuestionnaireItem, answers: Answers, words: AnswerWords): string | null {
  const texts = givenAnswers(answers, item.linkId).map((answer) => oneAnswer(answer, words))
  return texts.length === 0 ? null : texts.join(', ')
}

function oneAnswer(answer: Answer, words: AnswerWords): string {
  if (answer.valueBoolean !== undefined) return answer.valueBoolean ? words.yes : words.no
  if (answer.valueCoding) return answer.valueCoding.display ?? answer.valueCoding.code ?? ''
  if (answer.valueDate !== undefined) return readableDate(answer.valueDate, words)
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

/** FHIR's dates may lack the day, or the month too; what is no real day stands as it was sent. */
function readableDate(date: string, words: AnswerWords): string {
  const [, month, day] = date.split('-')
  if (month === undefined || Number.isNaN(Date.parse(date))) return date
  return day === undefined ? words.month(date) : words.date(date)
}
