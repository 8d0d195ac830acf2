import type { Slip } from '../../shared/contract/desk/paper.ts'
import type { AppointmentId, PatientId } from '../../shared/domain/ids.ts'
import { OnPaper } from '../components/OnPaper.tsx'
import { useAct } from '../components/useAct.ts'
import { usePrinting } from '../components/usePrinting.ts'
import { useClient } from '../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { formats, words } from '../words/words.ts'
import styles from './visitSlip.module.css'

/** R6.2, R8.6: the visits to come of a patient, or one of them, to hand over. */
export function usePrintedSlip() {
  const client = useClient()
  const { onPaper, print } = usePrinting<Slip>()
  const read = useAct(client.paper.slip, { onDone: print })
  return {
    print: (patientId: PatientId, appointmentId: AppointmentId | null) => read.run({ patientId, appointmentId }),
    paper: onPaper ? (
      <OnPaper>
        <SlipPaper slip={onPaper} />
      </OnPaper>
    ) : null,
  }
}

function SlipPaper(props: { readonly slip: Slip }) {
  const { clinic, patientName, visits } = props.slip
  const timeZone = useTimeZone()
  const now = useNow()
  const t = words.calendar.slip
  const changeOf = ({ by, until }: Slip['visits'][number]['change']) =>
    until === null
      ? t.change.late
      : t.change[by](words.common.dayAndClock(formats.weekdayDay(until, timeZone, now), formats.clock(until, timeZone)))
  return (
    <div className={styles['slip']} data-paper>
      <p className={styles['clinic']}>{clinic.name}</p>
      <p className={styles['heading']}>{t.heading(visits.length)}</p>
      <p dir="auto">{patientName}</p>
      <ul>
        {visits.map((visit) => (
          <li key={visit.id}>
            <b>
              {words.common.dayAndClock(
                formats.weekdayDay(visit.startsAt, timeZone, now),
                words.calendar.range(formats.clock(visit.startsAt, timeZone), formats.clock(visit.endsAt, timeZone)),
              )}
            </b>
            <span dir="auto">{t.with(visit.practitionerName)}</span>
            <span className={styles['change']}>{changeOf(visit.change)}</span>
          </li>
        ))}
      </ul>
      <p>{t.cannotCome(clinic.phone)}</p>
      <p className={styles['foot']}>
        {[clinic.addressLine, clinic.phone, words.calendar.paper.zone(timeZone)].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}
