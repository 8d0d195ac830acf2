import { flatten, isQuestion } from './engine.ts'
import type { Answer, Questionnaire } from './types.ts'

/** What the form proposes before anything was typed: FHIR's `initial`, which the schema passes through unread. */
export function initialAnswers(questionnaire: Questionnaire): Record<string, Answer[]> {
  const found: [string, Answer[]][] = []
  for (const { item } of flatten(questionnaire)) {
    const initial: unknown = item['initial']
    if (isQuestion(item) && Array.isArray(initial)) found.push([item.linkId, initial.filter(isAnswer)])
  }
  return Object.fromEntries(found)
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null
}
