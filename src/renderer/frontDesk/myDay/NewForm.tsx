import { Button } from '@mantine/core'
import { IconClipboardText } from '@tabler/icons-react'
import type { Submission } from '../../../shared/contract/desk/forms.ts'
import { readableAnswers } from '../../../shared/domain/questionnaires/answerText.ts'
import { changedAnswers, type ChangedAnswer } from '../../../shared/domain/questionnaires/changedAnswers.ts'
import { answerWords } from '../../components/forms/answerWords.ts'
import { SUBMISSION_TONES } from '../../components/forms/formTones.ts'
import { Pill } from '../../components/Pill.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './myDay.module.css'

/** More stand in the form itself. */
const SHOWN = 8

/** One form that came back: what it says otherwise than the one before, and the way to read all of it. */
export function NewForm(props: {
  readonly newer: Submission
  readonly earlier: Submission | null
  /** F reads this one. */
  readonly isNewest: boolean
  readonly onRead: () => void
}) {
  const { newer, earlier } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.myDay.form
  const changed = earlier ? changedAnswers(earlier, newer, answerWords()) : []
  const title = t.received(newer.title, shortDateTime(newer.receivedAt, timeZone, now))
  return (
    <li>
      <IconClipboardText size={16} stroke={1.75} aria-hidden="true" />
      <div className={styles['newBody']}>
        <div className={styles['newLine']}>
          <span>
            <strong dir="auto">{title}</strong> <span className={styles['said']}>{said(newer, earlier, changed)}</span>{' '}
            {newer.state === 'received' ? <Pill tone={SUBMISSION_TONES.received}>{t.toFile}</Pill> : null}
          </span>
          <Button
            size="xs"
            {...(props.isNewest
              ? { rightSection: <KeyOf name="readForm" />, 'aria-keyshortcuts': ariaShortcut('readForm') }
              : {})}
            aria-label={words.common.actOn(t.read, title)}
            onClick={props.onRead}
          >
            {t.read}
          </Button>
        </div>
        {earlier && changed.length > 0 ? (
          <Changes
            title={newer.title}
            changed={changed}
            before={formats.shortDay(earlier.submittedAt, timeZone, now)}
            now={formats.shortDay(newer.submittedAt, timeZone, now)}
          />
        ) : null}
      </div>
    </li>
  )
}

function said(newer: Submission, earlier: Submission | null, changed: readonly ChangedAnswer[]): string {
  const t = words.myDay.form
  if (newer.state === 'setAside' || newer.state === 'unproven') return t[newer.state]
  if (!earlier) return t.first
  const of = readableAnswers(newer.questionnaire, newer.response, answerWords()).length
  return changed.length === 0 ? t.same : t.changed(changed.length, of)
}

function Changes(props: {
  readonly title: string
  readonly changed: readonly ChangedAnswer[]
  /** The days of both. */
  readonly before: string
  readonly now: string
}) {
  const t = words.myDay.form
  const more = props.changed.length - SHOWN
  return (
    <>
      <table className={styles['changes']} aria-label={t.table(props.title)}>
        <thead>
          <tr>
            <th scope="col">{t.question}</th>
            <th scope="col">{props.before}</th>
            <th scope="col">{props.now}</th>
          </tr>
        </thead>
        <tbody>
          {props.changed.slice(0, SHOWN).map(({ linkId, question, before, now }) => (
            <tr key={linkId}>
              <th scope="row" dir="auto">
                {question}
              </th>
              <td dir="auto">{before ?? t.none}</td>
              <td dir="auto">
                <strong>{now ?? t.none}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className={styles['quiet']}>{t.more(more)}</p> : null}
    </>
  )
}
