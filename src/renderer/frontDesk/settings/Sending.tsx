import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { OF_AGE } from '../../../shared/domain/ofAge.ts'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import type { Versioned } from '../../components/conflict/changeOver.ts'
import { words } from '../../words/words.ts'
import { SettingForm, useSettingChange } from './SettingForm.tsx'
import styles from './settings.module.css'
import { wholeNumber } from './wholeNumber.ts'

const ACCESS_DAYS = { from: 1, to: 30 } as const
const UNDO_SECONDS = { from: 0, to: 120 } as const

type Values = Pick<Settings, 'accessDays' | 'undoSeconds' | 'ofAge'>
const FIELDS = ['accessDays', 'undoSeconds', 'ofAge'] as const

/** How long an Access Link works (R4.2), how long an e-mail can be undone (R9.3), and when somebody is of age (R5.3). */
export function Sending(props: { readonly settings: Settings; readonly canChange: boolean }) {
  // As they stood when somebody began to type; until then they follow what is saved.
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly typed: Typed } | null>(null)
  const saw = begun?.saw ?? versioned(props.settings)
  const typed = begun?.typed ?? {
    accessDays: String(saw.values.accessDays),
    undoSeconds: String(saw.values.undoSeconds),
    ofAge: String(saw.values.ofAge),
  }
  const type = (part: Partial<Typed>) => setBegun({ saw, typed: { ...typed, ...part } })
  const accessDays = wholeNumber(typed.accessDays, ACCESS_DAYS)
  const undoSeconds = wholeNumber(typed.undoSeconds, UNDO_SECONDS)
  const ofAge = wholeNumber(typed.ofAge, OF_AGE)
  const isChanged =
    accessDays !== saw.values.accessDays || undoSeconds !== saw.values.undoSeconds || ofAge !== saw.values.ofAge
  const t = words.settings.sending
  const change = useSettingChange<Values>({ fields: FIELDS, versioned, onSaved: () => setBegun(null) })
  const field = (name: keyof Values, text: string, value: number | null, within: Parameters<typeof wholeNumber>[1]) => (
    <TextInput
      label={t[name]}
      description={text}
      inputMode="numeric"
      className={styles['number'] ?? ''}
      value={typed[name]}
      readOnly={!props.canChange}
      onChange={(event) => type({ [name]: event.currentTarget.value })}
      error={value === null ? t.outside(within.from, within.to) : null}
    />
  )
  return (
    <SettingForm
      title={t.title}
      change={change}
      isChanged={isChanged}
      canChange={props.canChange}
      save={t.save}
      onSave={() => {
        if (accessDays === null || undoSeconds === null || ofAge === null || !isChanged) return
        change.save(saw, { accessDays, undoSeconds, ofAge })
      }}
      onDiscard={() => setBegun(null)}
      label={(field) => t[field]}
      shown={String}
    >
      {field('accessDays', t.accessDaysText, accessDays, ACCESS_DAYS)}
      {field('undoSeconds', t.undoSecondsText, undoSeconds, UNDO_SECONDS)}
      {field('ofAge', t.ofAgeText, ofAge, OF_AGE)}
    </SettingForm>
  )
}

type Typed = Readonly<Record<keyof Values, string>>

function versioned({ version, accessDays, undoSeconds, ofAge }: Settings): Versioned<Values> {
  return { version, values: { accessDays, undoSeconds, ofAge } }
}
