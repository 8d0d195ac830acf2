import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { SyncStatus } from '../../../shared/contract/desk/sync.ts'
import { useHalfTyped } from '../../components/discard/useHalfTyped.ts'
import { declaredAs, errorSentence } from '../../components/errorSentence.ts'
import { focusWrong, useFocusOnFailure } from '../../components/focus/focusWrong.ts'
import { notifyDone } from '../../components/notify.ts'
import { Fact, Facts, Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import type { Tone } from '../../components/tone.ts'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { submitBySave } from '../../keys/submitBySave.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { syncWords } from '../shell/syncWords.ts'
import { endpointAddress } from './endpointAddress.ts'
import { EndpointOffer } from './EndpointOffer.tsx'
import styles from './settings.module.css'

/** Also of the links that lead to it from Today. */
const PANEL = 'connection'

const TONES: Record<SyncStatus['state'], Tone> = {
  notPaired: 'plain',
  synchronised: 'good',
  working: 'info',
  offline: 'warn',
  stopped: 'bad',
}

/** Where this desk synchronises, how that stands, and the one-time pairing. */
export function Connection(props: {
  readonly endpointUrl: string | null
  readonly portalUrl: string | null
  readonly canChange: boolean
}) {
  const client = useClient()
  const status = useQuery(useApi().sync.status.queryOptions())
  const now = useNow()
  const timeZone = useTimeZone()
  const [isPairing, setPairing] = useState(false)
  const syncNow = useAct(() => client.sync.now())
  const t = words.settings.connection
  const isInTrouble = status.data && (status.data.because !== null || status.data.state === 'notPaired')
  const [sentence] = isInTrouble ? syncWords(status.data, timeZone, now).sentences : []
  return (
    <Panel
      id={PANEL}
      title={t.title}
      mark={status.data ? <Pill tone={TONES[status.data.state]}>{t.states[status.data.state]}</Pill> : null}
      aside={
        props.endpointUrl ? (
          <Button size="xs" aria-disabled={syncNow.isRunning} onClick={() => syncNow.run(undefined)}>
            {words.sync.now}
          </Button>
        ) : null
      }
    >
      <p className={styles['text']}>{t.text}</p>
      {sentence ? (
        <p className={styles['warning']} role="status">
          {sentence}
        </p>
      ) : null}
      <EndpointOffer canChange={props.canChange} />
      {props.endpointUrl ? (
        <Facts>
          <Fact term={t.address}>{props.endpointUrl}</Fact>
          {props.portalUrl ? <Fact term={t.portal}>{props.portalUrl}</Fact> : null}
          <Fact term={t.last}>{status.data?.lastAt ? shortDateTime(status.data.lastAt, timeZone, now) : t.never}</Fact>
          <Fact term={t.waiting}>{t.waitingCount(status.data?.waiting ?? 0)}</Fact>
        </Facts>
      ) : null}
      {props.canChange && props.endpointUrl && !isPairing ? (
        <Button className={styles['pairAgain'] ?? ''} onClick={() => setPairing(true)}>
          {t.pairAgain}
        </Button>
      ) : null}
      {props.canChange && (isPairing || !props.endpointUrl) ? (
        <PairForm isAgain={props.endpointUrl !== null} onDone={() => setPairing(false)} />
      ) : null}
    </Panel>
  )
}

function PairForm(props: { readonly isAgain: boolean; readonly onDone: () => void }) {
  const client = useClient()
  const queryClient = useQueryClient()
  const [url, setUrl] = useState('')
  const [code, setCode] = useState('')
  const [isChecked, setChecked] = useState(false)
  const close = useHalfTyped(
    url.trim() !== '' || code.trim() !== '',
    () => {
      setUrl('')
      setCode('')
      setChecked(false)
      props.onDone()
    },
    'inPage',
  )
  const t = words.settings.connection
  const endpointUrl = endpointAddress(url)
  const pair = useAct((to: string) => client.sync.pair({ endpointUrl: to, code: code.trim() }), {
    keepFailure: true,
    onDone: () => {
      void queryClient.invalidateQueries()
      notifyDone(t.paired)
      // It says that it is connected; what would have the focus by itself connects to another.
      document.getElementById(PANEL)?.focus()
      props.onDone()
    },
  })
  const failed = failedField(pair.failure)
  const wrong = url.trim() === '' ? t.urlMissing : t.urlInvalid
  const form = useFocusOnFailure(pair.failure)
  return (
    <form
      ref={form}
      noValidate
      className={styles['pairing']}
      onSubmit={(event) => {
        event.preventDefault()
        flushSync(() => setChecked(true))
        if (endpointUrl !== null && code.trim()) pair.run(endpointUrl)
        else focusWrong(event.currentTarget)
      }}
      onKeyDown={submitBySave}
    >
      {props.isAgain ? <p className={styles['text']}>{t.pairAgainText}</p> : null}
      <TextInput
        label={t.url}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        placeholder={t.urlStart}
        value={url}
        onChange={(event) => {
          setUrl(event.currentTarget.value)
          pair.forget()
        }}
        error={isChecked && endpointUrl === null ? wrong : failed === 'url' ? errorSentence(pair.failure) : null}
      />
      <TextInput
        label={t.code}
        description={t.codeText}
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        value={code}
        onChange={(event) => {
          setCode(event.currentTarget.value)
          pair.forget()
        }}
        error={isChecked && !code.trim() ? t.codeMissing : failed === 'code' ? errorSentence(pair.failure) : null}
      />
      <div role="alert" className={styles['failure']}>
        {pair.failure && failed === null ? errorSentence(pair.failure) : null}
      </div>
      <div className={styles['acts']}>
        <Button type="submit" variant="filled" aria-disabled={pair.isRunning}>
          {t.pair}
        </Button>
        {props.isAgain ? <Button onClick={close}>{words.common.cancel}</Button> : null}
      </div>
    </form>
  )
}

/** The field whose value was refused: its sentence stands there. */
function failedField(failure: unknown): 'url' | 'code' | null {
  if (declaredAs(failure, 'PAIRING_CODE_INVALID')) return 'code'
  return declaredAs(failure, 'ENDPOINT_UNREACHABLE') || declaredAs(failure, 'ADDRESS_NOT_SECURE') ? 'url' : null
}
