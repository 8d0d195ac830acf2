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

/** How long an Access Link works (R4.2) and how long an e-mail can be undone (R9.3). */
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
      <TextInput
        label={t.accessDays}
        description={t.accessDaysText}
        inputMode="numeric"
        className={styles['number'] ?? ''}
        value={typed.accessDays}
        readOnly={!props.canChange}
        onChange={(event) => type({ accessDays: event.currentTarget.value })}
        error={accessDays === null ? t.outside(ACCESS_DAYS.from, ACCESS_DAYS.to) : null}
      />
      <TextInput
        label={t.undoSeconds}
        description={t.undoSecondsText}
        inputMode="numeric"
        className={styles['number'] ?? ''}
        value={typed.undoSeconds}
        readOnly={!props.canChange}
        onChange={(event) => type({ undoSeconds: event.currentTarget.value })}
        error={undoSeconds === null ? t.outside(UNDO_SECONDS.from, UNDO_SECONDS.to) : null}
      />
      <TextInput
        label={t.ofAge}
        description={t.ofAgeText}
        inputMode="numeric"
        className={styles['number'] ?? ''}
        value={typed.ofAge}
        readOnly={!props.canChange}
        onChange={(event) => type({ ofAge: event.currentTarget.value })}
        error={ofAge === null ? t.outside(OF_AGE.from, OF_AGE.to) : null}
      />
    </SettingForm>
  )
}

type Typed = Readonly<Record<keyof Values, string>>

function versioned({ version, accessDays, undoSeconds, ofAge }: Settings): Versioned<Values> {
  return { version, values: { accessDays, undoSeconds, ofAge } }
}
