import { occupiedSpan } from '../../../shared/domain/appointments.ts'
import { openSpans, isOfferedBy } from '../../../shared/domain/bookingConcerns.ts'
import { freeTimes, type FreeTime, type Lane } from '../../../shared/domain/booking/freeTimes.ts'
import type { ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import { plusMilliseconds, toInstant, type CalendarDay, type Instant } from '../../../shared/domain/time.ts'
import { dayBounds, dayOf, plusDays } from '../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../context.ts'
import { findService, findStaff, listOfferers, listTaken, type ServiceRow } from '../db/booking.ts'
import { readClinic } from '../db/clinic.ts'
import { listStaff } from '../db/staff.ts'
import { listOfferedSpans } from '../db/waitingList.ts'
import { readHours } from './bookingTime.ts'
import { failure } from './serviceError.ts'

/** The desk offers times every so many minutes. */
const STEP_MINUTES = 15
/** Who has no time for longer is asked in another way. */
const LOOKS_AHEAD_DAYS = 180

export type FirstFreeWanted = {
  readonly serviceId: ServiceId
  /** Null for anyone who offers it. */
  readonly practitionerId: StaffId | null
  readonly after: Instant
  readonly most: number
}

/**
 * R6.2: the next free times for a service, within working hours and over nobody's visit or buffer; of those free at one time
 * the clinic's order counts. None within half a year: an empty list.
 * @throws ServiceError NOT_FOUND
 */
export async function readFirstFree({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, wanted: FirstFreeWanted) {
  const service = await findService(db, wanted.serviceId)
  const named = wanted.practitionerId && (await findStaff(db, wanted.practitionerId))
  if (!service || (wanted.practitionerId !== null && named?.has_calendar !== 1)) throw failure('NOT_FOUND')
  const { time_zone: timeZone } = await readClinic(db)
  const practitionerIds = await offerersOf(db, wanted)
  // What begins now is past already.
  const soonest = plusMilliseconds(clock.now(), 1)
  const from = wanted.after > soonest ? wanted.after : soonest
  const found: FreeTime<StaffId>[] = []
  let on = dayOf(from, timeZone)
  const until = plusDays(on, LOOKS_AHEAD_DAYS)
  while (practitionerIds.length > 0 && found.length < wanted.most && on < until) {
    found.push(...(await freeOn(db, { service, practitionerIds, timeZone, on, from, now: clock.now() })))
    on = plusDays(on, 1)
  }
  return found
    .slice(0, wanted.most)
    .map(({ practitionerId, startsAt }) => ({ practitionerId, startsAt: toInstant(startsAt) }))
}

/** Who has a calendar and offers it, in the clinic's order. */
async function offerersOf(db: Db, { serviceId, practitionerId }: FirstFreeWanted): Promise<StaffId[]> {
  const offered = { practitionerIds: await listOfferers(db, serviceId) }
  return (await listStaff(db))
    .filter(({ id, hasCalendar }) => hasCalendar && isOfferedBy<string>(offered, id))
    .map(({ id }) => id)
    .filter((id) => practitionerId === null || id === practitionerId)
}

async function freeOn(
  db: Db,
  {
    service,
    practitionerIds,
    timeZone,
    on,
    from,
    now,
  }: {
    readonly service: ServiceRow
    readonly practitionerIds: readonly StaffId[]
    readonly timeZone: string
    readonly on: CalendarDay
    readonly from: Instant
    readonly now: Instant
  },
): Promise<FreeTime<StaffId>[]> {
  const day = dayBounds(on, timeZone)
  const hours = await readHours(db, on)
  const offered = (await listOfferedSpans(db, practitionerIds, now)).map((span) => ({ ...span, ...occupiedSpan(span) }))
  const taken = Map.groupBy(
    [...(await listTaken(db, practitionerIds, day.startsAt, day.endsAt)), ...offered],
    (each) => each.practitionerId,
  )
  const lanes = practitionerIds.map((practitionerId): Lane<StaffId> => ({
    practitionerId,
    open: openSpans(hours.get(practitionerId)?.open ?? [], on, timeZone).map(spanOf),
    busy: (taken.get(practitionerId) ?? []).map(spanOf),
  }))
  return freeTimes(
    lanes,
    {
      minutes: service.minutes,
      bufferBeforeMinutes: service.buffer_before_minutes,
      bufferAfterMinutes: service.buffer_after_minutes,
    },
    { from: Date.parse(from), until: Date.parse(day.endsAt), stepMinutes: STEP_MINUTES },
  )
}

const spanOf = ({ startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant }) => ({
  from: Date.parse(startsAt),
  to: Date.parse(endsAt),
})
