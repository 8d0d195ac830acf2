import type { Submission } from '../../../shared/contract/desk/forms.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './answers.module.css'
import { AnswersList } from './AnswersList.tsx'
import { problemSentence } from './problemSentence.ts'

/** Who sent it, when, in which version; what is wrong with it, if anything; every question and answer (R7.5). */
export function SubmissionBody(props: { readonly submission: Submission }) {
  const { submission } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const { version } = submission.questionnaire
  return (
    <>
      <p className={styles['meta']}>
        <span dir="auto">{words.forms.answers.by(submission.submittedBy)}</span>
        <span>{words.forms.answers.submitted(shortDateTime(submission.submittedAt, timeZone, now))}</span>
        <span>{words.forms.answers.received(shortDateTime(submission.receivedAt, timeZone, now))}</span>
        {version ? <span>{words.forms.answers.version(version)}</span> : null}
      </p>
      {submission.state === 'setAside' || submission.state === 'unproven' ? (
        <div className={styles['problems']} role="note">
          <p>{words.forms.answers[submission.state]}</p>
          <ul>
            {submission.problems.map((problem, index) => (
              <li key={index} dir="auto">
                {problemSentence(problem, submission.questionnaire)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <AnswersList submission={submission} />
    </>
  )
}
