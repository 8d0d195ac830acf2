import { IconUserOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { StaffId, type AppointmentId } from '../../../shared/domain/ids.ts'
import { CalendarDay, MINUTE, toInstant } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'
import { setParam, useParam } from '../../address/useParam.ts'
import { askOrClose } from '../../components/discard/discarding.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { BookingPanel } from '../booking/BookingPanel.tsx'
import { useBookingAddress } from '../booking/useBookingAddress.ts'
import { useBookingTimes } from '../booking/useBookingTimes.ts'
import { useNewAppointment } from '../booking/useNewAppointment.ts'
import { AppointmentPanel, type Moving } from './AppointmentPanel.tsx'
import styles from './calendar.module.css'
import { CalendarHeader } from './CalendarHeader.tsx'
import { DayGrid, type Dropped, type SlotPicked } from './DayGrid.tsx'
import { hoursInto, shownHours, slotHeight } from './dayView.ts'
import { toEvents, toResources } from './gridEvents.ts'
import { useDrop } from './useDrop.ts'
import { focusNewAppointment } from './useGridFocus.ts'
import { useVisitKeys } from './useVisitKeys.ts'

/** R6.2: the day with a column for each practitioner, and the booking panel at its right. */
export function CalendarPage(props: { readonly on: string | null }) {
  const today = useToday()
  const asked = CalendarDay.safeParse(props.on)
  const on = asked.success ? asked.data : today
  const booking = useDeskStore((desk) => desk.booking)
  // A booking that is being made goes along to another day, and Back does not come to it once it is made.
  const goTo = (day: CalendarDay) => {
    setParam('visit', null)
    navigate(`/calendar/${day}${window.location.search}`, { replace: booking !== null })
  }
  const changeBooking = useDeskStore((desk) => desk.changeBooking)
  const newAppointment = useNewAppointment()
  const [chosenId, setChosenId] = useParam('visit')
  useBookingAddress(on)
  const [booked, setBooked] = useState<AppointmentId | null>(null)
  const [moving, setMoving] = useState<(Moving & { readonly id: string }) | null>(null)
  const day = useQuery(
    useApi().calendar.day.queryOptions({
      input: { on },
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  )
  const shown = day.data?.on === on ? day.data : null
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const isBookable = (id: StaffId) =>
    shown?.columns.some((each) => each.practitionerId === id && each.isBookable) ?? false
  const pick = ({ at, practitionerId }: SlotPicked) => {
    const staffId = StaffId.safeParse(practitionerId)
    const slot = { at, practitionerId: staffId.success && isBookable(staffId.data) ? staffId.data : null }
    setChosenId(null)
    if (booking) changeBooking({ ...slot, on: formats.shortDate(on) })
    else newAppointment({ ...slot, on })
  }
  const drop = useDrop(shown?.appointments ?? [], on, isBookable, (id, to) => {
    setBooking(null)
    setChosenId(id)
    setMoving({ id, to })
  })
  const chosen = booking ? undefined : shown?.appointments.find(({ id }) => id === chosenId)
  useVisitKeys(shown?.appointments ?? [], chosen ?? null, {
    onOpen: setChosenId,
    onMove: (id) => setMoving({ id, to: null }),
    onToday: () => goTo(today),
  })
  useKeys({
    previousDay: () => goTo(plusDays(on, -1)),
    nextDay: () => goTo(plusDays(on, 1)),
    close: chosen ? () => setChosenId(null) : null,
  })
  return (
    <>
      <CalendarHeader on={on} today={today} onGo={goTo} onNew={() => newAppointment()} />
      <div className={styles['body']}>
        {day.isError ? (
          <ErrorState title={words.calendar.couldNotLoad} error={day.error} onRetry={() => void day.refetch()} />
        ) : !day.data ? (
          <div className={styles['skeleton']}>
            <SkeletonRows count={10} height={76} />
          </div>
        ) : day.data.columns.length === 0 ? (
          <div className={styles['skeleton']}>
            <EmptyState
              title={words.calendar.empty}
              hint={words.calendar.emptyHint}
              icon={<IconUserOff size={28} stroke={1.5} />}
            />
          </div>
        ) : (
          <Day {...{ on, chosenId, booked }} day={day.data} onPick={pick} onOpen={setChosenId} onDrop={drop} />
        )}
        {booking ? (
          <BookingPanel
            key={booking.id}
            onDay={goTo}
            onBooked={(id) => {
              focusNewAppointment()
              setBooked(id)
            }}
          />
        ) : chosen ? (
          <AppointmentPanel
            appointment={chosen}
            practitioner={shown?.columns.find(({ practitionerId }) => practitionerId === chosen.practitionerId)}
            moving={moving?.id === chosen.id ? moving : null}
            onMove={(to) => setMoving(to && { id: chosen.id, ...to })}
            onClose={() => setChosenId(null)}
          />
        ) : null}
      </div>
    </>
  )
}

type DayData = Parameters<typeof toEvents>[0]

function Day(props: {
  readonly on: CalendarDay
  readonly day: Pick<DayData, 'on' | 'columns' | 'appointments'>
  readonly chosenId: string | null
  readonly booked: AppointmentId | null
  readonly onPick: (slot: SlotPicked) => void
  readonly onOpen: (appointmentId: string | null) => void
  readonly onDrop: (dropped: Dropped) => void
}) {
  const { on, chosenId } = props
  const timeZone = useTimeZone()
  const now = useNow()
  const today = useToday()
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const draft = useBookingTimes(on)
  // While another day is on its way its columns stand empty, so that nothing of this day is taken for it.
  const isThisDay = props.day.on === on
  const { columns } = props.day
  const appointments = useMemo(() => (isThisDay ? props.day.appointments : []), [isThisDay, props.day.appointments])
  const hours = useMemo(() => shownHours(columns, appointments, on, timeZone), [columns, appointments, on, timeZone])
  const resources = useMemo(() => toResources(columns, appointments), [columns, appointments])
  const height = slotHeight(appointments)
  const minute = toInstant(Math.floor(Date.parse(now) / MINUTE) * MINUTE)
  const events = useMemo(
    () =>
      toEvents({
        on,
        columns: isThisDay ? columns : [],
        appointments,
        hours,
        timeZone,
        draft,
        chosenId,
        slotHeight: height,
        now: minute,
      }),
    [on, isThisDay, columns, appointments, hours, timeZone, draft, chosenId, height, minute],
  )
  return (
    <DayGrid
      on={on}
      hours={hours}
      nowHours={hoursInto(on, now, timeZone)}
      slotHeight={height}
      resources={resources}
      events={events}
      label={words.calendar.dayLabel(formats.weekdayDay(on, 'UTC', today))}
      booked={props.booked}
      onPick={props.onPick}
      onDrop={props.onDrop}
      onOpen={(id) => {
        if (id === 'draft') return
        askOrClose(() => {
          setBooking(null)
          props.onOpen(id)
        })
      }}
    />
  )
}
