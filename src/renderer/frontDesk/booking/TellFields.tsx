import { Checkbox, TextInput } from '@mantine/core'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { fullName } from '../../format/people.ts'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'

/** Whether the patient is told, and where to where no address is on file. */
export function TellFields(props: {
  readonly isTold: boolean
  readonly isPast: boolean
  readonly hasForms: boolean
  readonly onTell: (isTold: boolean) => void
  /** Without an address that is needed; null where there is one. */
  readonly lacking: PatientSummary | null
  readonly email: string
  readonly emailProblem: string | null
  readonly onEmail: (typed: string) => void
}) {
  const { isTold, isPast, lacking } = props
  const t = words.calendar.booking
  const hint = props.hasForms ? t.tellHintForms : t.tellHint
  return (
    <>
      <Checkbox
        label={t.tell}
        description={isPast ? t.past : isTold ? hint : t.notTold}
        checked={isTold}
        disabled={isPast}
        onChange={(event) => props.onTell(event.currentTarget.checked)}
      />
      {lacking ? (
        <div className={styles['missing']}>
          <p>{t.emailMissing(fullName(lacking))}</p>
          <TextInput
            data-field="email"
            label={t.emailToAdd}
            type="email"
            value={props.email}
            error={props.emailProblem}
            maxLength={254}
            onChange={(event) => props.onEmail(event.currentTarget.value)}
          />
        </div>
      ) : null}
    </>
  )
}
