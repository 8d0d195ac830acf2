import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../../shared/contract/desk/settings.ts'
import { NEVER_OPEN, OUT_OF_HOURS_CHARACTERS, weekOf, writtenWeek } from '../../../../shared/domain/outOfHours.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { readTypedHours, writeHours } from '../../../format/typedHours.ts'
import { words } from '../../../words/words.ts'
import { hoursWords } from '../hours/hoursWords.ts'
import { SettingForm, useSettingChange } from '../SettingForm.tsx'
import styles from '../settings.module.css'

type Values = Pick<Settings, 'openHours' | 'outOfHoursText'>
const FIELDS = ['openHours', 'outOfHoursText'] as const
type Typed = { readonly hours: string; readonly text: string }

/** R8.5: when somebody reads messages, and what the clinic answers by itself at any other time. */
export function OutOfHoursForm(props: { readonly settings: Settings; readonly canChange: boolean }) {
  const { canChange } = props
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly typed: Typed } | null>(null)
  const [isChecked, setChecked] = useState(false)
  const saw = begun?.saw ?? versioned(props.settings)
  const shown = { hours: inWords(saw.values.openHours), text: saw.values.outOfHoursText }
  const typed = begun?.typed ?? shown
  const type = (part: Partial<Typed>) => setBegun({ saw, typed: { ...typed, ...part } })
  const read = readTypedHours(typed.hours, hoursWords())
  const openHours = 'days' in read ? writtenWeek(read.days) : null
  const outOfHoursText = typed.text.trim()
  const isChanged = openHours !== saw.values.openHours || outOfHoursText !== saw.values.outOfHoursText
  const startOver = () => {
    setBegun(null)
    setChecked(false)
  }
  const change = useSettingChange<Values>({ fields: FIELDS, versioned, onSaved: startOver })
  const t = words.settings.outOfHours
  const hours = words.settings.hours
  return (
    <SettingForm
      title={t.title}
      text={t.text}
      change={change}
      isChanged={isChanged}
      canChange={canChange}
      save={t.save}
      onSave={() => {
        setChecked(true)
        if (openHours !== null && isChanged) change.save(saw, { openHours, outOfHoursText })
      }}
      onDiscard={startOver}
      label={(field) => t[field]}
      shown={(value) => (value === undefined || value === '' ? t.none : weekOf(value) ? inWords(value) : value)}
    >
      <Textarea
        className={styles['wide'] ?? ''}
        label={t.openHours}
        description={t.openHoursText}
        autosize
        minRows={2}
        maxLength={1000}
        spellCheck={false}
        value={typed.hours}
        readOnly={!canChange}
        error={isChecked && 'problem' in read ? hours.problem[read.problem.kind](read.problem.line) : null}
        onChange={(event) => type({ hours: event.currentTarget.value })}
      />
      <Textarea
        className={styles['wide'] ?? ''}
        label={t.outOfHoursText}
        description={t.answerText}
        autosize
        minRows={2}
        maxLength={OUT_OF_HOURS_CHARACTERS}
        dir="auto"
        value={typed.text}
        readOnly={!canChange}
        onChange={(event) => type({ text: event.currentTarget.value })}
      />
    </SettingForm>
  )
}

/** Empty where nothing is said. */
function inWords(openHours: string): string {
  return openHours === NEVER_OPEN ? '' : writeHours(weekOf(openHours) ?? [], hoursWords())
}

function versioned({ version, openHours, outOfHoursText }: Settings): Versioned<Values> {
  return { version, values: { openHours, outOfHoursText } }
}
