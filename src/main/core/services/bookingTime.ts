import { findClash } from '../../../shared/domain/appointments.ts'
import { bookingConcerns, isOfferedBy, type BookingConcern } from '../../../shared/domain/bookingConcerns.ts'
import type { AppointmentId, ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import {
  ClockTime,
  MINUTE,
  minutesBetween,
  plusMilliseconds,
  type CalendarDay,
  type Instant,
} from '../../../shared/domain/time.ts'
import { withoutOff, type OffPart, type WorkingSpan } from '../../../shared/domain/workingHours.ts'
import { dayOf, weekdayOf } from '../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../context.ts'
import { findService, findStaff, listBookedSpans, listOfferers, type ServiceRow } from '../db/booking.ts'
import { readClinic } from '../db/clinic.ts'
import { listHoursOn, listTimeOffOn } from '../db/hours.ts'
import { findChangeable } from '../db/visitChanges.ts'
import { listOfferedSpans } from '../db/waitingList.ts'
import { failure } from './serviceError.ts'

export type WantedTime = {
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  /** The visit that is to be moved there: it keeps its length, and is not in its own way. */
  readonly moving?: AppointmentId | null
  /** Visits that are moved with it: none is in its way where it stands. */
  readonly alongside?: readonly AppointmentId[]
  /** Where it is to end when it does not keep its length. */
  readonly endsAt?: Instant | null
}

type Weighed = {
  readonly service: ServiceRow
  readonly endsAt: Instant
  readonly concerns: BookingConcern[]
  readonly taken: { readonly startsAt: Instant; readonly endsAt: Instant; readonly patientName: string } | null
}

export type DayHours = { readonly open: readonly WorkingSpan[]; readonly off: readonly OffPart[] }

/** R6.1: who works when on a day of the clinic's zone, without their time off; who is not in it is away. */
export async function readHours(db: Db, on: CalendarDay): Promise<ReadonlyMap<string, DayHours>> {
  const spans = Map.groupBy(await listHoursOn(db, on, weekdayOf(on)), (row) => row.practitioner_id)
  const off = Map.groupBy(await listTimeOffOn(db, on), (row) => row.practitioner_id)
  return new Map(
    [...new Set([...spans.keys(), ...off.keys()])].map((practitionerId) => {
      const parts = (off.get(practitionerId) ?? []).map((row) => ({
        from: row.from_time === null ? null : ClockTime.parse(row.from_time),
        to: row.to_time === null ? null : ClockTime.parse(row.to_time),
        word: row.word,
      }))
      const works = (spans.get(practitionerId) ?? []).map((row) => ({
        from: ClockTime.parse(row.from_time),
        to: ClockTime.parse(row.to_time),
      }))
      return [practitionerId, { open: withoutOff(works, parts), off: parts }]
    }),
  )
}

/** What is out of the ordinary about a visit, and whom it would run into (R6.1, R6.4). @throws ServiceError NOT_FOUND */
export async function weighTime(
  db: Db,
  { clock }: Pick<CoreContext, 'clock'>,
  { practitionerId, serviceId, startsAt, moving = null, alongside = [], endsAt: asked = null }: WantedTime,
): Promise<Weighed> {
  const service = await findService(db, serviceId)
  const practitioner = await findStaff(db, practitionerId)
  if (!service || practitioner?.has_calendar !== 1) throw failure('NOT_FOUND')
  const moved = moving && (await findChangeable(db, moving))
  const minutes = moved ? minutesBetween(moved.startsAt, moved.endsAt) : service.minutes
  const endsAt = asked ?? plusMilliseconds(startsAt, minutes * MINUTE)
  const { time_zone: timeZone } = await readClinic(db)
  const on = dayOf(startsAt, timeZone)
  const concerns = bookingConcerns(
    { startsAt, endsAt, on },
    {
      timeZone,
      now: clock.now(),
      ...((await readHours(db, on)).get(practitionerId) ?? { open: [], off: [] }),
      isOffered: isOfferedBy<string>({ practitionerIds: await listOfferers(db, serviceId) }, practitionerId),
      isWithdrawn: service.withdrawn_at !== null && moved === null,
    },
  )
  return {
    service,
    endsAt,
    concerns,
    taken: await findTaken(
      db,
      service,
      { practitionerId, startsAt, endsAt },
      { except: [...(moving ? [moving] : []), ...alongside], now: clock.now() },
    ),
  }
}

/** R6.4: whom a visit of this service would run into, or whom its time is kept for (R6.2). @param except the visit itself, and those that are moved with it */
export async function findTaken(
  db: Db,
  service: ServiceRow,
  { practitionerId, startsAt, endsAt }: { practitionerId: StaffId; startsAt: Instant; endsAt: Instant },
  { except, now }: { readonly except: readonly AppointmentId[]; readonly now: Instant },
): Promise<Weighed['taken']> {
  const wanted = {
    startsAt,
    endsAt,
    bufferBeforeMinutes: service.buffer_before_minutes,
    bufferAfterMinutes: service.buffer_after_minutes,
  }
  const booked = await listBookedSpans(db, practitionerId, startsAt, endsAt, except)
  const clash = findClash(wanted, [...booked, ...(await listOfferedSpans(db, [practitionerId], now))])
  return clash && { startsAt: clash.startsAt, endsAt: clash.endsAt, patientName: clash.patientName }
}

/**
 * R6.4, in the transaction that books or moves: of two at once one gets the time, and nothing out of the ordinary is booked that
 * the person was not told of.
 * @throws ServiceError NOT_FOUND, OUT_OF_THE_ORDINARY, TIME_TAKEN
 */
export async function checkTime(
  db: Db,
  context: Pick<CoreContext, 'clock'>,
  booking: WantedTime & {
    readonly despite: readonly BookingConcern['kind'][]
    readonly overbookReason: string | null
  },
): Promise<Weighed> {
  const weighed = await weighTime(db, context, booking)
  const { concerns, taken } = weighed
  if (concerns.some(({ kind }) => !booking.despite.includes(kind))) throw failure('OUT_OF_THE_ORDINARY', { concerns })
  if (taken && booking.overbookReason === null) throw failure('TIME_TAKEN', { ...taken, next: [] })
  return weighed
}
