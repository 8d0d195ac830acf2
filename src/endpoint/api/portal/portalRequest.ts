import type { ClinicId, LoginId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import type { EndpointContext } from '../../context.ts'
import { deleteSession, findSession, insertSession, type StoredLogin } from '../../db/logins.ts'
import type { Db } from '../../db/tables.ts'
import { makeToken } from '../../secrets.ts'
import { isWithinLimits } from '../limits.ts'

/** What the host reads from a patient's request, and the one thing that it writes to the answer. */
export type PortalRequest = {
  /** Of whoever calls: for limits, never for the log. */
  readonly address: string
  readonly sessionToken: string | null
  /** Null ends the browser's session. */
  readonly setSessionToken: (token: string | null) => void
}

/** Null when nobody is signed in at this clinic; a session of another clinic is none here. */
export async function currentLogin(
  { db, clock }: EndpointContext,
  { sessionToken }: PortalRequest,
  clinicId: ClinicId,
): Promise<StoredLogin | null> {
  return sessionToken === null ? null : findSession(db, clinicId, hashToken(sessionToken), clock.now())
}

export async function requireSession(
  endpoint: EndpointContext,
  request: PortalRequest,
  clinicId: ClinicId,
  errors: { readonly SIGNED_OUT: () => Error },
): Promise<StoredLogin> {
  const login = await currentLogin(endpoint, request, clinicId)
  if (!login) throw errors.SIGNED_OUT()
  return login
}

/** A new session under a new token; one that the browser had before is over. Hand the token out after the commit. */
export async function startSession(
  db: Db,
  { sessionToken }: PortalRequest,
  clinicId: ClinicId,
  loginId: LoginId,
  now: Instant,
): Promise<string> {
  if (sessionToken !== null) await deleteSession(db, hashToken(sessionToken))
  const token = makeToken()
  await insertSession(db, clinicId, loginId, hashToken(token), now)
  return token
}

export async function requireWithin(
  endpoint: EndpointContext,
  limits: Parameters<typeof isWithinLimits>[1],
  errors: { readonly RATE_LIMITED: (options: { data: { retryAfterSeconds: number } }) => Error },
): Promise<void> {
  const answer = await isWithinLimits(endpoint, limits)
  if (!answer.ok) throw errors.RATE_LIMITED({ data: { retryAfterSeconds: answer.retryAfterSeconds } })
}
