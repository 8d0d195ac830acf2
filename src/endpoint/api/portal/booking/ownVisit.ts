import type { BookedVisit } from '../../../../shared/contract/portalBooking.ts'
import { changeableUntil } from '../../../../shared/domain/booking/claims.ts'
import { SALE_RULES } from '../../../../shared/domain/booking/sale.ts'
import type { AppointmentId, ClinicId, LinkId, LoginId, ServiceId } from '../../../../shared/domain/ids.ts'
import { findClaim, type Claim } from '../../../db/claims.ts'
import { heldLinks } from '../../../db/links.ts'
import type { StoredSale } from '../../../db/sales.ts'
import type { Db } from '../../../db/tables.ts'

/** A visit that a login has booked, through a link that it holds. */
export type OwnVisit = Claim & { readonly linkId: LinkId; readonly serviceId: ServiceId }

export function isOwn(claim: Claim, loginId: LoginId, held: readonly { readonly id: LinkId }[]): claim is OwnVisit {
  const isBooked = claim.loginId === loginId && claim.heldUntil === null && claim.serviceId !== null
  return isBooked && held.some(({ id }) => id === claim.linkId)
}

/** @throws NOT_FOUND for what this login did not book, or through a link that has ended; a visit that is off is found */
export async function requireOwn(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  id: AppointmentId,
  errors: { readonly NOT_FOUND: () => Error },
): Promise<OwnVisit> {
  const claim = await findClaim(db, clinicId, id)
  if (!claim || !isOwn(claim, loginId, await heldLinks(db, clinicId, loginId))) throw errors.NOT_FOUND()
  return claim
}

/** @param sale null: nothing is on sale any more, and the usual cut-off holds */
export function toBookedVisit(visit: OwnVisit, sale: StoredSale | null): BookedVisit {
  const { linkId, serviceId, practitionerId, startsAt, endsAt, sequence, isAwaited } = visit
  return {
    appointmentId: visit.id,
    ...{ linkId, serviceId, practitionerId, startsAt, endsAt, sequence, isAwaited },
    changeableUntil: changeableUntil(startsAt, sale?.rules ?? SALE_RULES),
  }
}
