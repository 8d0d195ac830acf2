import type { PrintedCalendar } from '../../../shared/contract/desk/paper.ts'
import { HOUR, plusMilliseconds } from '../../../shared/domain/time.ts'
import { PaperHead } from '../../components/PaperHead.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './columnsPaper.module.css'
import { lanesOf, openOn, placeOn, scaleOf, sheetsOf, type Scale } from './paperColumns.ts'

type Part = PrintedCalendar['parts'][number]

/** R6.2: a day with a column for each practitioner, on sheets of A4 laid on their side, black on white. */
export function ColumnsPaper(props: { readonly printed: PrintedCalendar }) {
  const { printedAt, by, parts } = props.printed
  const timeZone = useTimeZone()
  const scale = scaleOf(parts, timeZone)
  if (!scale) return null
  const sheets = sheetsOf(parts)
  const hours = Array.from({ length: scale.hours }, (_, hour) => plusMilliseconds(scale.startsAt, hour * HOUR))
  return (
    <div className={styles['paper']} data-paper>
      {sheets.map((sheet, index) => (
        <section key={sheet[0]?.practitionerId} className={styles['sheet']}>
          <PaperHead {...{ printedAt, by }} />
          <h1>
            {formats.weekdayDay(sheet[0]?.on ?? printedAt, 'UTC', printedAt)}
            {sheets.length > 1 ? <span> {words.calendar.paper.sheet(index + 1, sheets.length)}</span> : null}
          </h1>
          <div className={styles['columns']}>
            <div className={styles['times']}>
              {hours.map((at, hour) => (
                <span key={at} style={{ insetBlockStart: `${(hour / scale.hours) * 100}%` }}>
                  {formats.clock(at, timeZone)}
                </span>
              ))}
            </div>
            {sheet.map((part) => (
              <Column key={part.practitionerId} {...{ part, scale, timeZone }} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

function Column(props: { readonly part: Part; readonly scale: Scale; readonly timeZone: string }) {
  const { part, scale, timeZone } = props
  return (
    <div className={styles['column']}>
      <h2 dir="auto">{part.practitionerName}</h2>
      <div className={styles['day']}>
        {openOn(scale, part, timeZone).map(({ from, to }) => (
          <div
            key={from}
            className={styles['open']}
            style={{ insetBlockStart: `${from}%`, insetBlockEnd: `${100 - to}%` }}
          />
        ))}
        {Array.from({ length: scale.hours - 1 }, (_, hour) => (
          <div
            key={hour}
            className={styles['hour']}
            style={{ insetBlockStart: `${((hour + 1) / scale.hours) * 100}%` }}
          />
        ))}
        {lanesOf(part.visits).map(({ visit, lane, lanes }) => {
          const { from, to } = placeOn(scale, visit)
          return (
            <p
              key={visit.id}
              className={styles['visit']}
              dir="auto"
              style={{
                ...{ insetBlockStart: `${from}%`, height: `${to - from}%` },
                ...{ insetInlineStart: `${(lane / lanes) * 100}%`, width: `${100 / lanes}%` },
              }}
            >
              <span>
                {formats.clock(visit.startsAt, timeZone)} <b>{visit.patientName}</b> {visit.serviceName}
                {visit.status === 'booked' ? null : ` · ${words.today.status[visit.status]}`}
              </span>
            </p>
          )
        })}
      </div>
    </div>
  )
}
