import type { AnswerWords } from '../../../shared/domain/questionnaires/answerText.ts'
import { formats, words } from '../../words/words.ts'

/** What answers are made of besides the patient's own words, in the language of the page. */
export function answerWords(): AnswerWords {
  return {
    yes: words.forms.answers.yes,
    no: words.forms.answers.no,
    date: formats.date,
    month: formats.month,
  }
}
