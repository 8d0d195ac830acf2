import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import { shortNameProblem, tidyShortName } from '../../../shared/domain/shortName.ts'
import type { Versioned } from '../../components/conflict/changeOver.ts'
import { sayable } from '../../format/sayable.ts'
import { words } from '../../words/words.ts'
import { SettingForm, useSettingChange } from './SettingForm.tsx'
import styles from './settings.module.css'

type Values = Pick<Settings, 'shortName'>
const FIELDS = ['shortName'] as const

/** R4.5: a name for the page that codes are typed into, so that it can be said on the telephone. */
export function ShortAddress(props: { readonly settings: Settings; readonly canChange: boolean }) {
  const { settings, canChange } = props
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly typed: string } | null>(null)
  const [isChecked, setChecked] = useState(false)
  const saw = begun?.saw ?? versioned(settings)
  const typed = begun?.typed ?? saw.values.shortName ?? ''
  const name = tidyShortName(typed)
  const problem = name === '' ? null : shortNameProblem(name)
  const isChanged = name !== (saw.values.shortName ?? '')
  const t = words.settings.shortAddress
  const startOver = () => {
    setBegun(null)
    setChecked(false)
  }
  const change = useSettingChange<Values>({
    fields: FIELDS,
    versioned,
    onSaved: startOver,
  })
  const portal = settings.portalUrl === null ? null : sayable(settings.portalUrl)
  return (
    <SettingForm
      title={t.title}
      change={change}
      isChanged={isChanged}
      canChange={canChange}
      save={name === '' && saw.values.shortName !== null ? t.useNone : t.use}
      onSave={() => {
        setChecked(true)
        if (isChanged && problem === null) change.save(saw, { shortName: name === '' ? null : name })
      }}
      onDiscard={startOver}
      label={() => t.name}
      shown={(value) => value ?? t.none}
    >
      <TextInput
        label={t.name}
        description={t.text(portal, problem ? '' : name)}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        value={typed}
        readOnly={!canChange}
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
    </SettingForm>
  )
}

function versioned({ version, shortName }: Settings): Versioned<Values> {
  return { version, values: { shortName } }
}
