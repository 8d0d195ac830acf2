import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './settings.module.css'
import { wholeNumber } from './wholeNumber.ts'

const ACCESS_DAYS = { from: 1, to: 30 } as const
const UNDO_SECONDS = { from: 0, to: 120 } as const

/** How long an Access Link works (R4.2) and how long an e-mail can be undone (R9.3). */
export function Sending(props: {
  readonly version: number
  readonly accessDays: number
  readonly undoSeconds: number
  readonly isAdmin: boolean
}) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const [typedDays, setTypedDays] = useState(String(props.accessDays))
  const [typedSeconds, setTypedSeconds] = useState(String(props.undoSeconds))
  const accessDays = wholeNumber(typedDays, ACCESS_DAYS)
  const undoSeconds = wholeNumber(typedSeconds, UNDO_SECONDS)
  const isChanged = accessDays !== props.accessDays || undoSeconds !== props.undoSeconds
  const t = words.settings.sending
  const save = useAct(
    (changes: { accessDays?: number; undoSeconds?: number }) =>
      client.settings.save({ seenVersion: props.version, changes }),
    {
      onDone: () => {
        void queryClient.invalidateQueries({ queryKey: api.settings.key() })
        notifyDone(t.saved)
      },
    },
  )
  return (
    <Panel title={t.title}>
      <form
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if (accessDays !== null && undoSeconds !== null && isChanged) {
            save.run({
              ...(accessDays === props.accessDays ? {} : { accessDays }),
              ...(undoSeconds === props.undoSeconds ? {} : { undoSeconds }),
            })
          }
        }}
      >
        <TextInput
          label={t.accessDays}
          description={t.accessDaysText}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          inputMode="numeric"
          className={styles['number'] ?? ''}
          maxLength={3}
          value={typedDays}
          readOnly={!props.isAdmin}
          onChange={(event) => setTypedDays(event.currentTarget.value)}
          error={accessDays === null ? t.outside(ACCESS_DAYS.from, ACCESS_DAYS.to) : null}
        />
        <TextInput
          label={t.undoSeconds}
          description={t.undoSecondsText}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          inputMode="numeric"
          className={styles['number'] ?? ''}
          maxLength={3}
          value={typedSeconds}
          readOnly={!props.isAdmin}
          onChange={(event) => setTypedSeconds(event.currentTarget.value)}
          error={undoSeconds === null ? t.outside(UNDO_SECONDS.from, UNDO_SECONDS.to) : null}
        />
        {props.isAdmin ? (
          <Button
            type="submit"
            variant={isChanged ? 'filled' : 'default'}
            aria-disabled={!isChanged || save.isRunning}
            {...(isChanged ? {} : { 'data-disabled': true })}
          >
            {t.save}
          </Button>
        ) : null}
      </form>
    </Panel>
  )
}
