import type {
  Answer,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  ResponseItem,
} from '../../../shared/domain/questionnaires/types.ts'

/** One line of a read submission. `depth` counts the groups around it. */
export type AnswerLine =
  | { readonly kind: 'heading'; readonly key: string; readonly depth: number; readonly text: string }
  | {
      readonly kind: 'answer'
      readonly key: string
      readonly depth: number
      readonly question: string
      /** Empty when nobody answered it, or when it was hidden from the patient. */
      readonly answers: readonly AnswerValue[]
    }
  /** An answer whose question the form version does not have: shown all the same, nothing is lost (R7.5). */
  | {
      readonly kind: 'stray'
      readonly key: string
      readonly depth: number
      readonly question: string
      readonly answers: readonly AnswerValue[]
    }

/** What a person answered, ready for words: days and yes/no are put into words by the caller. */
export type AnswerValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'day'; readonly on: string }
  | { readonly kind: 'other'; readonly json: string }

/**
 * Every question of the form in its order, each with its answers (R7.5): a filed submission reads whole.
 * @returns questions that were not answered too; repeated groups once for each repetition
 */
export function answerSheet(questionnaire: Questionnaire, response: QuestionnaireResponse): AnswerLine[] {
  return linesOf(questionnaire.item, response.item ?? [], 0, '')
}

function linesOf(
  questions: readonly QuestionnaireItem[],
  given: readonly ResponseItem[],
  depth: number,
  path: string,
): AnswerLine[] {
  const known = new Set(questions.map((question) => question.linkId))
  return [
    ...questions.flatMap((question) => linesOfQuestion(question, given, depth, path)),
    ...given
      .filter((item) => !known.has(item.linkId))
      .flatMap((item, index) => strayLines(item, depth, `${path}?${index}`)),
  ]
}

function linesOfQuestion(
  question: QuestionnaireItem,
  given: readonly ResponseItem[],
  depth: number,
  path: string,
): AnswerLine[] {
  if (question.type === 'display') return []
  const matching = given.filter((item) => item.linkId === question.linkId)
  const key = `${path}/${question.linkId}`
  const text = question.text ?? question.linkId
  if (question.type === 'group') {
    const repetitions = matching.length > 0 ? matching : [undefined]
    return repetitions.flatMap((item, index): AnswerLine[] => [
      {
        kind: 'heading',
        key: `${key}#${index}`,
        depth,
        text: repetitions.length > 1 ? `${text} (${index + 1})` : text,
      },
      ...linesOf(question.item ?? [], item?.item ?? [], depth + 1, `${key}#${index}`),
    ])
  }
  const answers = matching.flatMap((item) => item.answer ?? [])
  const nested = [...matching.flatMap((item) => item.item ?? []), ...answers.flatMap(itemsUnder)]
  return [
    { kind: 'answer', key, depth, question: text, answers: answers.map(valueOf) },
    ...(question.item || nested.length > 0 ? linesOf(question.item ?? [], nested, depth + 1, key) : []),
  ]
}

function strayLines(item: ResponseItem, depth: number, key: string): AnswerLine[] {
  const answers = item.answer ?? []
  return [
    { kind: 'stray', key, depth, question: item.text ?? item.linkId, answers: answers.map(valueOf) },
    ...[...(item.item ?? []), ...answers.flatMap(itemsUnder)].flatMap((child, index) =>
      strayLines(child, depth + 1, `${key}.${index}`),
    ),
  ]
}

/** FHIR puts the items below a question inside its answers. */
function itemsUnder(answer: Answer): ResponseItem[] {
  const { item } = answer
  // Loose objects carry `item` untyped; what is not an array of items is left to the caller's JSON.
  return Array.isArray(item) ? item.filter(isResponseItem) : []
}

function isResponseItem(value: unknown): value is ResponseItem {
  return typeof value === 'object' && value !== null && 'linkId' in value && typeof value.linkId === 'string'
}

function valueOf(answer: Answer): AnswerValue {
  if (answer.valueBoolean !== undefined) return { kind: 'boolean', value: answer.valueBoolean }
  if (answer.valueDate !== undefined) return { kind: 'day', on: answer.valueDate }
  const coding = answer.valueCoding
  const text =
    answer.valueString ??
    answer.valueInteger ??
    answer.valueDecimal ??
    answer.valueTime ??
    answer.valueDateTime ??
    answer.valueUri ??
    coding?.display ??
    coding?.code ??
    quantityText(answer) ??
    titleText(answer)
  return text === undefined ? { kind: 'other', json: JSON.stringify(answer) } : { kind: 'text', text: String(text) }
}

function quantityText({ valueQuantity }: Answer): string | undefined {
  if (typeof valueQuantity !== 'object' || valueQuantity === null || !('value' in valueQuantity)) return undefined
  const unit = 'unit' in valueQuantity && typeof valueQuantity.unit === 'string' ? ` ${valueQuantity.unit}` : ''
  return `${String(valueQuantity.value)}${unit}`
}

function titleText({ valueAttachment, valueReference }: Answer): string | undefined {
  for (const value of [valueAttachment, valueReference]) {
    if (typeof value !== 'object' || value === null) continue
    if ('title' in value && typeof value.title === 'string') return value.title
    if ('display' in value && typeof value.display === 'string') return value.display
  }
  return undefined
}
