import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import type { Versioned } from '../../components/conflict/changeOver.ts'
import { ConflictModal } from '../../components/conflict/ConflictModal.tsx'
import { orMeanwhile } from '../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../components/conflict/useChange.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './settings.module.css'
import { wholeNumber } from './wholeNumber.ts'

const ACCESS_DAYS = { from: 1, to: 30 } as const
const UNDO_SECONDS = { from: 0, to: 120 } as const

type Values = Pick<Settings, 'accessDays' | 'undoSeconds'>
const FIELDS = ['accessDays', 'undoSeconds'] as const

/** How long an Access Link works (R4.2) and how long an e-mail can be undone (R9.3). */
export function Sending(props: { readonly settings: Settings; readonly isAdmin: boolean }) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  // As they stood when somebody began to type; until then they follow what is saved.
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly typed: Typed } | null>(null)
  const saw = begun?.saw ?? versioned(props.settings)
  const typed = begun?.typed ?? {
    accessDays: String(saw.values.accessDays),
    undoSeconds: String(saw.values.undoSeconds),
  }
  const type = (part: Partial<Typed>) => setBegun({ saw, typed: { ...typed, ...part } })
  const accessDays = wholeNumber(typed.accessDays, ACCESS_DAYS)
  const undoSeconds = wholeNumber(typed.undoSeconds, UNDO_SECONDS)
  const isChanged = accessDays !== saw.values.accessDays || undoSeconds !== saw.values.undoSeconds
  const t = words.settings.sending
  const change = useChange<Values, Settings>({
    fields: FIELDS,
    send: (sent) => orMeanwhile(client.settings.save(sent), versioned),
    onDone: (saved) => {
      queryClient.setQueryData(api.settings.get.queryKey(), saved)
      setBegun(null)
      notifyDone(t.saved)
    },
  })
  return (
    <Panel title={t.title}>
      <form
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if (accessDays !== null && undoSeconds !== null && isChanged) change.save(saw, { accessDays, undoSeconds })
        }}
      >
        <TextInput
          label={t.accessDays}
          description={t.accessDaysText}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          inputMode="numeric"
          className={styles['number'] ?? ''}
          maxLength={3}
          value={typed.accessDays}
          readOnly={!props.isAdmin}
          onChange={(event) => type({ accessDays: event.currentTarget.value })}
          error={accessDays === null ? t.outside(ACCESS_DAYS.from, ACCESS_DAYS.to) : null}
        />
        <TextInput
          label={t.undoSeconds}
          description={t.undoSecondsText}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          inputMode="numeric"
          className={styles['number'] ?? ''}
          maxLength={3}
          value={typed.undoSeconds}
          readOnly={!props.isAdmin}
          onChange={(event) => type({ undoSeconds: event.currentTarget.value })}
          error={undoSeconds === null ? t.outside(UNDO_SECONDS.from, UNDO_SECONDS.to) : null}
        />
        {props.isAdmin ? (
          <Button
            type="submit"
            variant={isChanged ? 'filled' : 'default'}
            aria-disabled={!isChanged || change.isRunning}
            {...(isChanged ? {} : { 'data-disabled': true })}
          >
            {t.save}
          </Button>
        ) : null}
        {change.failure && !change.conflict ? (
          <div role="alert" className={styles['failure']}>
            {errorSentence(change.failure)}
          </div>
        ) : null}
      </form>
      {change.conflict ? (
        <ConflictModal
          conflict={change.conflict}
          what={t.what}
          label={(field) => t[field]}
          shown={(_field, value) => String(value)}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </Panel>
  )
}

type Typed = Readonly<Record<keyof Values, string>>

function versioned({ version, accessDays, undoSeconds }: Settings): Versioned<Values> {
  return { version, values: { accessDays, undoSeconds } }
}
