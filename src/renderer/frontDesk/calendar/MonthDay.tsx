import { Skeleton } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { formats, words } from '../../words/words.ts'
import styles from './month.module.css'
import type { DayGlance } from './monthView.ts'

/** A day of the month; while its figures are on their way it can be opened all the same. */
export function MonthDay(props: {
  readonly on: CalendarDay
  readonly glance: DayGlance | null
  readonly today: CalendarDay
  readonly isOfMonth: boolean
  /** The one that Tab comes to. */
  readonly isChosen: boolean
  readonly onOpen: () => void
}) {
  const { on, glance, today } = props
  return (
    <td
      className={styles['day']}
      data-beside={props.isOfMonth ? undefined : true}
      data-closed={glance?.fullPercent === null || undefined}
    >
      <button
        type="button"
        className={styles['open']}
        tabIndex={props.isChosen ? 0 : -1}
        aria-current={on === today ? 'date' : undefined}
        onClick={props.onOpen}
      >
        <span className={styles['spoken']}>{spoken(on, glance, today)}</span>
        <span className={styles['head']} aria-hidden="true">
          <span className={styles['number']}>{Number(on.slice(8))}</span>
          {glance ? <Count visits={glance.visits} /> : <Skeleton height={8} width={32} />}
        </span>
        {glance ? <Note {...glance} /> : null}
        {glance && glance.fullPercent !== null ? (
          <span className={styles['bar']} aria-hidden="true">
            <span className={styles['booked']} style={{ inlineSize: `${glance.fullPercent}%` }} />
          </span>
        ) : null}
      </button>
    </td>
  )
}

function Count({ visits }: Pick<DayGlance, 'visits'>) {
  if (visits === 0) return null
  return (
    <>
      <span className={styles['count']}>{words.calendar.visits(visits)}</span>
      <span className={styles['figure']}>{formats.number(visits)}</span>
    </>
  )
}

function Note(glance: DayGlance) {
  const t = words.calendar.month
  const note = glance.holiday ?? (glance.fullPercent === null ? t.closed : offNames(glance))
  if (note === '') return null
  const isOff = glance.fullPercent !== null
  return (
    <span className={styles['note']} aria-hidden="true" title={isOff ? t.off(note) : note}>
      {isOff ? <IconUserOff size={13} stroke={1.75} aria-hidden="true" /> : null}
      <span className={styles['noteText']}>{note}</span>
    </span>
  )
}

function offNames({ off }: DayGlance): string {
  return off.map(({ name, word }) => words.calendar.month.offFor(name, word)).join(', ')
}

/** `Wednesday 25 November, 7 visits, 58 % booked, Time off: Lena Park (Holiday)` */
function spoken(on: CalendarDay, glance: DayGlance | null, today: CalendarDay): string {
  const day = formats.weekdayDay(on, 'UTC', today)
  if (!glance) return day
  const t = words.calendar.month
  const names = offNames(glance)
  return t.day([
    day,
    glance.visits === 0 ? t.noVisits : words.calendar.visits(glance.visits),
    glance.fullPercent === null ? (glance.holiday ?? t.closed) : t.full(glance.fullPercent),
    ...(names === '' ? [] : [t.off(names)]),
  ])
}
