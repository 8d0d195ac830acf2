import type { Answers } from '../../shared/domain/questionnaires/answers.ts'
import { formPages, isQuestion } from '../../shared/domain/questionnaires/engine.ts'
import type { Questionnaire, QuestionnaireItem } from '../../shared/domain/questionnaires/types.ts'

/** One question with everything that is read together with it: a page of the form on a phone. */
export type FormStep = {
  readonly item: QuestionnaireItem
  /** Display texts that stand before the question. */
  readonly before: readonly string[]
  /** Help that stands below the question, and texts that end its part. */
  readonly after: readonly string[]
  /** From 1. */
  readonly part: number
  readonly parts: number
  readonly partTitle: string | null
  /** From 1, over the whole form. */
  readonly question: number
  readonly questions: number
}

type Draft = { item: QuestionnaireItem; before: string[]; after: string[]; part: number; partTitle: string | null }

/** R7.4: the questions that are asked now, one a page; a text without a question of its own joins the nearest one. */
export function formSteps(questionnaire: Questionnaire, answers: Answers): FormStep[] {
  const drafts: Draft[] = []
  let waiting: string[] = []
  let part = 0
  for (const page of formPages(questionnaire, answers)) {
    if (!page.items.some(isQuestion)) {
      waiting.push(...page.items.map((item) => item.text ?? ''))
      continue
    }
    part += 1
    for (const item of page.items) {
      const last = drafts.at(-1)
      const isHelp = last?.item.item?.some((child) => child.linkId === item.linkId) ?? false
      if (isQuestion(item)) {
        drafts.push({ item, before: waiting, after: [], part, partTitle: page.title })
        waiting = []
      } else if (isHelp) last?.after.push(item.text ?? '')
      else waiting.push(item.text ?? '')
    }
  }
  drafts.at(-1)?.after.push(...waiting)
  return drafts.map((draft, index) => ({ ...draft, parts: part, question: index + 1, questions: drafts.length }))
}
