import { givenAnswers, type Answers } from './answers.ts'
import { conditionHolds } from './conditions.ts'
import type { Answer, Questionnaire, QuestionnaireItem, QuestionnaireResponse, ResponseItem } from './types.ts'

/** An item of the form that is no group, together with where it stands. */
export type FormEntry = {
  readonly item: QuestionnaireItem
  /** The items around it, outermost first. */
  readonly parents: readonly QuestionnaireItem[]
}

/** One top-level group, or a run of items that stand in none (its title is null). */
export type FormPage = {
  readonly linkId: string
  readonly title: string | null
  /** Questions and display texts in their order, as far as they are asked. */
  readonly items: readonly QuestionnaireItem[]
}

export function isQuestion(item: QuestionnaireItem): boolean {
  return item.type !== 'group' && item.type !== 'display'
}

/** Every question and display text in document order, whether asked or not. */
export function flatten(questionnaire: Questionnaire): FormEntry[] {
  return [...walk(questionnaire.item, [])]
}

function* walk(items: readonly QuestionnaireItem[], parents: readonly QuestionnaireItem[]): Generator<FormEntry> {
  for (const item of items) {
    if (item.type !== 'group') yield { item, parents }
    yield* walk(item.item ?? [], [...parents, item])
  }
}

/**
 * Which items are asked, given the answers so far (R7.2 `enableWhen` with any/all): an item below a hidden one is
 * hidden, an answer to a hidden question counts for nothing, and a follow-up of a question waits for its answer.
 * @returns the linkIds of all enabled items, groups and display texts included
 */
export function enabledLinkIds(questionnaire: Questionnaire, answers: Answers): ReadonlySet<string> {
  const places = new Map<string, FormEntry>()
  for (const entry of allItems(questionnaire.item, [])) places.set(entry.item.linkId, entry)
  const known = new Map<string, boolean>()

  function isEnabled(linkId: string): boolean {
    const decided = known.get(linkId)
    if (decided !== undefined) return decided
    const entry = places.get(linkId)
    if (!entry) return false
    // A condition that leads back to itself hides its item, and ends here.
    known.set(linkId, false)
    const { item, parents } = entry
    const parent = parents.at(-1)
    const isReached =
      !parent || (isEnabled(parent.linkId) && (!isQuestion(parent) || givenAnswers(answers, parent.linkId).length > 0))
    const conditions = item.enableWhen ?? []
    const holds = (condition: (typeof conditions)[number]): boolean =>
      conditionHolds(condition, isEnabled(condition.question) ? givenAnswers(answers, condition.question) : [])
    const isWanted =
      conditions.length === 0 || (item.enableBehavior === 'any' ? conditions.some(holds) : conditions.every(holds))
    known.set(linkId, isReached && isWanted)
    return isReached && isWanted
  }

  return new Set([...places.keys()].filter(isEnabled))
}

function* allItems(items: readonly QuestionnaireItem[], parents: readonly QuestionnaireItem[]): Generator<FormEntry> {
  for (const item of items) {
    yield { item, parents }
    yield* allItems(item.item ?? [], [...parents, item])
  }
}

/** The form as a patient meets it: pages of what is asked now; a page with nothing on it is left out. */
export function formPages(questionnaire: Questionnaire, answers: Answers): FormPage[] {
  const enabled = enabledLinkIds(questionnaire, answers)
  const pages: { linkId: string; title: string | null; items: QuestionnaireItem[] }[] = []
  for (const top of questionnaire.item) {
    const items = [...walk([top], [])].map((entry) => entry.item).filter((item) => enabled.has(item.linkId))
    if (items.length === 0) continue
    const last = pages.at(-1)
    if (top.type !== 'group' && last?.title === null) last.items.push(...items)
    else pages.push({ linkId: top.linkId, title: top.type === 'group' ? (top.text ?? '') : null, items })
  }
  return pages
}

/** `url|version`: what a response says it answers. */
export function canonicalOf(questionnaire: Questionnaire): string | undefined {
  if (questionnaire.url === undefined) return undefined
  return questionnaire.version === undefined ? questionnaire.url : `${questionnaire.url}|${questionnaire.version}`
}

/**
 * The response to send: nested like the form; hidden questions and blank answers are left out (R7.4).
 * @param authored when the person sent it, ISO 8601
 */
export function buildResponse(questionnaire: Questionnaire, answers: Answers, authored: string): QuestionnaireResponse {
  const enabled = enabledLinkIds(questionnaire, answers)
  const canonical = canonicalOf(questionnaire)
  return {
    resourceType: 'QuestionnaireResponse',
    ...(canonical === undefined ? {} : { questionnaire: canonical }),
    status: 'completed',
    authored,
    item: questionnaire.item.flatMap((item) => respond(item, answers, enabled)),
  }
}

function respond(item: QuestionnaireItem, answers: Answers, enabled: ReadonlySet<string>): ResponseItem[] {
  if (!enabled.has(item.linkId) || item.type === 'display') return []
  const below = (item.item ?? []).flatMap((child) => respond(child, answers, enabled))
  const text = item.text === undefined ? {} : { text: item.text }
  if (item.type === 'group') return below.length === 0 ? [] : [{ linkId: item.linkId, ...text, item: below }]
  const [first, ...rest] = givenAnswers(answers, item.linkId).map(trimmed)
  if (!first) return []
  const withFollowUps = below.length === 0 ? first : { ...first, item: below }
  return [{ linkId: item.linkId, ...text, answer: [withFollowUps, ...rest] }]
}

function trimmed(answer: Answer): Answer {
  return answer.valueString === undefined ? answer : { ...answer, valueString: answer.valueString.trim() }
}

const SECONDS: Partial<Record<QuestionnaireItem['type'], number>> = {
  boolean: 15,
  choice: 20,
  display: 10,
  text: 60,
  attachment: 60,
}
const SECONDS_OTHERWISE = 30

/** How long the form takes, in whole minutes, at least one: "about 6 minutes". Questions that may stay hidden count half. */
export function estimatedMinutes(questionnaire: Questionnaire): number {
  const seconds = flatten(questionnaire).map(({ item, parents }) => {
    const isConditional = [item, ...parents].some((each) => (each.enableWhen ?? []).length > 0)
    return (SECONDS[item.type] ?? SECONDS_OTHERWISE) * (isConditional ? 0.5 : 1)
  })
  return Math.max(1, Math.ceil(seconds.reduce((sum, each) => sum + each, 0) / 60))
}
