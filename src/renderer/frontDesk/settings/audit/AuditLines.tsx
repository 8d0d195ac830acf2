import { Fragment } from 'react'
import type { AuditLine } from '../../../../shared/contract/desk/auditLog.ts'
import { dayOf } from '../../../../shared/domain/zone.ts'
import { useTimeZone } from '../../../state/useSession.ts'
import { useToday } from '../../../state/useToday.ts'
import { byDay } from '../../../workspace/byDay.ts'
import { formats } from '../../../words/words.ts'
import { saidOf } from './auditCsv.ts'
import styles from './audit.module.css'

/** The newest first, a heading a day: when, what, about whom, by whom and where. */
export function AuditLines(props: { readonly lines: readonly AuditLine[] }) {
  const timeZone = useTimeZone()
  const today = useToday()
  return byDay(props.lines, ({ at }) => dayOf(at, timeZone)).map(({ on, items }) => (
    <Fragment key={on}>
      <h3 className={styles['day']}>{formats.weekdayDay(on, 'UTC', today)}</h3>
      <ul className={styles['lines']}>
        {items.map((line) => {
          const said = saidOf(line, timeZone)
          return (
            <li key={line.seq}>
              <time dateTime={line.at}>{formats.clock(line.at, timeZone)}</time>
              <span className={styles['what']}>
                <span dir="auto">{said.what}</span>
                <small dir="auto">{said.about}</small>
              </span>
              <small className={styles['who']} dir="auto">
                {[said.who, said.station].filter(Boolean).join(', ')}
              </small>
            </li>
          )
        })}
      </ul>
    </Fragment>
  ))
}
