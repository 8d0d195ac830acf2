import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { OutboxMail } from '../../../../shared/contract/desk/outbox.ts'
import type { MailTestFailure } from '../../../../shared/domain/mailTest.ts'
import { EmailAddress } from '../../../../shared/domain/people.ts'
import { errorSentence } from '../../../components/errorSentence.ts'
import { Panel } from '../../../components/Panel.tsx'
import { Pill } from '../../../components/Pill.tsx'
import type { Tone } from '../../../components/tone.ts'
import { shortDateTime } from '../../../format/moments.ts'
import { submitBySave } from '../../../keys/submitBySave.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { useNow, useSession, useTimeZone } from '../../../state/useSession.ts'
import { words } from '../../../words/words.ts'
import styles from './email.module.css'
import { testSentence } from './testSentence.ts'

type Through = Parameters<ReturnType<typeof useClient>['email']['test']>[0]['through']

/** R9.4, R10.8: sends an e-mail the way that stands in the fields, and says in words what came of it. */
export function TestMail(props: {
  /** Null where the fields are not complete. */
  readonly through: Through | null
  readonly onIncomplete: () => void
}) {
  const { through } = props
  const session = useSession()
  const [typed, setTyped] = useState<string | null>(null)
  const [isChecked, setChecked] = useState(false)
  const to = typed ?? session.data?.staff?.email ?? ''
  const isAddress = EmailAddress.safeParse(to).success
  const { run, giveUp, state } = useTest()
  const host = through?.way === 'own' ? through.server.smtpHost : null
  const t = words.settings.email.test
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!through) return props.onIncomplete()
    if (isAddress) run(to, through)
  }
  return (
    <Panel id="test" title={t.title}>
      <form noValidate className={styles['test']} onSubmit={submit} onKeyDown={submitBySave}>
        <TextInput
          label={t.to}
          type="email"
          autoComplete="off"
          maxLength={254}
          value={to}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={isChecked && !isAddress ? words.session.emailInvalid : null}
        />
        <div className={styles['acts']}>
          <Button type="submit" variant="filled" aria-disabled={state.kind === 'running'}>
            {t.send}
          </Button>
          {state.kind === 'running' && host !== null ? <Button onClick={giveUp}>{words.common.cancel}</Button> : null}
        </div>
        <div role="status" className={styles['outcome']}>
          {state.kind === 'running' && host !== null ? <Waiting host={host} /> : null}
          {state.kind === 'givenUp' ? t.givenUp : null}
          {state.kind === 'accepted' ? t.accepted(state.answer) : null}
        </div>
        <div role="alert" className={styles['failed']}>
          {state.kind === 'failed' ? <Failure failure={state.failure} host={host ?? ''} /> : null}
          {state.kind === 'error' ? errorSentence(state.error) : null}
        </div>
      </form>
      <LastTest />
    </Panel>
  )
}

type State =
  | { readonly kind: 'idle' | 'running' | 'givenUp' | 'left' }
  | { readonly kind: 'accepted'; readonly answer: string }
  | { readonly kind: 'failed'; readonly failure: MailTestFailure }
  | { readonly kind: 'error'; readonly error: unknown }

/** One test at a time, which can be given up. */
function useTest() {
  const client = useClient()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const run = (to: string, through: Through) => {
    if (running.current) return
    const stop = new AbortController()
    running.current = stop
    setState({ kind: 'running' })
    client.email
      .test({ to, through }, { signal: stop.signal })
      .then(
        (tested) => setState(tested.kind === 'leaves' ? { kind: 'left' } : tested),
        (error: unknown) => setState(stop.signal.aborted ? { kind: 'givenUp' } : { kind: 'error', error }),
      )
      .finally(() => (running.current = null))
  }
  return { state, run, giveUp: () => running.current?.abort() }
}

function Waiting(props: { readonly host: string }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return words.settings.email.test.waiting(props.host, seconds)
}

function Failure(props: { readonly failure: MailTestFailure; readonly host: string }) {
  const { sentence, answer } = testSentence(props.failure, props.host)
  return (
    <>
      {sentence}
      {answer ? (
        <q className={styles['answer']} translate="no">
          {answer}
        </q>
      ) : null}
    </>
  )
}

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

/** How the newest test e-mail stands: it stands in the outbox as every e-mail does. */
function LastTest() {
  const outbox = useQuery(useApi().outbox.list.queryOptions())
  const now = useNow(5_000)
  const timeZone = useTimeZone()
  const last = outbox.data?.mails.find(({ kind }) => kind === 'test')
  const t = words.settings.email.test
  if (!last) return <p className={styles['last']}>{t.never}</p>
  return (
    <p className={styles['last']} role="status">
      <Pill tone={TONES[last.state]}>{t.states[last.state]}</Pill>
      <span dir="auto">{t.last(last.to, shortDateTime(last.sentAt ?? last.createdAt, timeZone, now))}</span>
      {last.failure ? <span>{words.outbox.failure(last.failure)}</span> : null}
      {last.state === 'leaving' || last.state === 'waiting' ? <span>{t.onItsWay}</span> : null}
    </p>
  )
}
