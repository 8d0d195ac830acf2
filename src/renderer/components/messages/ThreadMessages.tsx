import type { Message } from '../../../shared/contract/desk/messages.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './messages.module.css'

/** What was written in one thread, as text: never as markup (section 12). */
export function ThreadMessages(props: { readonly messages: readonly Message[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  return (
    <ol className={styles['thread']} aria-label={words.messages.thread}>
      {props.messages.map((message) => (
        <li key={message.id} className={styles['message']} data-from={message.from}>
          <p className={styles['who']}>
            <b dir="auto">{whoWrote(message)}</b>
            <time dateTime={message.at}>{shortDateTime(message.at, timeZone, now)}</time>
          </p>
          <p className={styles['text']} dir="auto">
            {message.text}
          </p>
        </li>
      ))}
    </ol>
  )
}

function whoWrote({ from, email, staffName }: Message): string {
  if (from === 'patient') return words.messages.fromPatient(email)
  return from === 'clinic' ? words.messages.fromClinic(staffName) : words.messages.outOfHours(email)
}
