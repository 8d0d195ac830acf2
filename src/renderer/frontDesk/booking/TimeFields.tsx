import { TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { plusDays } from '../../../shared/domain/zone.ts'
import { zoneCity } from '../../../shared/language/formats.ts'
import type { BookingDraft } from '../../state/deskStore.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './booking.module.css'
import { Concerns } from './Concerns.tsx'
import type { BookingProblems, BookingTimes } from './bookingView.ts'
import type { BookingField } from './nextField.ts'

/** A day that is named as an example is one to come. */
const DAYS_TO_EXAMPLE = 7

/** When: a day and a time as they are said on the telephone, and how they were understood (R6.2). */
export function TimeFields(props: {
  readonly draft: Pick<BookingDraft, 'on' | 'at'>
  readonly times: BookingTimes
  readonly problems: BookingProblems
  readonly sentences: readonly string[]
  readonly onChange: (part: Partial<Pick<BookingDraft, 'on' | 'at'>>, ...settled: (keyof BookingProblems)[]) => void
  readonly onLeave: (field: BookingField) => void
  /** The focus went elsewhere. */
  readonly onLeft: (field: 'day' | 'time') => void
  /** The focus comes to the day. */
  readonly isFirst?: boolean
}) {
  const { draft, times, problems, onChange } = props
  const timeZone = useTimeZone()
  const today = useToday()
  const place = zoneCity(timeZone)
  const t = words.calendar.booking
  const dayRead = times.on
    ? formats.weekdayDay(times.on, 'UTC', today)
    : t.dayHint(formats.shortDay(plusDays(today, DAYS_TO_EXAMPLE), 'UTC', today))
  const timeRead = times.startsAt ? t.timeRead(formats.clock(times.startsAt, timeZone), place) : t.timeHint(place)
  const { at, passedOver } = times
  const read = at && passedOver ? [t.readAsEvening(at, passedOver)] : []
  const goesOn = (field: BookingField) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.repeat) return
    event.preventDefault()
    props.onLeave(field)
  }
  return (
    <div>
      <div className={styles['pair']}>
        <TextInput
          data-field="day"
          autoFocus={props.isFirst ?? false}
          // In a dialog, whose trap would else take the focus to its close button.
          data-autofocus={props.isFirst || undefined}
          label={t.day}
          value={draft.on}
          error={problems.day ?? null}
          description={dayRead}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => onChange({ on: event.currentTarget.value }, 'day')}
          onBlur={() => props.onLeft('day')}
          onKeyDown={goesOn('day')}
        />
        <TextInput
          data-field="time"
          label={t.time}
          value={draft.at}
          error={problems.time ?? null}
          description={timeRead}
          maxLength={12}
          autoComplete="off"
          onChange={(event) => onChange({ at: event.currentTarget.value }, 'time')}
          onBlur={() => props.onLeft('time')}
          onKeyDown={goesOn('time')}
        />
      </div>
      <Concerns sentences={[...read, ...props.sentences]} />
    </div>
  )
}
