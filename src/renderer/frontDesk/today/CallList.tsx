import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './callList.module.css'
import type { PractitionerColumn } from './TodayPage.tsx'
import type { CallRow } from './useCallList.ts'

/** On paper only. */
export function CallList(props: {
  readonly day: string
  readonly rows: readonly CallRow[]
  readonly columns: readonly PractitionerColumn[]
}) {
  const timeZone = useTimeZone()
  if (props.rows.length === 0) return null
  const rows = [...props.rows].sort((a, b) => (a.appointment.startsAt < b.appointment.startsAt ? -1 : 1))
  return (
    <div className={styles['callList']}>
      <h1>{words.today.callListTitle(props.day)}</h1>
      <table>
        <thead>
          <tr>
            <th>{words.today.time}</th>
            <th>{words.today.patient}</th>
            <th>{words.today.telephone}</th>
            <th>{words.today.practitioner}</th>
            <th>{words.today.missing}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ appointment, phone }) => (
            <tr key={appointment.id}>
              <td>{formats.clock(appointment.startsAt, timeZone)}</td>
              <td dir="auto">{appointment.patientName}</td>
              <td>{phone}</td>
              <td>{props.columns.find((each) => each.practitionerId === appointment.practitionerId)?.name}</td>
              <td>{appointment.blockers.map((blocker) => words.today.blocker[blocker]).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
