import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import { REMINDER_HOURS } from '../../../shared/domain/reminders.ts'
import type { Versioned } from '../../components/conflict/changeOver.ts'
import { words } from '../../words/words.ts'
import { ReminderPreview } from './ReminderPreview.tsx'
import { SettingForm, useSettingChange } from './SettingForm.tsx'

type Values = Pick<Settings, 'reminderHours'>
const FIELDS = ['reminderHours'] as const

/** R9.1: whether patients are reminded of their visits, and how long before. */
export function Reminders(props: { readonly settings: Settings; readonly canChange: boolean }) {
  // As it stood when somebody began to choose; until then it follows what is saved.
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly chosen: Hours } | null>(null)
  const saw = begun?.saw ?? versioned(props.settings)
  const chosen = begun ? begun.chosen : saw.values.reminderHours
  const isChanged = chosen !== saw.values.reminderHours
  const t = words.settings.reminders
  const change = useSettingChange<Values>({ fields: FIELDS, versioned, onSaved: () => setBegun(null) })
  return (
    <SettingForm
      title={t.title}
      text={props.settings.mailWay === 'own' ? t.textOwn : t.text}
      change={change}
      isChanged={isChanged}
      canChange={props.canChange}
      save={t.save}
      onSave={() => {
        if (isChanged) change.save(saw, { reminderHours: chosen })
      }}
      onDiscard={() => setBegun(null)}
      label={() => t.hours}
      shown={(hours) => t.before(hours ?? null)}
    >
      <Select
        label={t.hours}
        description={t.hoursText}
        data={hoursToChoose(chosen).map((hours) => ({ value: String(hours), label: t.before(hours) }))}
        value={String(chosen)}
        readOnly={!props.canChange}
        allowDeselect={false}
        onChange={(value) => setBegun({ saw, chosen: value === null || value === OFF ? null : Number(value) })}
      />
      <ReminderPreview />
    </SettingForm>
  )
}

type Hours = Values['reminderHours']
const OFF = String(null)

/** Off first; one that was set otherwise stays to be chosen. */
function hoursToChoose(chosen: Hours): readonly Hours[] {
  const all = new Set<number>(REMINDER_HOURS)
  if (chosen !== null) all.add(chosen)
  return [null, ...[...all].sort((one, other) => one - other)]
}

function versioned({ version, reminderHours }: Settings): Versioned<Values> {
  return { version, values: { reminderHours } }
}
