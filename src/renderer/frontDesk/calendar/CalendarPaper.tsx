import type { PrintedCalendar } from '../../../shared/contract/desk/paper.ts'
import { PaperHead } from '../../components/PaperHead.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './calendarPaper.module.css'

/** A day, a page for each practitioner, or the week of one: black on white, on A4 as on Letter. */
export function CalendarPaper(props: { readonly printed: PrintedCalendar }) {
  const { printedAt, by, parts } = props.printed
  const timeZone = useTimeZone()
  const t = words.calendar.paper
  const isWeek = new Set(parts.map(({ on }) => on)).size > 1
  return (
    <div className={styles['paper']} data-paper data-week={isWeek || undefined}>
      {parts.map((part) => (
        <section key={`${part.on} ${part.practitionerId}`} className={styles['part']}>
          <div className={styles['head']}>
            <PaperHead {...{ printedAt, by }} />
          </div>
          <h1 dir="auto">{t.day(formats.weekdayDay(part.on, 'UTC', printedAt), part.practitionerName)}</h1>
          {part.visits.length === 0 ? (
            <p>{t.noVisits}</p>
          ) : (
            <table>
              <tbody>
                {part.visits.map((visit) => (
                  <tr key={visit.id}>
                    <td className={styles['time']}>
                      {words.calendar.range(
                        formats.clock(visit.startsAt, timeZone),
                        formats.clock(visit.endsAt, timeZone),
                      )}
                    </td>
                    <td dir="auto">{visit.patientName}</td>
                    <td dir="auto">{visit.serviceName}</td>
                    <td>{visit.status === 'booked' ? null : words.today.status[visit.status]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </div>
  )
}
