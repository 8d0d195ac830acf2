import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import { shortNameProblem, tidyShortName } from '../../../shared/domain/shortName.ts'
import type { Versioned } from '../../components/conflict/changeOver.ts'
import { ConflictModal } from '../../components/conflict/ConflictModal.tsx'
import { orMeanwhile } from '../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../components/conflict/useChange.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { sayable } from '../../format/sayable.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './settings.module.css'

type Values = Pick<Settings, 'shortName'>
const FIELDS = ['shortName'] as const

/** R4.5: a name for the page that codes are typed into, so that it can be said on the telephone. */
export function ShortAddress(props: { readonly settings: Settings; readonly isAdmin: boolean }) {
  const { settings, isAdmin } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly typed: string } | null>(null)
  const [isChecked, setChecked] = useState(false)
  const saw = begun?.saw ?? versioned(settings)
  const typed = begun?.typed ?? saw.values.shortName ?? ''
  const name = tidyShortName(typed)
  const problem = name === '' ? null : shortNameProblem(name)
  const isChanged = name !== (saw.values.shortName ?? '')
  const t = words.settings.shortAddress
  const change = useChange<Values, Settings>({
    fields: FIELDS,
    send: (sent) => orMeanwhile(client.settings.save(sent), versioned),
    onDone: (saved) => {
      queryClient.setQueryData(api.settings.get.queryKey(), saved)
      setBegun(null)
      setChecked(false)
      notifyDone(words.settings.sending.saved)
    },
  })
  const portal = settings.portalUrl === null ? null : sayable(settings.portalUrl)
  return (
    <Panel title={t.title}>
      <form
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (isChanged && problem === null) change.save(saw, { shortName: name === '' ? null : name })
        }}
      >
        <TextInput
          label={t.name}
          description={t.text(portal, name)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={typed}
          readOnly={!isAdmin}
          onChange={(event) => {
            setChecked(false)
            setBegun({ saw, typed: event.currentTarget.value })
          }}
          error={isChecked && problem ? t.problem[problem] : null}
        />
        {begun === null ? (
          <p role="status" className={styles[settings.shortNameState === 'taken' ? 'failure' : 'text']}>
            {t.state[settings.shortNameState]}
          </p>
        ) : null}
        {isAdmin ? (
          <Button
            type="submit"
            variant={isChanged ? 'filled' : 'default'}
            aria-disabled={!isChanged || change.isRunning}
            {...(isChanged ? {} : { 'data-disabled': true })}
          >
            {name === '' ? t.useNone : t.use}
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
          label={() => t.name}
          shown={(_field, value) => value ?? t.none}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </Panel>
  )
}

function versioned({ version, shortName }: Settings): Versioned<Values> {
  return { version, values: { shortName } }
}
