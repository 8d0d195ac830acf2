import { IconRepeat } from '@tabler/icons-react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { words } from '../words/words.ts'
import styles from './visitMarks.module.css'

/** R6.2: that a visit is one of those that recur, and the which of how many. */
export function SeriesMark(props: { readonly series: DayAppointment['series'] }) {
  const { series } = props
  if (!series) return null
  const t = words.calendar.repeat
  const said = t.mark(series.number, series.of)
  return (
    <span className={styles['series']} role="img" aria-label={said} title={said}>
      <IconRepeat size={13} stroke={1.75} aria-hidden="true" />
      {t.number(series.number, series.of)}
    </span>
  )
}
