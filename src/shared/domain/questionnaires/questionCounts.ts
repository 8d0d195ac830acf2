import { flatten, formPages, isQuestion } from './engine.ts'
import { initialAnswers } from './initialAnswers.ts'
import type { Questionnaire } from './types.ts'

/** How many questions a form asks: of whoever begins it ("question 1 of 8"), and at most, with all that answers lead to. */
export type QuestionCounts = { readonly first: number; readonly most: number }

export function questionCounts(questionnaire: Questionnaire): QuestionCounts {
  const asked = formPages(questionnaire, initialAnswers(questionnaire)).flatMap(({ items }) => items)
  return {
    first: asked.filter(isQuestion).length,
    most: flatten(questionnaire).filter(({ item }) => isQuestion(item)).length,
  }
}
