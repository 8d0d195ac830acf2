import { readableAnswers, type AnswerWords } from './answerText.ts'
import type { Questionnaire, QuestionnaireResponse } from './types.ts'

type Answered = { readonly questionnaire: Questionnaire; readonly response: QuestionnaireResponse }

/** One question and what was answered to it, then and now; null where nothing was. */
export type ChangedAnswer = {
  readonly linkId: string
  readonly question: string
  readonly before: string | null
  readonly now: string | null
}

/** Enough to tell answers from one another. */
const PLAIN: AnswerWords = { yes: 'yes', no: 'no', date: (on) => on, month: (month) => month }

/**
 * R10.1: what a submission says otherwise than the one before it, in the order of the newer form; a question is the same where
 * its linkId is. What only the older form asked is no change.
 */
export function changedAnswers(earlier: Answered, newer: Answered, words: AnswerWords = PLAIN): ChangedAnswer[] {
  const before = new Map(
    readableAnswers(earlier.questionnaire, earlier.response, words).map(({ linkId, answer }) => [linkId, answer]),
  )
  return readableAnswers(newer.questionnaire, newer.response, words)
    .map(({ linkId, question, answer }) => ({ linkId, question, before: before.get(linkId) ?? null, now: answer }))
    .filter((each) => each.before !== each.now)
}
