import type { Instant } from '../time.ts'
import { answerText, type AnswerWords } from './answerText.ts'
import { givenAnswers, readAnswers } from './answers.ts'
import { flatten } from './engine.ts'
import { intake } from './library/intake.ts'
import type { Questionnaire, QuestionnaireResponse } from './types.ts'

/** `unanswered` is no "none": nobody knows. */
export type Allergies =
  { readonly kind: 'listed' | 'unsure'; readonly text: string } | { readonly kind: 'none' | 'unanswered' }

export type HealthInShort = {
  /** Of the form that says so. */
  readonly title: string
  readonly submittedAt: Instant
  readonly allergies: Allergies
  /** As the patient wrote it; null where nothing was written, as with all below. */
  readonly medicines: string | null
  readonly conditions: string | null
  readonly emergency: string | null
  readonly reachedBy: string | null
}

type Filed = {
  readonly title: string
  readonly state: string
  readonly submittedAt: Instant
  readonly questionnaire: Questionnaire
  readonly response: QuestionnaireResponse
}

/**
 * R10.2: what the newest intake that was filed says of a patient's health, in any of its versions, found by the intake's own
 * address and linkIds. Null while none was filed: what waits in the Inbox, or was set aside, counts for nothing here.
 */
export function healthInShort(submissions: readonly Filed[], words: AnswerWords): HealthInShort | null {
  const filed = submissions.filter(({ state, questionnaire }) => state === 'filed' && questionnaire.url === intake.url)
  const newest = filed.reduce<Filed | null>(
    (last, each) => (last && last.submittedAt >= each.submittedAt ? last : each),
    null,
  )
  if (!newest) return null
  const answers = readAnswers(newest.response)
  const items = flatten(newest.questionnaire).map(({ item }) => item)
  const text = (linkId: string) => {
    const item = items.find((each) => each.linkId === linkId)
    return item ? answerText(item, answers, words) : null
  }
  const hasAllergies = givenAnswers(answers, 'hasAllergies')[0]?.valueCoding?.code
  return {
    title: newest.title,
    submittedAt: newest.submittedAt,
    allergies: allergiesOf(hasAllergies, text('allergies')),
    medicines: text('currentMedicines'),
    conditions: text('conditions'),
    emergency: text('emergency'),
    reachedBy: text('contact'),
  }
}

function allergiesOf(code: string | undefined, text: string | null): Allergies {
  if (code === 'no') return { kind: 'none' }
  if (code === 'unsure') return { kind: 'unsure', text: text ?? '' }
  return text === null ? { kind: 'unanswered' } : { kind: 'listed', text }
}
