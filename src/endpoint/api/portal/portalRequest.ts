import type { BrowserDevice } from '../../../shared/domain/browserDevice.ts'
import type { ClinicId, LoginId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import type { EndpointContext } from '../../context.ts'
import { isProven } from '../../db/bookedLogins.ts'
import { noteDevice } from '../../db/devices.ts'
import type { StoredLogin } from '../../db/logins.ts'
import { deleteSession, findSession, insertSession } from '../../db/sessions.ts'
import type { Db } from '../../db/tables.ts'
import { hashDevice, makeToken } from '../../secrets.ts'
import { hasRoom, isWithinLimits } from '../limits.ts'
import { sentBy } from './portalLimits.ts'

/** What the host reads from a patient's request, and the one thing that it writes to the answer. */
export type PortalRequest = {
  /** Of whoever calls: for limits, never for the log. */
  readonly address: string
  readonly sessionToken: string | null
  /** Null ends the browser's session. */
  readonly setSessionToken: (token: string | null) => void
  /** What the browser is known by at the logins that it has signed in to; outlives sessions (R11.7). */
  readonly deviceToken: string | null
  readonly setDeviceToken: (token: string) => void
  /** What kind of browser it says that it is. */
  readonly device: BrowserDevice
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

/**
 * A new session under a new token; one that the browser had before is over. The browser is one that this login knows from
 * now on. @returns what hands the tokens out, after the commit
 */
export async function startSession(
  db: Db,
  request: PortalRequest,
  clinicId: ClinicId,
  loginId: LoginId,
  now: Instant,
): Promise<() => void> {
  if (request.sessionToken !== null) await deleteSession(db, hashToken(request.sessionToken))
  const sessionToken = makeToken()
  await insertSession(db, clinicId, loginId, { tokenHash: hashToken(sessionToken), device: request.device }, now)
  const deviceToken = request.deviceToken ?? makeToken()
  await noteDevice(db, clinicId, loginId, hashDevice(deviceToken, clinicId, loginId), now)
  return () => {
    request.setSessionToken(sessionToken)
    request.setDeviceToken(deviceToken)
  }
}

/** Counts nothing, and refuses where counting one more would. */
export async function requireRoom(
  endpoint: EndpointContext,
  limits: Parameters<typeof isWithinLimits>[1],
  errors: Parameters<typeof requireWithin>[2],
): Promise<void> {
  for (const { key, limit } of limits) {
    const room = await hasRoom(endpoint, key, limit)
    if (!room.ok) throw errors.RATE_LIMITED({ data: { retryAfterSeconds: room.retryAfterSeconds } })
  }
}

/** @throws RATE_LIMITED */
export async function requireMaySend(
  endpoint: EndpointContext,
  clinicId: ClinicId,
  loginId: LoginId,
  errors: Parameters<typeof requireWithin>[2],
): Promise<void> {
  await requireWithin(endpoint, sentBy(clinicId, loginId, await isProven(endpoint.db, clinicId, loginId)), errors)
}

export async function requireWithin(
  endpoint: EndpointContext,
  limits: Parameters<typeof isWithinLimits>[1],
  errors: { readonly RATE_LIMITED: (options: { data: { retryAfterSeconds: number } }) => Error },
): Promise<void> {
  const answer = await isWithinLimits(endpoint, limits)
  if (!answer.ok) throw errors.RATE_LIMITED({ data: { retryAfterSeconds: answer.retryAfterSeconds } })
}
