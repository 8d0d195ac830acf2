import type { FreeTime } from '../../../../shared/contract/portalBooking.ts'
import type { ClinicProfile } from '../../../../shared/contract/outbox.ts'
import { freeTimes, type FreeTimesWithin, type WantedLength } from '../../../../shared/domain/booking/freeTimes.ts'
import type { ServiceOnSale } from '../../../../shared/domain/booking/sale.ts'
import type { AppointmentId, ClinicId, ServiceId, StaffId } from '../../../../shared/domain/ids.ts'
import { MINUTE, toInstant, type Instant } from '../../../../shared/domain/time.ts'
import { dayBounds, dayOf, plusDays } from '../../../../shared/domain/zone.ts'
import { findProfile } from '../../../db/clinics.ts'
import { readLanes, type NumberedLane } from '../../../db/lanes.ts'
import { findSale, type StoredSale } from '../../../db/sales.ts'
import type { Db } from '../../../db/tables.ts'

type DeclaresNotOnSale = { readonly NOT_ON_SALE: () => Error }

export type OnSale = { readonly clinicId: ClinicId; readonly sale: StoredSale; readonly profile: ClinicProfile }

/** @throws NOT_ON_SALE where the clinic sells nothing, or is none */
export async function requireOnSale(db: Db, clinicId: ClinicId, errors: DeclaresNotOnSale): Promise<OnSale> {
  const sale = await findSale(db, clinicId)
  const profile = sale && (await findProfile(db, clinicId))
  if (!sale || !profile) throw errors.NOT_ON_SALE()
  return { clinicId, sale, profile }
}

export type Offered = {
  readonly service: ServiceOnSale
  /** Whoever is wanted and offers it, in the clinic's order. */
  readonly practitionerIds: readonly StaffId[]
}

/** @throws NOT_ON_SALE where the service is withdrawn, or whoever is wanted offers it no more */
export function requireOffered(
  { sale }: OnSale,
  wanted: { readonly serviceId: ServiceId; readonly practitionerId: StaffId | null },
  errors: DeclaresNotOnSale,
): Offered {
  const service = sale.services.find(({ id }) => id === wanted.serviceId)
  const offering = new Set(service?.practitionerIds)
  const practitionerIds = sale.practitioners
    .map(({ id }) => id)
    .filter((id) => offering.has(id) && (wanted.practitionerId === null || id === wanted.practitionerId))
  if (!service || practitionerIds.length === 0) throw errors.NOT_ON_SALE()
  return { service, practitionerIds }
}

/** R6.3: from the notice on until the last day of the horizon ends. */
export function soldWithin({ sale, profile }: OnSale, now: Instant): FreeTimesWithin {
  const { noticeMinutes, horizonDays, stepMinutes } = sale.rules
  const lastOn = plusDays(dayOf(now, profile.timeZone), horizonDays)
  return {
    from: Date.parse(now) + noticeMinutes * MINUTE,
    until: Date.parse(dayBounds(lastOn, profile.timeZone).endsAt),
    stepMinutes,
  }
}

/** Whose time is free at exactly this moment, in the clinic's order. */
export async function freeAt(
  db: Db,
  onSale: OnSale,
  practitionerIds: readonly StaffId[],
  wanted: WantedLength,
  startsAt: Instant,
  { now, exceptId }: { readonly now: Instant; readonly exceptId?: AppointmentId | undefined },
): Promise<NumberedLane[]> {
  const sold = soldWithin(onSale, now)
  const at = Date.parse(startsAt)
  if (at < sold.from || at >= sold.until) return []
  const span = spanAround(at, at + 1, wanted)
  const lanes = await readLanes(db, onSale.clinicId, practitionerIds, { ...span, now, exceptId })
  const free = new Set(
    freeTimes(lanes, wanted, { ...sold, from: at, until: at + 1 }).map(({ practitionerId }) => practitionerId),
  )
  return lanes.filter(({ practitionerId }) => free.has(practitionerId))
}

const MOST_NEXT = 12

/** The next free times from the one that somebody else has. */
export async function nextTimes(
  db: Db,
  onSale: OnSale,
  { practitionerIds, service }: Offered,
  startsAt: Instant,
  now: Instant,
): Promise<FreeTime[]> {
  const sold = soldWithin(onSale, now)
  const within = { ...sold, from: Math.max(sold.from, Date.parse(startsAt)) }
  if (within.from >= within.until) return []
  const span = spanAround(within.from, within.until, service)
  const lanes = await readLanes(db, onSale.clinicId, practitionerIds, { ...span, now })
  return freeTimes(lanes, service, within, MOST_NEXT).slice(0, MOST_NEXT).map(toFreeTime)
}

/** All that bears on times between these two: buffers reach before the first, and visits beyond the last. */
export function spanAround(from: number, until: number, wanted: WantedLength): { from: number; until: number } {
  const { minutes, bufferBeforeMinutes, bufferAfterMinutes } = wanted
  return { from: from - bufferBeforeMinutes * MINUTE, until: until + (minutes + bufferAfterMinutes) * MINUTE }
}

export function toFreeTime(free: { readonly practitionerId: StaffId; readonly startsAt: number }): FreeTime {
  return { practitionerId: free.practitionerId, startsAt: toInstant(free.startsAt) }
}
