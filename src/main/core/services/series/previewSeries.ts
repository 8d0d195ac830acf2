import type { Occurrence } from '../../../../shared/contract/desk/series.ts'
import { occupiedSpan } from '../../../../shared/domain/appointments.ts'
import { busyMinutes } from '../../../../shared/domain/booking/claims.ts'
import type { ServiceId, StaffId } from '../../../../shared/domain/ids.ts'
import { occurrencesOf, type Recurrence } from '../../../../shared/domain/recurrence/recurrence.ts'
import { MINUTE, plusMilliseconds, type Instant } from '../../../../shared/domain/time.ts'
import type { Acting } from '../../context.ts'
import type { ServiceRow } from '../../db/booking.ts'
import { readClinic } from '../../db/clinic.ts'
import { isOnSale } from '../../db/onlineBooking.ts'
import { weighTime } from '../bookingTime.ts'
import { readFirstFree } from '../firstFree.ts'

export type WantedSeries = {
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  readonly recurrence: Recurrence
}

/** How many free times are looked at until one is none that the series wants itself. */
const LOOKED_AT = 40

/**
 * R6.2: what a series would be, before it is saved: each visit with what is odd about it, and for an odd one the next free time.
 * @throws ServiceError NOT_FOUND
 */
export async function previewSeries(acting: Acting, wanted: WantedSeries) {
  const { db } = acting
  const { practitionerId, serviceId, startsAt, recurrence } = wanted
  const { time_zone: timeZone } = await readClinic(db)
  const { startsAt: times, isCut } = occurrencesOf(recurrence, startsAt, timeZone)
  const occurrences: Occurrence[] = []
  const kept: Instant[] = [...times]
  for (const originallyAt of times) {
    const weighed = await weighTime(db, acting, { practitionerId, serviceId, startsAt: originallyAt })
    const { service, endsAt, concerns, taken } = weighed
    const buffers = {
      bufferBeforeMinutes: service.buffer_before_minutes,
      bufferAfterMinutes: service.buffer_after_minutes,
    }
    const isOdd = concerns.length > 0 || taken !== null
    const nextFreeAt = isOdd ? await nextFree(acting, wanted, originallyAt, { service, kept }) : null
    if (nextFreeAt) kept.push(nextFreeAt)
    occurrences.push({
      ...{ originallyAt, endsAt, concerns, taken, nextFreeAt },
      isOnSale: await isOnSale(db, practitionerId, busyMinutes({ startsAt: originallyAt, endsAt }, buffers)),
    })
  }
  return { occurrences, isCut }
}

async function nextFree(
  acting: Acting,
  { practitionerId, serviceId }: WantedSeries,
  after: Instant,
  { service, kept }: { readonly service: ServiceRow; readonly kept: readonly Instant[] },
): Promise<Instant | null> {
  const free = await readFirstFree(acting, { serviceId, practitionerId, after, most: LOOKED_AT })
  const taken = kept.filter((each) => each !== after).map((each) => spanAt(service, each))
  return (
    free
      .map((each) => each.startsAt)
      .find((at) => {
        const span = spanAt(service, at)
        return !taken.some((each) => span.startsAt < each.endsAt && each.startsAt < span.endsAt)
      }) ?? null
  )
}

function spanAt(service: ServiceRow, startsAt: Instant) {
  return occupiedSpan({
    startsAt,
    endsAt: plusMilliseconds(startsAt, service.minutes * MINUTE),
    bufferBeforeMinutes: service.buffer_before_minutes,
    bufferAfterMinutes: service.buffer_after_minutes,
  })
}
