import type { Service } from '../../../shared/contract/desk/calendar.ts'
import type { PatientId, ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import { daylightPassedOver, existingInstantOf, meantTime, type DayOfWork } from '../../../shared/domain/meantTime.ts'
import {
  MINUTE,
  plusMilliseconds,
  type CalendarDay,
  type ClockTime,
  type Instant,
} from '../../../shared/domain/time.ts'
import { readTypedClock } from '../../format/typedClock.ts'
import { parseTypedDay } from '../../format/typedDay.ts'
import type { BookingDraft } from '../../state/deskStore.ts'
import { words } from '../../words/words.ts'

const BOOKING_FIELDS = ['patient', 'service', 'practitioner', 'day', 'time'] as const

export type BookingProblems = Partial<Record<(typeof BOOKING_FIELDS)[number], string>>

export type BookingTimes = {
  readonly on: CalendarDay | null
  readonly at: ClockTime | null
  /** Whether the typed time is one at all, also where the clocks skip it. */
  readonly isTime: boolean
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  /** By daylight, and not what was meant: "9:00" where only 21:00 lies in the hours. */
  readonly passedOver: ClockTime | null
}

export type Here = { readonly today: CalendarDay; readonly timeZone: string; readonly now: Instant }

/** Everybody's hours on the typed day, as the core gives them; none yet while they are on their way. */
export type HoursOfDay = readonly { readonly practitionerId: StaffId; readonly open: DayOfWork['clinic'] }[]

/** What the typed day and time come to in those hours (R6.2); `endsAt` once the service is known. */
export function timesOf(
  draft: Pick<BookingDraft, 'on' | 'at' | 'practitionerId'>,
  service: Service | null,
  hours: HoursOfDay,
  { today, timeZone, now }: Here,
): BookingTimes {
  const on = parseTypedDay(draft.on, today, 'future')
  const readings = readTypedClock(draft.at)
  const at = on
    ? meantTime(readings, {
        on,
        timeZone,
        now,
        practitioner: hours.find(({ practitionerId }) => practitionerId === draft.practitionerId)?.open ?? [],
        clinic: hours.flatMap(({ open }) => open),
        minutes: service?.minutes ?? 0,
      })
    : null
  const startsAt = on && at ? existingInstantOf(on, at, timeZone) : null
  const endsAt = startsAt && service ? plusMilliseconds(startsAt, service.minutes * MINUTE) : null
  return { on, at, isTime: readings.length > 0, startsAt, endsAt, passedOver: daylightPassedOver(readings, at) }
}

export type BookingReady = {
  readonly patientId: PatientId
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
}

export type BookingCheck =
  | { readonly kind: 'ready'; readonly booking: BookingReady }
  | { readonly kind: 'lacks'; readonly problems: BookingProblems }

/** The first in the order of the panel. */
export function firstProblem(problems: BookingProblems): keyof BookingProblems {
  return BOOKING_FIELDS.find((field) => problems[field] !== undefined) ?? 'patient'
}

/** What is wrong but with the fields that were just changed. */
export function problemsBut(problems: BookingProblems, settled: readonly (keyof BookingProblems)[]): BookingProblems {
  return Object.fromEntries(Object.entries(problems).filter(([key]) => !settled.some((field) => field === key)))
}

/** What is wrong with the typed day and time. */
export function checkTimes(times: BookingTimes): Pick<BookingProblems, 'day' | 'time'> {
  const problems: BookingProblems = {}
  if (!times.on) problems.day = words.calendar.booking.badDay
  if (!times.isTime) problems.time = words.calendar.booking.badTime
  else if (times.on && !times.startsAt) problems.time = words.calendar.booking.noSuchTime
  return problems
}

/** What is wrong with a day or a time as soon as it is left; one that is empty is asked for when saving. */
export function problemLeft(
  field: 'day' | 'time',
  draft: Pick<BookingDraft, 'on' | 'at'>,
  times: BookingTimes,
): string | undefined {
  return draft[field === 'day' ? 'on' : 'at'].trim() === '' ? undefined : checkTimes(times)[field]
}

/** What is missing before the core is asked; the rules of booking itself are the core's. */
export function checkBooking(draft: BookingDraft, times: BookingTimes): BookingCheck {
  const problems: BookingProblems = {}
  if (!draft.patientId) problems.patient = words.calendar.booking.needPatient
  if (!draft.serviceId) problems.service = words.calendar.booking.needService
  if (!draft.practitionerId) problems.practitioner = words.calendar.booking.needPractitioner
  Object.assign(problems, checkTimes(times))
  const { patientId, practitionerId, serviceId } = draft
  if (!patientId || !practitionerId || !serviceId || !times.startsAt) return { kind: 'lacks', problems }
  return { kind: 'ready', booking: { patientId, practitionerId, serviceId, startsAt: times.startsAt } }
}
