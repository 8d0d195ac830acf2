import { Radio } from '@mantine/core'
import { StaffRole } from '../../../../shared/domain/roles.ts'
import { Avatar } from '../../../components/Avatar.tsx'
import { words } from '../../../words/words.ts'
import styles from './staff.module.css'

/** What somebody may do, each with a sentence on it (R10.3). */
export function RoleField(props: {
  readonly value: StaffRole
  readonly error: string | null
  readonly onChange: (role: StaffRole) => void
}) {
  return (
    <Radio.Group
      label={words.settings.staff.fields.role}
      value={props.value}
      error={props.error}
      onChange={(value) => {
        const role = StaffRole.safeParse(value)
        if (role.success) props.onChange(role.data)
      }}
    >
      <div className={styles['roles']}>
        {StaffRole.options.map((role) => (
          <Radio key={role} value={role} label={words.roles.names[role]} description={words.roles.text[role]} />
        ))}
      </div>
    </Radio.Group>
  )
}

/** By which somebody is known at a glance, in lists and in the calendar. */
export function TintField(props: {
  readonly name: string
  readonly value: number
  readonly onChange: (tint: number) => void
}) {
  const { name, value } = props
  const t = words.settings.staff
  return (
    <fieldset className={styles['tints']}>
      <legend>{t.fields.tint}</legend>
      {t.tints.map((label, tint) => (
        <label key={label} title={label}>
          <input
            type="radio"
            name="tint"
            aria-label={label}
            checked={tint === value}
            onChange={() => props.onChange(tint)}
          />
          <Avatar name={name.trim() || '·'} tint={tint} />
        </label>
      ))}
    </fieldset>
  )
}
