import type { Answer, Coding, ItemType, QuestionnaireResponse, ResponseItem } from './types.ts'

/**
 * What a person has answered so far, by the question's linkId: what a half-filled form is kept as, and what every rule
 * works on. A question without an entry, or whose answers are blank, is unanswered.
 */
export type Answers = Readonly<Record<string, readonly Answer[]>>

/** The element of a FHIR answer that carries a question's value. */
export const VALUE_KEYS = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding', 'valueString', 'valueInteger'],
  'open-choice': ['valueCoding', 'valueString', 'valueInteger'],
  attachment: ['valueAttachment'],
  quantity: ['valueQuantity'],
  reference: ['valueReference'],
  group: [],
  display: [],
} as const satisfies Record<ItemType, readonly string[]>

/** The one `value[x]` of an answer, or undefined. */
export function valueOf(answer: Answer): unknown {
  const key = Object.keys(answer).find((each) => each.startsWith('value') && answer[each] !== undefined)
  return key === undefined ? undefined : answer[key]
}

/** Empty text is no answer, even to a question that must be answered; `false` and `0` are. */
export function isBlank(answer: Answer): boolean {
  const value = valueOf(answer)
  if (value === undefined || value === null) return true
  return typeof value === 'string' && value.trim() === ''
}

export function givenAnswers(answers: Answers, linkId: string): readonly Answer[] {
  return (Object.hasOwn(answers, linkId) ? answers[linkId] : undefined)?.filter((answer) => !isBlank(answer)) ?? []
}

/** Two codings mean the same when their codes do; a missing system is not held against either. */
export function isSameCoding(one: Coding, other: Coding): boolean {
  if (one.code === undefined && other.code === undefined) return one.display === other.display
  const isSystemShared = one.system === undefined || other.system === undefined || one.system === other.system
  return one.code === other.code && isSystemShared
}

/** All answers of a response, wherever its items are nested. */
export function readAnswers(response: QuestionnaireResponse): Answers {
  const found: Record<string, Answer[]> = {}
  for (const item of responseItems(response.item ?? [])) {
    if (!item.answer) continue
    // Assigned through defineProperty's safe kind, so that a hostile linkId cannot reach a prototype.
    const list = Object.hasOwn(found, item.linkId) ? (found[item.linkId] ?? []) : []
    Object.defineProperty(found, item.linkId, {
      value: [...list, ...item.answer.map(withoutItems)],
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return found
}

/** Every item of a response in document order; items stand below items and below answers. */
export function* responseItems(items: readonly ResponseItem[]): Generator<ResponseItem> {
  for (const item of items) {
    yield item
    yield* responseItems(item.item ?? [])
    for (const answer of item.answer ?? []) yield* responseItems(nestedItems(answer))
  }
}

function nestedItems(answer: Answer): ResponseItem[] {
  // FHIR nests the follow-up questions of an answer in its `item`; the schema of Answer passes it through unread.
  return Array.isArray(answer['item']) ? answer['item'].filter(isResponseItem) : []
}

function isResponseItem(value: unknown): value is ResponseItem {
  return typeof value === 'object' && value !== null && 'linkId' in value && typeof value.linkId === 'string'
}

function withoutItems(answer: Answer): Answer {
  const { item: _item, ...rest } = answer
  return rest
}
