import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../../shared/contract/desk/settings.ts'
import { ClinicEmail, ClinicPhone, PersonName } from '../../../../shared/domain/people.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { SearchSelect } from '../../../components/SearchSelect.tsx'
import { knownZones } from '../../../format/computerZone.ts'
import { useNow } from '../../../state/useSession.ts'
import { formats, words } from '../../../words/words.ts'
import { SettingForm, useSettingChange } from '../SettingForm.tsx'
import styles from '../settings.module.css'

type Values = Pick<Settings, 'name' | 'addressLine' | 'phone' | 'email' | 'timeZone'>
const FIELDS = ['name', 'addressLine', 'phone', 'email', 'timeZone'] as const

/** R10.8: what patients see of the clinic, and the zone in which every time is shown (R6.1). */
export function ClinicFacts(props: { readonly settings: Settings; readonly canChange: boolean }) {
  const { canChange } = props
  const now = useNow()
  const [begun, setBegun] = useState<{ readonly saw: Versioned<Values>; readonly typed: Values } | null>(null)
  const [isChecked, setChecked] = useState(false)
  const saw = begun?.saw ?? versioned(props.settings)
  const typed = begun?.typed ?? saw.values
  const type = (part: Partial<Values>) => setBegun({ saw, typed: { ...typed, ...part } })
  const tidy: Values = {
    name: typed.name.trim(),
    addressLine: typed.addressLine.trim(),
    phone: typed.phone.trim(),
    email: typed.email.trim(),
    timeZone: typed.timeZone,
  }
  const isChanged = FIELDS.some((field) => tidy[field] !== saw.values[field])
  const isNamed = PersonName.safeParse(tidy.name).success
  // What stands from before may stay while other facts change.
  const isReachable = tidy.phone === saw.values.phone || ClinicPhone.safeParse(tidy.phone).success
  const isAddressed = ClinicEmail.safeParse(tidy.email).success
  const t = words.settings.clinic
  const startOver = () => {
    setBegun(null)
    setChecked(false)
  }
  const change = useSettingChange<Values>({
    fields: FIELDS,
    versioned,
    onSaved: startOver,
  })
  const field = (name: 'name' | 'addressLine' | 'phone' | 'email') => ({
    label: t[name],
    value: typed[name],
    readOnly: !canChange,
    className: styles['wide'] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      type({ [name]: event.currentTarget.value }),
  })
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
        if (isNamed && isReachable && isAddressed && isChanged) change.save(saw, tidy)
      }}
      onDiscard={startOver}
      label={(name) => t[name]}
      shown={(value) => value || t.none}
    >
      <TextInput
        {...field('name')}
        maxLength={200}
        autoComplete="organization"
        error={isChecked && !isNamed ? t.nameNeeded : null}
      />
      <TextInput {...field('addressLine')} maxLength={300} autoComplete="street-address" />
      <TextInput
        {...field('phone')}
        maxLength={40}
        type="tel"
        autoComplete="tel"
        error={isChecked && !isReachable ? words.patients.phoneInvalid : null}
      />
      <TextInput
        {...field('email')}
        description={t.emailText}
        maxLength={254}
        type="email"
        autoComplete="email"
        error={isChecked && !isAddressed ? words.patients.emailInvalid : null}
      />
      <SearchSelect
        label={t.timeZone}
        description={t.timeZoneText}
        className={styles['wide'] ?? ''}
        allowDeselect={false}
        readOnly={!canChange}
        nothingFoundMessage={t.noZone}
        data={[...new Set([saw.values.timeZone, ...knownZones(), 'UTC'])].sort()}
        value={typed.timeZone}
        onChange={(timeZone) => timeZone && type({ timeZone })}
      />
      {typed.timeZone !== saw.values.timeZone ? (
        <p role="status" className={styles['warning']}>
          {t.zoneChange(formats.clock(now, saw.values.timeZone), formats.clock(now, typed.timeZone))}
        </p>
      ) : null}
    </SettingForm>
  )
}

function versioned({ version, name, addressLine, phone, email, timeZone }: Settings): Versioned<Values> {
  return { version, values: { name, addressLine, phone, email, timeZone } }
}
