import { IconUserOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { navigate } from 'wouter/use-browser-location'
import type { FreedTime, Offer } from '../../../shared/contract/desk/waitingList.ts'
import { weekOf } from '../../../shared/domain/calendarDays.ts'
import { StaffId, type AppointmentId } from '../../../shared/domain/ids.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { clockTimeOf, dayOf } from '../../../shared/domain/zone.ts'
import { setParam, useParam } from '../../address/useParam.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { parseTypedDay } from '../../format/typedDay.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { BookingPanel } from '../booking/BookingPanel.tsx'
import { useBookingAddress } from '../booking/useBookingAddress.ts'
import { useNewAppointment } from '../booking/useNewAppointment.ts'
import { nextOffer } from '../waitingList/nextOffer.ts'
import { useOffers, useWaitingList } from '../waitingList/useOffers.ts'
import { WaitingPanel } from '../waitingList/WaitingPanel.tsx'
import { AppointmentPanel, type Moving } from './AppointmentPanel.tsx'
import styles from './calendar.module.css'
import { createCarryStore } from './carrying.ts'
import { bookingView, calendarPath, stepFrom, type CalendarView } from './calendarAddress.ts'
import { CalendarHeader } from './CalendarHeader.tsx'
import type { SlotPicked } from './DayGrid.tsx'
import type { FreeFound } from './FirstFree.tsx'
import { GridView } from './GridView.tsx'
import { MonthView } from './MonthView.tsx'
import { useDrop } from './useDrop.ts'
import { focusedVisit, focusNewAppointment } from './useGridFocus.ts'
import { usePrintedCalendar } from './usePrintedCalendar.tsx'
import { useSaveTimes } from './useSaveTimes.tsx'
import { useShown } from './useShown.ts'
import { useVisitKeys } from './useVisitKeys.ts'

/** R6.2: a day with a column for each practitioner, a week of one, or a month at a glance; and the booking panel at its right. */
export function CalendarPage(props: { readonly view: CalendarView; readonly on: string | null }) {
  const { view } = props
  const today = useToday()
  const timeZone = useTimeZone()
  const asked = CalendarDay.safeParse(props.on)
  const on = asked.success ? asked.data : today
  const booking = useDeskStore((desk) => desk.booking)
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const changeBooking = useDeskStore((desk) => desk.changeBooking)
  const newAppointment = useNewAppointment()
  const [chosenId, setChosenId] = useParam('visit')
  const [whose, setWhose] = useParam('with')
  useBookingAddress(on)
  const [carry] = useState(createCarryStore)
  const [booked, setBooked] = useState<AppointmentId | null>(null)
  const [moving, setMoving] = useState<(Moving & { readonly id: string }) | null>(null)
  const draftOn = booking && parseTypedDay(booking.on, today, 'future')
  const { query, shown } = useShown(view, on, whose, draftOn)
  const visits = shown?.appointments ?? []
  const columns = shown?.isCurrent ? shown.columns : []
  const chosen = booking ? undefined : visits.find(({ id }) => id === chosenId)

  // A booking that is being made goes along to another day, and Back does not come to it once it is made.
  const goTo = (to: CalendarView, day: CalendarDay, replace = booking !== null) => {
    setParam('visit', null)
    navigate(calendarPath(to, day) + window.location.search, { replace })
  }
  const show = (practitionerId: string) => {
    setParam('visit', null)
    setWhose(practitionerId)
  }
  const bookedWith = booking?.practitionerId ?? null
  useEffect(() => {
    // Where the booking goes is what is on screen.
    if (view === 'week' && bookedWith) setParam('with', bookedWith, false)
  }, [view, bookedWith])
  const pick = ({ at, columnId }: SlotPicked) => {
    const column = columns.find(({ id }) => id === columnId)
    const staffId = StaffId.safeParse(column?.practitionerId)
    const slot = { at, practitionerId: staffId.success && column?.isBookable ? staffId.data : null }
    setChosenId(null)
    if (booking) changeBooking({ ...slot, on: formats.shortDate(column?.on ?? on) })
    else newAppointment({ ...slot, on: column?.on ?? on })
  }
  const takeFree = ({ startsAt, ...found }: FreeFound) => {
    const day = dayOf(startsAt, timeZone)
    const slot = { ...found, at: clockTimeOf(startsAt, timeZone) }
    setChosenId(null)
    if (!booking) return newAppointment({ ...slot, on: day })
    changeBooking({ ...slot, on: formats.shortDate(day) })
    goTo(view, day)
  }
  const drop = useDrop(visits, columns, (id, to) => {
    setBooking(null)
    setChosenId(id)
    setMoving({ id, to })
  })
  useVisitKeys(visits, chosen ?? null, carry, {
    onOpen: setChosenId,
    onMove: (id) => setMoving({ id, to: null }),
    onToday: () => goTo(view, today),
  })
  // From a visit the arrows walk on over the grid.
  const step = (by: 1 | -1) => () => {
    if (focusedVisit() !== null) return false
    goTo(view, stepFrom(view, on, by))
    return true
  }
  const nextPerson = (by: 1 | -1) => () => {
    const people = shown?.week?.people ?? []
    const at = people.findIndex(({ practitionerId }) => practitionerId === shown?.columns[0]?.practitionerId)
    const next = people[at + by]
    if (next) show(next.practitionerId)
    return next !== undefined
  }
  const [waitingAsked, setWaitingAsked] = useParam('waiting')
  const waitingList = useWaitingList()
  const offers = useOffers()
  const freed = waitingList.data?.freed ?? NONE
  const offersMade = waitingList.data?.offers ?? NO_OFFERS
  const next = nextOffer(freed, waitingList.data?.waiting ?? [])
  const isAnybodyWaiting = [waitingList.data?.waiting, waitingList.data?.offers].some((each) => (each ?? []).length > 0)
  const isWaitingShown = waitingAsked === null ? isAnybodyWaiting : waitingAsked !== 'closed'
  const isMonth = view === 'month'
  const printing = usePrintedCalendar(isMonth ? 'day' : view, on, view === 'week' ? whose : null)
  const print = isMonth ? null : printing.print
  const saving = useSaveTimes(view, on, whose)
  useKeys({
    previousDay: isMonth ? null : step(-1),
    nextDay: isMonth ? null : step(1),
    showDay: () => goTo('day', on),
    showWeek: () => goTo('week', on),
    showMonth: () => goTo('month', on),
    printCalendar: print,
    offer: next ? () => offers.offering.run(next) : null,
    waiting: () => setWaitingAsked(isWaitingShown ? 'closed' : 'open'),
    previousPerson: view === 'week' ? nextPerson(-1) : null,
    nextPerson: view === 'week' ? nextPerson(1) : null,
    close: () => {
      if (!chosen || carry.getState().carried) return false
      setChosenId(null)
      return true
    },
  })
  return (
    <>
      <CalendarHeader
        {...{ view, on, today }}
        days={view === 'week' && shown?.week ? daysOf(on, shown.week.shown) : null}
        onGo={goTo}
        onNew={() => newAppointment()}
        onPrint={print}
        onPrintColumns={view === 'day' ? printing.printColumns : null}
        onSaveTimes={saving.ask}
        onWaiting={() => setWaitingAsked(isWaitingShown ? 'closed' : 'open')}
      />
      {printing.paper}
      {saving.form}
      <div className={styles['body']}>
        {isMonth ? (
          <MonthView {...{ on, today }} onGo={goTo} onWalk={(day) => goTo('month', day, true)} />
        ) : query.isError ? (
          <ErrorState
            title={words.calendar.couldNotLoad[view]}
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : !shown ? (
          <div className={styles['skeleton']}>
            <SkeletonRows count={10} height={76} />
          </div>
        ) : shown.columns.length === 0 ? (
          <div className={styles['skeleton']}>
            <EmptyState
              title={words.calendar.empty}
              hint={words.calendar.emptyHint}
              icon={<IconUserOff size={28} stroke={1.5} />}
            />
          </div>
        ) : (
          <GridView
            {...{ on, shown, chosenId, booked, carry, freed }}
            offers={offersMade}
            nextToOffer={next?.time ?? null}
            onPick={pick}
            onOpen={setChosenId}
            onDrop={drop}
            onFree={takeFree}
            onWhose={show}
          />
        )}
        {booking ? (
          <BookingPanel
            key={booking.id}
            onDay={(day) => goTo(bookingView(view), day)}
            onBooked={(id) => {
              focusNewAppointment()
              setBooked(id)
            }}
          />
        ) : chosen ? (
          <AppointmentPanel
            appointment={chosen}
            practitioner={columns.find(({ practitionerId }) => practitionerId === chosen.practitionerId)}
            moving={moving?.id === chosen.id ? moving : null}
            onMove={(to) => setMoving(to && { id: chosen.id, ...to })}
            onClose={() => setChosenId(null)}
          />
        ) : isWaitingShown ? (
          <WaitingPanel
            query={waitingList}
            offers={offers}
            isByItself={waitingAsked === null}
            isAdding={waitingAsked === 'add'}
            onAdding={(isAdding) => setWaitingAsked(isAdding ? 'add' : 'open')}
            onClose={() => setWaitingAsked('closed')}
          />
        ) : null}
      </div>
    </>
  )
}

const NONE: readonly FreedTime[] = []
const NO_OFFERS: readonly Offer[] = []

/** The first and the last day that a week shows. */
function daysOf(on: CalendarDay, shown: readonly number[]) {
  const week = weekOf(on)
  const [first, last] = [week[shown[0] ?? 0], week[shown.at(-1) ?? 6]]
  return first && last ? { first, last } : null
}
