import { responseItems } from '../../../shared/domain/questionnaires/answers.ts'
import { flatten } from '../../../shared/domain/questionnaires/engine.ts'
import type { Questionnaire, QuestionnaireResponse } from '../../../shared/domain/questionnaires/types.ts'

/**
 * Answers to questions that this version of the form does not have: shown all the same, so that a submission that was
 * set aside loses nothing (R7.5). Their shape is unknown, so they read as the JSON that came.
 */
export function strayAnswers(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
): { readonly linkId: string; readonly text: string }[] {
  const known = new Set(flatten(questionnaire).map(({ item }) => item.linkId))
  return [...responseItems(response.item ?? [])]
    .filter(({ linkId, answer }) => !known.has(linkId) && answer !== undefined && answer.length > 0)
    .map(({ linkId, answer }) => ({ linkId, text: JSON.stringify(answer) }))
}
