import type { AnyContractProcedure } from '@orpc/contract'
import { ORPCError } from '@orpc/server'
import { portalContract } from '../../shared/contract/portal.ts'
import { hashToken } from '../../shared/envelope/secrets.ts'
import { SUPPORTED, type SyncRequest } from '../api/sync/syncRouter.ts'
import type { EndpointContext } from '../context.ts'
import { findDesk } from '../db/clinics.ts'
import { isSessionAlive } from '../db/sessions.ts'

/** What nobody known sends: a registration with its keyring is a tenth of it. */
export const ANONYMOUS_BYTES = 16 * 1024
const SYNC_BYTES = 12 * 1024 * 1024
const PORTAL_BYTES = 4 * 1024 * 1024

/**
 * How many bytes of a call's body are read at most; or why none is, as the contract declares it. A page whose session has
 * ended while a form was filled in must hear so: what it still sends is taken for a moment, and dropped.
 */
export type Admission =
  | { readonly isRead: true; readonly most: number }
  | { readonly isRead: false; readonly isDrained: boolean; readonly because: ORPCError<string, unknown> }

type Authenticating = Pick<EndpointContext, 'db' | 'clock'>

/** R11.7: who sends is asked by path and headers, before the first byte of the body. Pairing alone is anonymous here. */
export async function admitDesk(
  { db }: Authenticating,
  { deskToken, protocol }: SyncRequest,
  path: string,
): Promise<Admission> {
  if (path === '/api/sync/pair') return upTo(ANONYMOUS_BYTES)
  if (!SUPPORTED.some((version) => String(version) === protocol)) {
    return refused('PROTOCOL_UNSUPPORTED', { supported: SUPPORTED })
  }
  const desk = deskToken === null ? null : await findDesk(db, hashToken(deskToken))
  return desk ? upTo(SYNC_BYTES) : refused('UNAUTHORIZED')
}

/** The calls that somebody must be signed in for, as their contract says. */
const SESSION_CALLS: ReadonlySet<string> = new Set(
  Object.entries<Readonly<Record<string, AnyContractProcedure>>>(portalContract).flatMap(([group, calls]) =>
    Object.entries(calls)
      .filter(([, call]) => 'SIGNED_OUT' in call['~orpc'].errorMap)
      .map(([name]) => `/api/portal/${group}/${name}`),
  ),
)

/**
 * R11.7: what is long is read only of whoever is signed in, at whichever clinic; the call itself asks for the right one.
 * @param bodyLength in bytes; null when it is not said
 */
export async function admitPatient(
  { db, clock }: Authenticating,
  sessionToken: string | null,
  path: string,
  bodyLength: number | null,
): Promise<Admission> {
  if (!SESSION_CALLS.has(path)) return upTo(ANONYMOUS_BYTES)
  if (bodyLength !== null && (bodyLength <= ANONYMOUS_BYTES || bodyLength > PORTAL_BYTES)) return upTo(PORTAL_BYTES)
  const isSignedIn = sessionToken !== null && (await isSessionAlive(db, hashToken(sessionToken), clock.now()))
  return isSignedIn ? upTo(PORTAL_BYTES) : refused('SIGNED_OUT')
}

function upTo(most: number): Admission {
  return { isRead: true, most }
}

function refused(code: 'PROTOCOL_UNSUPPORTED' | 'UNAUTHORIZED' | 'SIGNED_OUT', data?: unknown): Admission {
  const status = code === 'SIGNED_OUT' ? { status: 401 } : {}
  return {
    isRead: false,
    isDrained: code === 'SIGNED_OUT',
    because: new ORPCError(code, { defined: true, ...status, data }),
  }
}
