import { PatientId, type ClinicId, type LinkId, type LoginId } from '../../../../shared/domain/ids.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { EndpointContext } from '../../../context.ts'
import { countUnproven, insertBookedLogin } from '../../../db/bookedLogins.ts'
import { claimsToCome } from '../../../db/claims.ts'
import { findLink, heldLinks, insertLink } from '../../../db/links.ts'
import type { StoredLogin } from '../../../db/logins.ts'
import type { Tx } from '../../../db/tables.ts'
import { isWithinLimits } from '../../limits.ts'
import { MOST_UNPROVEN_TO_COME, newlyHeld, unprovenBookings, type Counted } from '../portalLimits.ts'

/** Who books: somebody new, whose login is made with it, or whoever is signed in. */
export type Booker =
  | { readonly kind: 'new'; readonly login: StoredLogin; readonly confirmTokenHash: string }
  | { readonly kind: 'signedIn'; readonly login: StoredLogin; readonly isProven: boolean }

type Declares = {
  readonly RATE_LIMITED: (options: { data: { retryAfterSeconds: number } }) => Error
  readonly TOO_MANY_OPEN: (options: { data: { most: number } }) => Error
  readonly NOT_FOUND: () => Error
}

type Booking = { readonly clinicId: ClinicId; readonly address: string; readonly now: Instant }

const HOUR_SECONDS = 3_600

export function isProvenBooker(booker: Booker): boolean {
  return booker.kind === 'signedIn' && booker.isProven
}

/**
 * In the transaction of the booking, and undone with it. After the clinic's row is locked, so that what is counted is what
 * there is. @throws RATE_LIMITED, TOO_MANY_OPEN
 */
export async function requireMayBook(
  endpoint: EndpointContext,
  tx: Tx,
  booker: Booker,
  { clinicId, address, now, mostOpen }: Booking & { readonly mostOpen: number },
  errors: Declares,
): Promise<void> {
  if (booker.kind === 'signedIn') {
    const open = await claimsToCome(tx, clinicId, booker.login.id, now)
    if (open.length >= mostOpen) throw errors.TOO_MANY_OPEN({ data: { most: mostOpen } })
  }
  if (isProvenBooker(booker)) return
  if ((await countUnproven(tx, clinicId, now)) >= MOST_UNPROVEN_TO_COME) {
    throw errors.RATE_LIMITED({ data: { retryAfterSeconds: HOUR_SECONDS } })
  }
  await requireCounted(endpoint, tx, unprovenBookings(clinicId, address), errors)
}

/**
 * The link by which the booker holds whom the visit is for: one that they have, or a new one, limited, to a patient of whom
 * nothing is known yet (R2.1, R5.2). The page names a new link, so that it can seal under it; nobody's is taken by that.
 * @throws NOT_FOUND for another's link, or one that has ended
 */
export async function linkOf(
  endpoint: EndpointContext,
  tx: Tx,
  booker: Booker,
  linkId: LinkId,
  { clinicId, now }: Booking,
  errors: Declares,
): Promise<{ readonly patientId: PatientId; readonly isNewLink: boolean }> {
  const { login } = booker
  const known = await findLink(tx, clinicId, linkId)
  if (known) {
    const held = await heldThrough(tx, clinicId, login.id, linkId)
    if (booker.kind === 'new' || held === null) throw errors.NOT_FOUND()
    return { patientId: held, isNewLink: false }
  }
  if (booker.kind === 'new') await insertBookedLogin(tx, clinicId, login, booker.confirmTokenHash, now)
  else await requireCounted(endpoint, tx, [newlyHeld(clinicId, login.id)], errors)
  const patientId = PatientId.parse(endpoint.ids())
  await insertLink(tx, clinicId, login.id, { id: linkId, patientId, level: 'limited' }, now)
  return { patientId, isNewLink: true }
}

async function heldThrough(tx: Tx, clinicId: ClinicId, loginId: LoginId, linkId: LinkId): Promise<PatientId | null> {
  return (await heldLinks(tx, clinicId, loginId)).find(({ id }) => id === linkId)?.patientId ?? null
}

async function requireCounted(
  { clock, secrets }: EndpointContext,
  tx: Tx,
  limits: readonly Counted[],
  errors: Pick<Declares, 'RATE_LIMITED'>,
): Promise<void> {
  const answer = await isWithinLimits({ clock, secrets, db: tx }, limits)
  if (!answer.ok) throw errors.RATE_LIMITED({ data: { retryAfterSeconds: answer.retryAfterSeconds } })
}
