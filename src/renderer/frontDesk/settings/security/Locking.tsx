import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../../shared/contract/desk/settings.ts'
import { IDLE_MINUTES } from '../../../../shared/domain/staff.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { words } from '../../../words/words.ts'
import { SettingForm, useSettingChange } from '../SettingForm.tsx'
import styles from '../settings.module.css'
import { wholeNumber } from '../wholeNumber.ts'

type Values = Pick<Settings, 'idleMinutes'>
const FIELDS = ['idleMinutes'] as const

/** R10.3: how long a station stays open that nobody touches. */
export function Locking(props: { readonly settings: Settings; readonly canChange: boolean }) {
  // As it stood when somebody began to type; until then it follows what is saved.
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly typed: string } | null>(null)
  const saw = begun?.saw ?? versioned(props.settings)
  const typed = begun?.typed ?? String(saw.values.idleMinutes)
  const idleMinutes = wholeNumber(typed, IDLE_MINUTES)
  const isChanged = idleMinutes !== saw.values.idleMinutes
  const t = words.settings.locking
  const change = useSettingChange<Values>({ fields: FIELDS, versioned, onSaved: () => setBegun(null) })
  return (
    <SettingForm
      title={t.title}
      text={t.text}
      change={change}
      isChanged={isChanged}
      canChange={props.canChange}
      save={t.save}
      onSave={() => {
        if (idleMinutes !== null && isChanged) change.save(saw, { idleMinutes })
      }}
      onDiscard={() => setBegun(null)}
      label={(field) => t[field]}
      shown={String}
    >
      <TextInput
        label={t.idleMinutes}
        description={t.idleMinutesText}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        inputMode="numeric"
        className={styles['number'] ?? ''}
        value={typed}
        readOnly={!props.canChange}
        onChange={(event) => setBegun({ saw, typed: event.currentTarget.value })}
        error={idleMinutes === null ? words.settings.sending.outside(IDLE_MINUTES.from, IDLE_MINUTES.to) : null}
      />
    </SettingForm>
  )
}

function versioned({ version, idleMinutes }: Settings): Versioned<Values> {
  return { version, values: { idleMinutes } }
}
