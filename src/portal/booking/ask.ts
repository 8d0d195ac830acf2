import type { ServiceId, StaffId } from '../../shared/domain/ids.ts'
import { failed, type At, type Failed } from '../accounts.ts'
import type { PortalClient } from '../api.ts'
import { isCode } from '../trouble.ts'
import { wantedIn } from './address.ts'

/** What a clinic has on sale. */
export type Sale = Awaited<ReturnType<PortalClient['booking']['page']>>
export type FreeTimes = Awaited<ReturnType<PortalClient['booking']['freeTimes']>>

/** `withdrawn`: what was asked for is not on sale, or nothing is. */
export type Asked<T> = { readonly kind: 'answer'; readonly answer: T } | { readonly kind: 'withdrawn' } | Failed

export function askSale({ client, clinicId }: At): Promise<Asked<Sale>> {
  return asked(client.booking.page({ clinicId }))
}

/** Whose time, of what service. Ids as they stand in an address or in the catalogue: the endpoint has the last word on them. */
export type FreeOf = { readonly serviceId: string; readonly practitionerId: string | null }

/** @param from a clinic day; null for today */
export function askFreeTimes({ client, clinicId }: At, of: FreeOf, from: string | null, days: number) {
  const wanted = { serviceId: of.serviceId as ServiceId, practitionerId: of.practitionerId as StaffId | null }
  return asked(client.booking.freeTimes({ clinicId, ...wanted, from: from, days }))
}

async function asked<T>(answer: Promise<T>): Promise<Asked<T>> {
  try {
    return { kind: 'answer', answer: await answer }
  } catch (error) {
    return isCode(error, 'NOT_ON_SALE') ? { kind: 'withdrawn' } : failed(error)
  }
}

/** What a booking page asks for while its script is on its way. */
export type BegunBooking = {
  readonly sale: Promise<Asked<Sale>>
  /** Of the service that the address names. */
  readonly first: { readonly serviceId: string; readonly free: Promise<Asked<FreeTimes>> } | null
}

export function beginBooking(at: At): BegunBooking {
  const { serviceId } = wantedIn(location.search)
  return {
    sale: askSale(at),
    first: serviceId === null ? null : { serviceId, free: askFirst(at, serviceId) },
  }
}

/** Whose first free day is when: everybody's who offers the service. */
export function askFirst(at: At, serviceId: string): Promise<Asked<FreeTimes>> {
  return askFreeTimes(at, { serviceId, practitionerId: null }, null, 1)
}
