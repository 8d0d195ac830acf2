import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import type { Versioned } from '../../components/conflict/changeOver.ts'
import { ConflictModal } from '../../components/conflict/ConflictModal.tsx'
import { orMeanwhile } from '../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../components/conflict/useChange.ts'
import { useHalfTyped } from '../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { submitBySave } from '../../keys/submitBySave.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './settings.module.css'

type SettingChange<Values extends Partial<Settings>> = ReturnType<typeof useChange<Values, Settings>>

/** Saves some of the clinic's settings over what was seen of them (R10.7). */
export function useSettingChange<Values extends Partial<Settings>>(options: {
  readonly fields: readonly (keyof Values & string)[]
  readonly versioned: (settings: Settings) => Versioned<Values>
  readonly onSaved: () => void
}): SettingChange<Values> {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  return useChange<Values, Settings>({
    fields: options.fields,
    send: (sent) => orMeanwhile(client.settings.save(sent), options.versioned),
    onDone: (saved) => {
      queryClient.setQueryData(api.settings.get.queryKey(), saved)
      options.onSaved()
      notifyDone(words.settings.sending.saved)
    },
  })
}

/** A panel of settings with the one button that saves them, what went wrong, and what somebody else saved meanwhile. */
export function SettingForm<Values extends Partial<Settings>>(props: {
  readonly title: string
  readonly text?: string
  readonly children: ReactNode
  readonly change: SettingChange<Values>
  readonly isChanged: boolean
  /** Nobody else has the button. */
  readonly canChange: boolean
  readonly save: string
  readonly onSave: () => void
  /** Back to what is saved. */
  readonly onDiscard: () => void
  readonly label: (field: keyof Values & string) => string
  readonly shown: (value: Values[keyof Values & string] | undefined) => string
}) {
  const { change, isChanged } = props
  useHalfTyped(isChanged, props.onDiscard, 'inPage')
  return (
    <Panel title={props.title}>
      <form
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          props.onSave()
        }}
        onKeyDown={submitBySave}
      >
        {props.text ? <p className={styles['intro']}>{props.text}</p> : null}
        {props.children}
        {props.canChange ? (
          <Button
            type="submit"
            variant={isChanged ? 'filled' : 'default'}
            aria-disabled={!isChanged || change.isRunning}
            {...(isChanged ? {} : { 'data-disabled': true })}
          >
            {props.save}
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
          what={words.settings.sending.what}
          label={props.label}
          shown={(_field, value) => props.shown(value)}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </Panel>
  )
}
