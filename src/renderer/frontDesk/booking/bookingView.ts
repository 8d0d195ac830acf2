import type { Service } from '../../../shared/contract/desk/calendar.ts'
import type { PatientId, ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import {
  MINUTE,
  plusMilliseconds,
  type CalendarDay,
  type ClockTime,
  type Instant,
} from '../../../shared/domain/time.ts'
import { existingInstantOf, parseTypedClock } from '../../format/typedClock.ts'
import { parseTypedDay } from '../../format/typedDay.ts'
import type { BookingDraft } from '../../state/deskStore.ts'
import { words } from '../../words/words.ts'

export type BookingProblems = Partial<Record<'patient' | 'service' | 'practitioner' | 'day' | 'time', string>>

export type BookingTimes = {
  readonly on: CalendarDay | null
  readonly at: ClockTime | null
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
}

/** What the typed day and time come to; `endsAt` once the service is known. */
export function timesOf(
  draft: Pick<BookingDraft, 'on' | 'at'>,
  service: Service | null,
  today: CalendarDay,
  timeZone: string,
): BookingTimes {
  const on = parseTypedDay(draft.on, today, 'future')
  const at = parseTypedClock(draft.at)
  const startsAt = on && at ? existingInstantOf(on, at, timeZone) : null
  return { on, at, startsAt, endsAt: startsAt && service ? plusMilliseconds(startsAt, service.minutes * MINUTE) : null }
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

/** What is missing before the core is asked; the rules of booking itself are the core's. */
export function checkBooking(draft: BookingDraft, times: BookingTimes): BookingCheck {
  const problems: BookingProblems = {}
  if (!draft.patientId) problems.patient = words.calendar.booking.needPatient
  if (!draft.serviceId) problems.service = words.calendar.booking.needService
  if (!draft.practitionerId) problems.practitioner = words.calendar.booking.needPractitioner
  if (!times.on) problems.day = words.calendar.booking.badDay
  if (!times.at) problems.time = words.calendar.booking.badTime
  else if (times.on && !times.startsAt) problems.time = words.calendar.booking.noSuchTime
  const { patientId, practitionerId, serviceId } = draft
  if (!patientId || !practitionerId || !serviceId || !times.startsAt) return { kind: 'lacks', problems }
  return { kind: 'ready', booking: { patientId, practitionerId, serviceId, startsAt: times.startsAt } }
}
