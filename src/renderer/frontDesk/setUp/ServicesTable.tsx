import { Checkbox, Select, Switch, TextInput } from '@mantine/core'
import { BUFFER_MINUTES, SERVICE_MINUTES } from '../../../shared/domain/services.ts'
import type { ServiceId } from '../../../shared/domain/ids.ts'
import { words } from '../../words/words.ts'
import styles from './firstServices.module.css'
import type { RowProblems, ServiceRow } from './servicesDraft.ts'

const NUMBERS = ['minutes', 'bufferBeforeMinutes', 'bufferAfterMinutes'] as const
const NO_FORM = 'none'
const NO_PROBLEMS: RowProblems = { fields: {}, isNamedTwice: false }

type FormOption = { readonly value: string; readonly label: string }

/** A row a service, each field of it changed where it stands; what is not chosen is quiet. */
export function ServicesTable(props: {
  readonly rows: readonly ServiceRow[]
  readonly problems: ReadonlyMap<ServiceId, RowProblems>
  readonly forms: readonly FormOption[]
  readonly onChange: (rows: ServiceRow[]) => void
}) {
  const { rows, onChange } = props
  const taken = rows.filter(({ isTaken }) => isTaken).length
  const t = words.setUp.presets
  const fields = words.settings.services.fields
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label={t.all}
              checked={taken === rows.length}
              indeterminate={taken > 0 && taken < rows.length}
              onChange={(event) => {
                const isTaken = event.currentTarget.checked
                onChange(rows.map((row) => ({ ...row, isTaken })))
              }}
            />
          </th>
          <th scope="col">{t.service}</th>
          {NUMBERS.map((field) => (
            <th key={field} scope="col">
              {fields[field]}
            </th>
          ))}
          <th scope="col">{t.online}</th>
          <th scope="col">{t.form}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            problems={props.problems.get(row.id) ?? NO_PROBLEMS}
            forms={props.forms}
            onChange={(part) => onChange(rows.map((each) => (each.id === row.id ? { ...each, ...part } : each)))}
          />
        ))}
      </tbody>
    </table>
  )
}

function Row(props: {
  readonly row: ServiceRow
  readonly problems: RowProblems
  readonly forms: readonly FormOption[]
  readonly onChange: (part: Partial<ServiceRow>) => void
}) {
  const { row, problems, onChange } = props
  const t = words.setUp.presets
  const fields = words.settings.services.fields
  const named = (field: string) => t.fieldOf(field, row.name)
  const text = (field: 'name' | (typeof NUMBERS)[number]) => ({
    'aria-label': named(fields[field]),
    className: styles['field'] ?? '',
    value: row[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ [field]: event.currentTarget.value }),
  })
  return (
    <tr data-row={row.id} data-taken={row.isTaken || undefined}>
      <td className={styles['cell']} data-of="take">
        <Checkbox
          aria-label={t.take(row.name)}
          checked={row.isTaken}
          onChange={(event) => onChange({ isTaken: event.currentTarget.checked })}
        />
      </td>
      <td className={styles['cell']} data-of="name">
        <TextInput
          {...text('name')}
          type="text"
          maxLength={200}
          placeholder={t.namePlace}
          autoFocus={row.name === ''}
          error={nameProblem(problems)}
        />
      </td>
      {NUMBERS.map((field) => (
        <td key={field} className={styles['cell']} data-of="number" data-label={fields[field]}>
          <TextInput {...text(field)} inputMode="numeric" maxLength={4} error={outside(problems, field)} />
        </td>
      ))}
      <td className={styles['cell']} data-of="online" data-label={t.online}>
        <Switch
          className={styles['switch'] ?? ''}
          aria-label={named(t.online)}
          checked={row.isBookableOnline}
          onChange={(event) => onChange({ isBookableOnline: event.currentTarget.checked })}
        />
      </td>
      <td className={styles['cell']} data-of="form" data-label={t.form}>
        <Select
          aria-label={named(t.form)}
          className={styles['field'] ?? ''}
          allowDeselect={false}
          data={[{ value: NO_FORM, label: t.noForm }, ...props.forms]}
          value={row.form || NO_FORM}
          onChange={(form) => onChange({ form: form === null || form === NO_FORM ? '' : form })}
        />
      </td>
    </tr>
  )
}

function nameProblem({ fields, isNamedTwice }: RowProblems): string | null {
  if (fields.name !== undefined) return words.settings.clinic.nameNeeded
  return isNamedTwice ? words.setUp.presets.nameTwice : null
}

function outside({ fields }: RowProblems, field: (typeof NUMBERS)[number]): string | null {
  if (fields[field] === undefined) return null
  const { from, to } = field === 'minutes' ? SERVICE_MINUTES : BUFFER_MINUTES
  return words.settings.sending.outside(from, to)
}
