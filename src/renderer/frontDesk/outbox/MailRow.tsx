import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { OutboxMail } from '../../../shared/contract/desk/outbox.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Pill } from '../../components/Pill.tsx'
import rows from '../../components/rows.module.css'
import type { Tone } from '../../components/tone.ts'
import { UndoCountdown } from '../../components/undo/UndoCountdown.tsx'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './outbox.module.css'

const TONES: Record<OutboxMail['state'], Tone> = {
  waiting: 'info',
  leaving: 'info',
  sent: 'good',
  bounced: 'bad',
  failed: 'bad',
  unknown: 'warn',
  undone: 'plain',
  withdrawn: 'plain',
}

/** One e-mail: to whom, what about, how it stands, and the act that its state has. */
export function MailRow(props: { readonly mail: OutboxMail }) {
  const { mail } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const at = mail.sentAt ?? mail.createdAt
  const { patientId } = mail
  const name = mail.patientName ?? words.outbox.noPatient
  return (
    <li className={`${rows['row']} ${styles['mail']}`}>
      <time className={styles['when']} dateTime={at}>
        {shortDateTime(at, timeZone, now)}
      </time>
      <span className={`${rows['main']} ${rows['strong']}`}>
        {patientId ? (
          <button type="button" className={styles['name']} dir="auto" onClick={() => openWorkspace(patientId)}>
            {name}
          </button>
        ) : (
          name
        )}
      </span>
      <span className={styles['kind']}>{words.outbox.kinds[mail.kind]}</span>
      <span className={rows['second']} dir="auto" title={mail.to}>
        {mail.to}
      </span>
      {mail.failure ? (
        <span className={styles['failure']} dir="auto">
          {words.outbox.failure(mail.failure)}
        </span>
      ) : null}
      <span className={styles['acts']}>
        {mail.state === 'waiting' ? (
          <UndoCountdown mailId={mail.id} leavesAt={mail.leavesAt} about={words.outbox.about(mail.kind, mail.to)} />
        ) : (
          <>
            <SendAgain mail={mail} />
            <Pill tone={TONES[mail.state]}>{words.outbox.states[mail.state]}</Pill>
          </>
        )}
      </span>
    </li>
  )
}

function SendAgain(props: { readonly mail: OutboxMail }) {
  const { mail } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofSending } = useOfferUndo()
  const again = useAct(
    () =>
      client.outbox.sendAgain({ mailId: mail.id, emailForChart: null }).finally(() => {
        void queryClient.invalidateQueries({ queryKey: api.outbox.key() })
      }),
    { onDone: ({ leaving }) => ofSending(words.outbox.sentAgain, leaving) },
  )
  if (!mail.canBeSentAgain) return null
  return (
    <Button
      size="xs"
      aria-label={words.common.actOn(words.outbox.sendAgain, words.outbox.about(mail.kind, mail.to))}
      aria-disabled={again.isRunning}
      onClick={() => again.run(undefined)}
    >
      {words.outbox.sendAgain}
    </Button>
  )
}
