import { Button } from '@mantine/core'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { DuplicateReason } from '../../../shared/domain/likelyDuplicates.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { fullName } from '../../format/people.ts'
import { formats, words } from '../../words/words.ts'
import styles from './patients.module.css'

/** R10.1: who may be on file already, and why; the chart is opened beside, or the person taken into the booking. */
export function LikelyDuplicates(props: {
  readonly found: readonly { readonly patient: PatientSummary; readonly reasons: readonly DuplicateReason[] }[]
  /** Null where nothing is being booked. */
  readonly onTake: ((patient: PatientSummary) => void) | null
}) {
  const { found, onTake } = props
  const t = words.patients.likely
  return (
    <section aria-label={t.title} className={styles['likely']}>
      <div role="status">
        <h3>{t.title}</h3>
        <ul>
          {found.map(({ patient, reasons }) => (
            <li key={patient.id}>
              <strong dir="auto">{fullName(patient)}</strong>
              <span>
                {[
                  patient.birthOn ? formats.date(patient.birthOn) : null,
                  patient.phone,
                  patient.email,
                  words.patients.chartNumber(patient.chartNumber),
                ]
                  .filter((each) => each !== null)
                  .join(' · ')}
              </span>
              <em>{reasons.map((reason) => t.reasons[reason]).join(' · ')}</em>
              <div>
                {onTake ? (
                  <Button size="xs" aria-label={t.takeOf(fullName(patient))} onClick={() => onTake(patient)}>
                    {t.take}
                  </Button>
                ) : null}
                <Button size="xs" aria-label={t.openOf(fullName(patient))} onClick={() => openWorkspace(patient.id)}>
                  {t.open}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
