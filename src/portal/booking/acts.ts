import type { BookedVisit, FreeTime } from '../../shared/contract/portalBooking.ts'
import type { LinkId, ServiceId, StaffId } from '../../shared/domain/ids.ts'
import type { SealedBooking, SealedVisitChange, TypedPerson } from '../../shared/domain/sealedLetters.ts'
import { deriveKeys, failed, newestOf, sessionAfterRegistering, type At, type Failed } from '../accounts.ts'
import { loadVault } from '../loadVault.ts'
import type { OpenSession, Session } from '../portal.ts'
import { isCode } from '../trouble.ts'
import { property } from '../views/property.ts'
import type { Held } from './kept.ts'

/** Somebody was faster; these are the next that are free. */
type Taken = { readonly kind: 'taken'; readonly next: readonly FreeTime[] }
/** What was wanted is no longer on sale. */
type Withdrawn = { readonly kind: 'withdrawn' }
type SignedOut = { readonly kind: 'signedOut' }

/** Minutes that a time is held (R6.3). */
const HOLD_MILLISECONDS = 10 * 60_000

export type HoldResult = { readonly kind: 'held'; readonly held: Held } | Taken | Withdrawn | Failed

export type WantedTime = {
  readonly serviceId: ServiceId
  /** Null for anyone. */
  readonly practitionerId: StaffId | null
  readonly startsAt: FreeTime['startsAt']
}

/**
 * Holds a time, and gives back in the same act what this tab held before.
 * @param newLinkId of a link to come
 * @param now in milliseconds, by this device's clock
 */
export async function hold(
  { client, clinicId }: At,
  wanted: WantedTime,
  before: Held | null,
  { newLinkId, now }: { readonly newLinkId: LinkId; readonly now: () => number },
): Promise<HoldResult> {
  const replaces = before && { appointmentId: before.appointmentId, token: before.token }
  try {
    const answer = await client.booking.hold({ clinicId, ...wanted, replaces })
    const endsHereAt = now() + HOLD_MILLISECONDS
    return { kind: 'held', held: { ...answer, serviceId: wanted.serviceId, newLinkId, endsHereAt } }
  } catch (error) {
    return takenOrWithdrawn(error) ?? failed(error)
  }
}

export type BookResult =
  | { readonly kind: 'booked'; readonly visit: BookedVisit; readonly session: Session | null }
  | Taken
  | Withdrawn
  | SignedOut
  | { readonly kind: 'tooMany'; readonly most: number }
  | Failed

/** What is booked, but for who comes. */
export type Booking = Pick<SealedBooking, 'reason' | 'hasBeenHere'> & { readonly held: Held }

/**
 * R2.1: books for somebody new and makes their login in the same act; its session is open at once, where the browser keeps
 * one.
 * @param clinic the recipient that the page's address named, or else the endpoint (decision 0034)
 */
export async function bookAsNew(
  at: At,
  booking: Booking,
  person: TypedPerson,
  { email, password, clinic }: { readonly email: string; readonly password: string; readonly clinic: string },
): Promise<BookResult> {
  try {
    const { auth, wrap, parameters } = await newestOf(await deriveKeys(at, email, password))
    const vault = await loadVault()
    const { keyring, recipient } = await vault.newKeyring({ email, clinic, invitation: null })
    const login = {
      email,
      auth,
      parameters,
      recipient,
      keyring: await vault.sealKeyring(keyring, wrap),
      keyringTokenHash: vault.hashToken(vault.keyringToken(wrap)),
    }
    const { newLinkId: linkId } = booking.held
    const letter = await vault.sealLetter(keyring, ...bookingLetter(at, linkId, booking, { person, email }))
    const visit = await at.client.booking.book({ ...bookCall(at, booking.held), linkId, login, ...letter })
    return { kind: 'booked', visit, session: await sessionAfterRegistering(at, wrap).catch(() => null) }
  } catch (error) {
    return notBooked(error)
  }
}

/**
 * Books with the login that is signed in (R5.2).
 * @param forWhom a link that the login holds, or somebody new
 */
export async function bookSignedIn(
  at: At,
  { keyring }: OpenSession,
  booking: Booking,
  forWhom: { readonly linkId: LinkId } | { readonly person: TypedPerson },
): Promise<BookResult> {
  try {
    const vault = await loadVault()
    const linkId = 'linkId' in forWhom ? forWhom.linkId : booking.held.newLinkId
    const who = { person: 'person' in forWhom ? forWhom.person : null, email: keyring.email }
    const letter = await vault.sealLetter(keyring, ...bookingLetter(at, linkId, booking, who))
    const visit = await at.client.booking.book({ ...bookCall(at, booking.held), linkId, login: null, ...letter })
    return { kind: 'booked', visit, session: null }
  } catch (error) {
    return notBooked(error)
  }
}

