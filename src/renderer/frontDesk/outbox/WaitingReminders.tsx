import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { OutboxMail } from '../../../shared/contract/desk/outbox.ts'
import { notifyDone } from '../../components/notify.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Pill } from '../../components/Pill.tsx'
import rows from '../../components/rows.module.css'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './outbox.module.css'
import type { OutboxGroups } from './outboxGroups.ts'

/** R9.1: reminders that wait for their time: one line, and the next of them for whoever opens it. */
export function WaitingReminders(props: { readonly reminders: OutboxGroups['reminders'] }) {
  const { count, next } = props.reminders
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.outbox
  const first = next[0]
  if (!first) return null
  return (
    <section>
      <h2 className={rows['group']}>{t.reminders}</h2>
      <details className={styles['reminders']}>
        <summary>{t.remindersSummary(count, shortDateTime(first.leavesAt, timeZone, now))}</summary>
        {count > next.length ? <p className={styles['next']}>{t.remindersNext(next.length)}</p> : null}
        <ul className={rows['rows']} aria-label={t.listOf(t.reminders)}>
          {next.map((mail) => (
            <ReminderRow key={mail.id} mail={mail} />
          ))}
        </ul>
      </details>
    </section>
  )
}

function ReminderRow(props: { readonly mail: OutboxMail }) {
  const { mail } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const now = useNow()
  const timeZone = useTimeZone()
  const withdraw = useAct(
    () =>
      client.outbox.undo({ mailId: mail.id }).finally(() => {
        void queryClient.invalidateQueries({ queryKey: api.outbox.key() })
      }),
    { onDone: () => notifyDone(words.outbox.withdrawn) },
  )
  const { patientId } = mail
  const until = words.outbox.waitsUntil(shortDateTime(mail.leavesAt, timeZone, now))
  return (
    <li className={`${rows['row']} ${styles['mail']}`}>
      <span className={`${rows['main']} ${rows['strong']}`}>
        {patientId ? (
          <button type="button" className={styles['name']} dir="auto" onClick={() => openWorkspace(patientId)}>
            {mail.patientName}
          </button>
        ) : (
          words.outbox.noPatient
        )}
      </span>
      <span className={rows['second']} dir="auto" title={mail.to}>
        {mail.to}
      </span>
      <span className={styles['acts']}>
        <Pill tone="info">{until}</Pill>
        <Button
          size="xs"
          variant="default"
          aria-label={words.common.actOn(words.outbox.withdraw, words.outbox.about(mail.kind, mail.to))}
          aria-disabled={withdraw.isRunning}
          onClick={() => withdraw.run(undefined)}
        >
          {words.outbox.withdraw}
        </Button>
      </span>
    </li>
  )
}
