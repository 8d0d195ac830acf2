import { IconWorld } from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { FreedTime } from '../../../shared/contract/desk/waitingList.ts'
import { StaffId } from '../../../shared/domain/ids.ts'
import { existingInstantOf } from '../../../shared/domain/meantTime.ts'
import { ClockTime, MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { KeysLine } from '../../keys/KeysLine.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { concernSentence, takenSentence } from '../booking/concernSentence.ts'
import { useConcerns } from '../booking/useConcerns.ts'
import { doubtMark } from '../onlineMarks.ts'
import { untoldBecause } from '../untoldBecause.ts'
import { clockOf, type Carried, type CarryStore } from './carrying.ts'
import { stillOnSale, type GridColumn } from './dayView.ts'
import styles from './gridFoot.module.css'

/** Along the foot of the grid: its keys; while a visit is carried, where it would stand and what would come of it. */
export function GridFoot(props: {
  readonly carry: CarryStore
  readonly columns: readonly GridColumn[]
  readonly appointments: readonly DayAppointment[]
  readonly isWeek: boolean
  /** What one key offers to the waiting list. */
  readonly nextToOffer: FreedTime | null
}) {
  const carried = useStore(props.carry, (store) => store.carried)
  const visit = props.appointments.find(({ id }) => id === carried?.id)
  const column = props.columns.find(({ id }) => id === carried?.columnId)
  return (
    <div className={styles['foot']}>
      {carried && visit && column ? (
        <Consequence {...{ carried, visit, column }} />
      ) : (
        <>
          <Legend {...props} />
          {props.nextToOffer ? <Freed time={props.nextToOffer} /> : null}
          <KeysLine
            className={styles['keys']}
            names={[
              'walk',
              'open',
              'moveVisit',
              'firstFree',
              ...(props.isWeek ? (['nextPerson', 'showDay'] as const) : (['showWeek'] as const)),
            ]}
          />
        </>
      )}
    </div>
  )
}

/** What the marks say that stand in the grid now. */
function Legend(props: { readonly columns: readonly GridColumn[]; readonly appointments: readonly DayAppointment[] }) {
  const now = useNow()
  const t = words.calendar.legend
  const marks = [
    { mark: 'sale', text: t.onSale, isShown: props.columns.some(({ onSale }) => stillOnSale(onSale, now).length > 0) },
    { mark: 'online', text: t.online, isShown: props.appointments.some(({ isBookedOnline }) => isBookedOnline) },
    {
      mark: 'unconfirmed',
      text: t.unconfirmed,
      isShown: props.appointments.some((visit) => doubtMark(visit) !== null),
    },
  ].filter(({ isShown }) => isShown)
  return (
    <ul className={styles['legend']} aria-label={t.label}>
      {marks.map(({ mark, text }) => (
        <li key={mark} data-mark={mark}>
          {mark === 'online' ? <IconWorld size={13} stroke={1.75} aria-hidden="true" /> : <span aria-hidden="true" />}
          {text}
        </li>
      ))}
    </ul>
  )
}

/** R6.2: what became free, how many on the waiting list it suits, and the key that offers it. */
function Freed({ time }: { readonly time: FreedTime }) {
  const timeZone = useTimeZone()
  const today = useToday()
  const { startsAt, suits } = time
  const t = words.waitingList
  return (
    <p className={styles['said']} role="status">
      <strong>
        {words.common.dayAndClock(
          formats.shortWeekdayDay(startsAt, timeZone, today),
          formats.clock(startsAt, timeZone),
        )}
      </strong>{' '}
      {t.suits(suits.length)}
      <span className={styles['byKey']}>
        {t.offersIt.before} <KeyOf name="offer" /> {t.offersIt.after}
      </span>
    </p>
  )
}

function Consequence(props: {
  readonly carried: Carried
  readonly visit: DayAppointment
  readonly column: GridColumn
}) {
  const { carried, visit, column } = props
  const timeZone = useTimeZone()
  const today = useToday()
  const at = existingInstantOf(column.on, ClockTime.parse(clockOf(carried.from)), timeZone)
  const endsAt = at && !carried.isAsLong ? plusMilliseconds(at, (carried.to - carried.from) * MINUTE) : null
  const practitionerId = StaffId.safeParse(column.practitionerId).data ?? null
  const draft = { practitionerId, serviceId: visit.serviceId }
  const { concerns, taken } = useConcerns(draft, at, null, visit.id, endsAt)
  const day = formats.shortWeekdayDay(column.on, 'UTC', today)
  const names = { practitioner: column.name, service: visit.serviceName, day, timeZone }
  const t = words.calendar.carrying
  const because = untoldBecause(visit, useNow())
  const trouble = [
    ...(at ? [] : [words.calendar.booking.noSuchTime]),
    ...(taken ? [takenSentence(taken, timeZone)] : []),
    ...concerns.map((each) => concernSentence(each, names)),
  ]
  const isElsewhere = at !== visit.startsAt || column.practitionerId !== visit.practitionerId || endsAt !== null
  return (
    <>
      <p className={styles['said']} role="status">
        <strong>
          {words.common.dayAndClock(day, words.calendar.range(clockOf(carried.from), clockOf(carried.to)))}
        </strong>{' '}
        {trouble.length > 0 ? (
          <span className={styles['trouble']}>{trouble.join(' ')}</span>
        ) : isElsewhere ? (
          t.free(column.name)
        ) : (
          t.asItStands
        )}{' '}
        {isElsewhere ? (because ?? t.isTold(visit.patientName)) : null}
      </p>
      <KeysLine
        className={styles['keys']}
        names={carried.way === 'keys' ? ['drop', 'carry', 'longer', 'shorter', 'putBack'] : ['putBack']}
      />
    </>
  )
}
