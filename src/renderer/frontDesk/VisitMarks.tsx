import { IconNote } from '@tabler/icons-react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { Chip } from '../components/Pill.tsx'
import { words } from '../words/words.ts'
import { SeriesMark } from './SeriesMark.tsx'
import styles from './visitMarks.module.css'

/** R6.2: that it recurs, what the reception is to say or ask, in full, and that there is a note. */
export function VisitMarks(props: { readonly visit: Pick<DayAppointment, 'alert' | 'note' | 'series'> }) {
  const { alert, note, series } = props.visit
  return (
    <>
      <SeriesMark series={series} />
      {alert === null ? null : (
        <span className={styles['alert']} title={alert} dir="auto">
          <Chip tone="bad">{alert}</Chip>
        </span>
      )}
      {note === null ? null : (
        <span className={styles['note']} role="img" aria-label={words.today.notes.hasNote(note)} title={note}>
          <IconNote size={15} stroke={1.75} aria-hidden="true" />
        </span>
      )}
    </>
  )
}
