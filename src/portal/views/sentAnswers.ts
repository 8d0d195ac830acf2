import { answerText, type ReadableAnswer } from '../../shared/domain/questionnaires/answerText.ts'
import { readAnswers, responseItems } from '../../shared/domain/questionnaires/answers.ts'
import { answerWords } from '../words/words.ts'
import type { QuestionnaireResponse } from '../../shared/domain/questionnaires/types.ts'

/** What was sent, from the response alone, which carries its questions: the form may have changed since. */
export function sentAnswers(response: QuestionnaireResponse): ReadableAnswer[] {
  const answers = readAnswers(response)
  return [...responseItems(response.item ?? [])]
    .filter((item) => item.answer !== undefined)
    .map(({ linkId, text }) => ({
      linkId,
      section: null,
      question: text ?? linkId,
      answer: answerText({ linkId, type: 'string' }, answers, answerWords()),
    }))
}
