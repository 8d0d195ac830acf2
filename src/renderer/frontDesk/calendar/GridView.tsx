import { useMemo } from 'react'
import type { FreedTime, Offer } from '../../../shared/contract/desk/waitingList.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { weekNumberOf } from '../../../shared/domain/calendarDays.ts'
import { MINUTE, toInstant, type CalendarDay } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { askOrClose } from '../../components/discard/discarding.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { useBookingTimes } from '../booking/useBookingTimes.ts'
import type { CarryStore } from './carrying.ts'
import { DayGrid, type Dropped, type SlotPicked } from './DayGrid.tsx'
import { hoursInto, shownHours, slotHeight } from './dayView.ts'
import { freeId, toDays, toEvents, toPeople } from './gridEvents.ts'
import { GridFoot } from './GridFoot.tsx'
import styles from './calendar.module.css'
import type { FreeFound } from './FirstFree.tsx'
import { useFirstFree } from './useFirstFree.tsx'
import { useGridHands } from './useGridHands.ts'
import type { Shown } from './useShown.ts'
import { HoverCard } from './VisitCard.tsx'
import { WeekStrips } from './WeekStrips.tsx'

/** R6.2: the day, or the week, as it is drawn. */
export function GridView(props: {
  readonly on: CalendarDay
  readonly shown: Shown
  readonly chosenId: string | null
  readonly booked: AppointmentId | null
  readonly carry: CarryStore
  /** Times that were given back and suit somebody on the waiting list. */
  readonly freed: readonly FreedTime[]
  readonly offers: readonly Offer[]
  /** Which of them one key offers. */
  readonly nextToOffer: FreedTime | null
  readonly onPick: (slot: SlotPicked) => void
  readonly onOpen: (appointmentId: string | null) => void
  readonly onDrop: (dropped: Dropped) => void
  readonly onFree: (found: FreeFound) => void
  /** Of a week: whose is shown in full. */
  readonly onWhose: (practitionerId: string) => void
}) {
  const { on, shown, chosenId, freed, offers } = props
  const { columns, appointments, isCurrent, week } = shown
  const timeZone = useTimeZone()
  const now = useNow()
  const today = useToday()
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const draft = useBookingTimes()
  // Any one day will do for a week, as long as it stays the same.
  const gridOn = week ? (columns[0]?.on ?? on) : on
  const hours = useMemo(() => shownHours(columns, appointments, timeZone), [columns, appointments, timeZone])
  const hands = useGridHands({
    ...{ columns, appointments, hours, chosenId, carry: props.carry },
    onPick: props.onPick,
    onDrop: props.onDrop,
  })
  const { carried, cursor } = hands
  const firstFree = useFirstFree({ on, columns, appointments, cursor }, props.onFree)
  const resources = useMemo(() => (week ? toDays(columns, today) : toPeople(columns)), [week, columns, today])
  const height = slotHeight(appointments)
  const minute = toInstant(Math.floor(Date.parse(now) / MINUTE) * MINUTE)
  const events = useMemo(
    () =>
      toEvents({
        gridOn,
        columns: isCurrent ? columns : [],
        appointments,
        freed,
        offers,
        hours,
        timeZone,
        draft,
        chosenId,
        carried,
        cursor,
        slotHeight: height,
        now: minute,
      }),
    [
      gridOn,
      isCurrent,
      columns,
      appointments,
      freed,
      offers,
      hours,
      timeZone,
      draft,
      chosenId,
      carried,
      cursor,
      height,
      minute,
    ],
  )
  const nowOn = dayOf(now, timeZone)
  const nowColumn = columns.findIndex((each) => each.on === nowOn)
  const whose = week ? columns[0] : undefined
  const t = words.calendar
  return (
    <div className={styles['grid']}>
      <DayGrid
        key={week ? 'week' : 'day'}
        on={gridOn}
        columnsAre={week ? 'days' : 'people'}
        hours={hours}
        nowHours={nowColumn === -1 ? null : hoursInto(nowOn, now, timeZone)}
        nowColumn={week ? nowColumn : null}
        slotHeight={height}
        resources={resources}
        events={events}
        label={
          whose
            ? t.week.label(whose.name, formats.weekdayDay(whose.on, 'UTC', today))
            : t.dayLabel(formats.weekdayDay(on, 'UTC', today))
        }
        booked={props.booked}
        walkedTo={cursor && freeId(cursor)}
        carry={props.carry}
        onPick={props.onPick}
        onDrop={props.onDrop}
        onOpen={(id) => {
          if (cursor && id === freeId(cursor)) return hands.pickCursor()
          if (id === '') return
          askOrClose(() => {
            setBooking(null)
            props.onOpen(id)
          })
        }}
        corner={week ? <span className="day-grid-week">{t.week.number(weekNumberOf(gridOn))}</span> : null}
      >
        {week ? (
          <WeekStrips
            {...week}
            {...{ hours, timeZone }}
            now={minute}
            whose={whose?.practitionerId ?? null}
            onChoose={props.onWhose}
          />
        ) : null}
      </DayGrid>
      {firstFree}
      <HoverCard carry={props.carry} {...{ columns, appointments }} />
      <GridFoot
        carry={props.carry}
        {...{ columns, appointments }}
        isWeek={week !== null}
        nextToOffer={props.nextToOffer}
      />
    </div>
  )
}