function bookCall({ clinicId }: At, { appointmentId, token }: Held) {
  return { clinicId, appointmentId, token }
}

function bookingLetter(
  { clinicId }: At,
  linkId: LinkId,
  { held, reason, hasBeenHere }: Booking,
  who: Pick<SealedBooking, 'person' | 'email'>,
) {
  const { appointmentId, practitionerId, startsAt } = held
  const letter: SealedBooking = {
    format: 1,
    appointmentId,
    // An id of the catalogue when it was held; brands are for what comes over the wire.
    serviceId: held.serviceId as ServiceId,
    practitionerId,
    startsAt,
    ...who,
    reason: reason.trim(),
    hasBeenHere,
  }
  return [{ clinicId, linkId, kind: 'visit.booked', id: appointmentId } as const, letter] as const
}

function notBooked(error: unknown): BookResult {
  if (isCode(error, 'SIGNED_OUT')) return { kind: 'signedOut' }
  // The endpoint knows nothing of the hold any more: another time, then.
  if (isCode(error, 'NOT_FOUND')) return { kind: 'taken', next: [] }
  if (isCode(error, 'TOO_MANY_OPEN')) {
    const most = property(property(error, 'data'), 'most')
    return { kind: 'tooMany', most: typeof most === 'number' ? most : 1 }
  }
  return takenOrWithdrawn(error) ?? failed(error)
}

/** A visit of one's own, to be changed. */
export type OwnVisit = Pick<BookedVisit, 'appointmentId' | 'linkId' | 'sequence'>

export type MoveResult =
  | { readonly kind: 'moved'; readonly visit: BookedVisit }
  | Taken
  | Withdrawn
  | SignedOut
  | { readonly kind: 'tooLate' }
  | Failed

/** Takes the new time and gives the old one back, or does neither (R6.3). */
export async function move(
  at: At,
  session: OpenSession,
  visit: OwnVisit,
  to: { readonly practitionerId: StaffId; readonly startsAt: FreeTime['startsAt'] },
): Promise<MoveResult> {
  try {
    const letter = await changeLetter(at, session, visit, { to, reason: '' })
    const { appointmentId } = visit
    const moved = await at.client.booking.move({ clinicId: at.clinicId, appointmentId, ...to, ...letter })
    return { kind: 'moved', visit: moved }
  } catch (error) {
    return takenOrWithdrawn(error) ?? notChanged(error)
  }
}

export type CancelResult =
  { readonly kind: 'cancelled'; readonly at: string } | SignedOut | { readonly kind: 'tooLate' } | Failed

export async function cancel(at: At, session: OpenSession, visit: OwnVisit, reason: string): Promise<CancelResult> {
  try {
    const letter = await changeLetter(at, session, visit, { to: null, reason: reason.trim() })
    const { appointmentId } = visit
    const { cancelledAt } = await at.client.booking.cancel({ clinicId: at.clinicId, appointmentId, ...letter })
    return { kind: 'cancelled', at: cancelledAt }
  } catch (error) {
    return notChanged(error)
  }
}

async function changeLetter(
  { clinicId }: At,
  { keyring }: OpenSession,
  { appointmentId, linkId, sequence }: OwnVisit,
  change: Pick<SealedVisitChange, 'to' | 'reason'>,
) {
  const vault = await loadVault()
  const letter: SealedVisitChange = { format: 1, appointmentId, seenSequence: sequence, ...change }
  const kind = change.to === null ? 'visit.cancelled' : 'visit.moved'
  return vault.sealLetter(keyring, { clinicId, linkId, kind, id: appointmentId }, letter)
}

function notChanged(error: unknown): SignedOut | { readonly kind: 'tooLate' } | Failed {
  if (isCode(error, 'SIGNED_OUT')) return { kind: 'signedOut' }
  return isCode(error, 'TOO_LATE') || isCode(error, 'NOT_FOUND') ? { kind: 'tooLate' } : failed(error)
}

function takenOrWithdrawn(error: unknown): Taken | Withdrawn | null {
  if (isCode(error, 'NOT_ON_SALE')) return { kind: 'withdrawn' }
  if (!isCode(error, 'TIME_TAKEN')) return null
  const next = property(property(error, 'data'), 'next')
  return { kind: 'taken', next: Array.isArray(next) ? next.filter(isFreeTime) : [] }
}

/** Errors are held against no schema: what they name is read by hand. */
function isFreeTime(value: unknown): value is FreeTime {
  const startsAt = property(value, 'startsAt')
  return typeof property(value, 'practitionerId') === 'string' && !Number.isNaN(Date.parse(String(startsAt)))
}
