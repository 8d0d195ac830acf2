import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import type { CalendarView } from './calendarAddress.ts'
import type { GridColumn } from './dayView.ts'
import { shownDays, weekColumns, type WeekPerson } from './weekView.ts'

/** What of the calendar is on screen. While another part is on its way its columns stand, and nothing of the part before is in them. */
export type Shown = {
  readonly columns: readonly GridColumn[]
  readonly appointments: readonly DayAppointment[]
  readonly isCurrent: boolean
  /** Of a week: whose strips stand above it, on which of its days. */
  readonly week: { readonly people: readonly WeekPerson[]; readonly shown: readonly number[] } | null
}

const EVERY_MINUTE = { placeholderData: keepPreviousData, refetchInterval: 60_000 } as const
const NO_VISITS: readonly DayAppointment[] = []

/** R6.2: a day with a column for each practitioner, or a week of one. @param draftOn the day of a booking that is being made */
export function useShown(view: CalendarView, on: CalendarDay, whose: string | null, draftOn: CalendarDay | null) {
  const api = useApi()
  const practitionerId = StaffId.safeParse(whose).data ?? null
  const day = useQuery(api.calendar.day.queryOptions({ input: view === 'day' ? { on } : skipToken, ...EVERY_MINUTE }))
  const week = useQuery(
    api.calendar.week.queryOptions({ input: view === 'week' ? { on, practitionerId } : skipToken, ...EVERY_MINUTE }),
  )
  const ofDay = useMemo(() => day.data && toShownDay(day.data, on), [day.data, on])
  const ofWeek = useMemo(
    () => week.data && toShownWeek(week.data, { on, practitionerId, draftOn }),
    [week.data, on, practitionerId, draftOn],
  )
  return view === 'day' ? { query: day, shown: ofDay ?? null } : { query: week, shown: ofWeek ?? null }
}

type DayData = {
  readonly on: CalendarDay
  readonly columns: readonly Omit<GridColumn, 'id' | 'on' | 'visits'>[]
  readonly appointments: readonly DayAppointment[]
}

function toShownDay(day: DayData, on: CalendarDay): Shown {
  const isCurrent = day.on === on
  const appointments = isCurrent ? day.appointments : NO_VISITS
  const standing = appointments.filter(({ status }) => status !== 'cancelled')
  const columns = day.columns.map((column) => ({
    ...column,
    id: column.practitionerId,
    on,
    visits: standing.filter(({ practitionerId }) => practitionerId === column.practitionerId).length,
  }))
  return { columns, appointments, isCurrent, week: null }
}

type WeekData = {
  readonly practitionerId: StaffId | null
  readonly days: readonly { readonly on: CalendarDay }[]
  readonly people: readonly WeekPerson[]
  readonly appointments: readonly DayAppointment[]
}

type Asked = {
  readonly on: CalendarDay
  readonly practitionerId: StaffId | null
  readonly draftOn: CalendarDay | null
}

function toShownWeek(week: WeekData, { on, practitionerId, draftOn }: Asked): Shown {
  const days = week.days.map((each) => each.on)
  const shown = shownDays(days, week.people, draftOn)
  const person = week.people.find((each) => each.practitionerId === week.practitionerId)
  const isCurrent = days.includes(on) && (practitionerId === null || practitionerId === week.practitionerId)
  return {
    columns: person ? weekColumns(days, shown, person) : [],
    appointments: isCurrent ? week.appointments : NO_VISITS,
    isCurrent,
    week: { people: week.people, shown },
  }
}
