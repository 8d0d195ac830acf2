import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PatientField } from '../../../shared/domain/auditFacts.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import { shortDateTime } from '../../format/moments.ts'
import { fullName } from '../../format/people.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './patients.module.css'
import type { Conflict } from './useSavePatient.ts'

/** R10.7: both changed the same fields. Theirs and mine stand side by side, and the person chooses; nothing is lost. */
export function PatientConflict(props: {
  readonly conflict: Conflict
  readonly isPending: boolean
  readonly onBack: () => void
  readonly onChosen: (details: PatientDetails) => void
}) {
  const { by, at, theirs, mine, compared } = props.conflict
  const [kept, setKept] = useState<Partial<Record<PatientField, 'theirs' | 'mine'>>>({})
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.patients.conflict
  const chosen = () => {
    const mineKept = compared.differing.filter((field) => kept[field] === 'mine')
    const { givenName, familyName, birthOn, phone, email } = theirs
    const details: PatientDetails = { givenName, familyName, birthOn, phone, email }
    props.onChosen(Object.assign(details, pick(mine, [...compared.mine, ...mineKept])))
  }
  const alsoKept = [...compared.mine, ...compared.theirs]
  return (
    <div className={styles['form']}>
      <p role="alert" className={styles['alert']}>
        {t.title(by, fullName(theirs), shortDateTime(at, timeZone, now))}
      </p>
      <p>{t.text}</p>
      {compared.differing.map((field) => (
        <fieldset key={field} className={styles['conflict']}>
          <legend>{words.patients.fields[field]}</legend>
          {(['theirs', 'mine'] as const).map((side) => (
            <label key={side}>
              <input
                type="radio"
                name={field}
                checked={(kept[field] ?? 'theirs') === side}
                onChange={() => setKept((before) => ({ ...before, [field]: side }))}
              />
              <span>{t[side](by)}</span>
              <strong dir="auto">{shown(field, (side === 'mine' ? mine : theirs)[field] ?? null)}</strong>
            </label>
          ))}
        </fieldset>
      ))}
      {alsoKept.length > 0 ? <p>{t.both(alsoKept.map((field) => words.patients.fields[field]))}</p> : null}
      <div className={styles['formActs']}>
        <Button variant="subtle" color="gray" onClick={props.onBack}>
          {t.back}
        </Button>
        <Button variant="filled" loading={props.isPending} onClick={chosen}>
          {t.save}
        </Button>
      </div>
    </div>
  )
}

function shown(field: PatientField, value: string | null): string {
  if (value === null || value === '') return words.patients.conflict.empty
  return field === 'birthOn' ? formats.date(CalendarDay.parse(value)) : value
}

function pick(mine: Conflict['mine'], fields: readonly PatientField[]): Conflict['mine'] {
  return Object.fromEntries(fields.map((field) => [field, mine[field]]))
}
