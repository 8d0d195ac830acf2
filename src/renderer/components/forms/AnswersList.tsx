import type { Submission } from '../../../shared/contract/desk/forms.ts'
import { readableAnswers } from '../../../shared/domain/questionnaires/answerText.ts'
import { words } from '../../words/words.ts'
import styles from './answers.module.css'
import { answerWords } from './answerWords.ts'
import { strayAnswers } from './strayAnswers.ts'

/** A submission as it reads whole (R7.5): every question of its version, answered or not; hostile text is text. */
export function AnswersList(props: { readonly submission: Submission }) {
  const { questionnaire, response, title } = props.submission
  const answers = readableAnswers(questionnaire, response, answerWords())
  const stray = strayAnswers(questionnaire, response)
  return (
    <dl className={styles['answers']} aria-label={words.forms.answers.label(title)}>
      {answers.map(({ linkId, section, question, answer }, index) => (
        <div key={linkId}>
          {section !== null && section !== answers[index - 1]?.section ? (
            <dt className={styles['section']} dir="auto">
              {section}
            </dt>
          ) : null}
          <dt dir="auto">{question}</dt>
          <dd dir="auto" data-empty={answer === null || undefined}>
            {answer ?? words.forms.answers.none}
          </dd>
        </div>
      ))}
      {stray.map(({ linkId, text }) => (
        <div key={`stray ${linkId}`}>
          <dt dir="auto">{words.forms.answers.stray(linkId)}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
