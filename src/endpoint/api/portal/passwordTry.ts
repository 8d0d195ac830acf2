import type { ClinicId, LoginId } from '../../../shared/domain/ids.ts'
import type { PasswordParameters } from '../../../shared/envelope/passwords.ts'
import { findAuth } from '../../db/logins.ts'
import { isDeviceKnown } from '../../db/devices.ts'
import type { EndpointContext } from '../../context.ts'
import { hashDevice, matchesAuth, NO_AUTH_HASH } from '../../secrets.ts'
import { forget, takeBack } from '../limits.ts'
import { deviceGuesses, passwordGuesses, type PasswordGuesses } from './portalLimits.ts'
import { requireRoom, requireWithin, type PortalRequest } from './portalRequest.ts'

/** In a login's place where an e-mail has none, so that looking costs the same. */
const NOBODY = 'nobody'

/** R11.7: the browser's hash at this login, where it has signed in to it before; else null. */
export async function knownDevice(
  { db }: EndpointContext,
  { deviceToken }: PortalRequest,
  clinicId: ClinicId,
  loginId: LoginId | null,
): Promise<string | null> {
  if (deviceToken === null) return null
  const hash = hashDevice(deviceToken, clinicId, loginId ?? NOBODY)
  return (await isDeviceKnown(db, clinicId, loginId ?? NOBODY, hash)) ? hash : null
}

/** What a try at an e-mail's password is counted by, the same whether or not it has a login. */
export async function guessesAt(
  endpoint: EndpointContext,
  request: PortalRequest,
  clinicId: ClinicId,
  emailKey: string,
): Promise<PasswordGuesses> {
  const known = await findAuth(endpoint.db, clinicId, emailKey)
  const device = await knownDevice(endpoint, request, clinicId, known?.id ?? null)
  return device === null ? passwordGuesses(clinicId, emailKey, request.address) : deviceGuesses(device)
}

/** Counts one try, and looks at the password only then. @returns whose it is; null for a wrong one and an unknown e-mail */
export async function tryPassword(
  endpoint: EndpointContext,
  guesses: PasswordGuesses,
  {
    clinicId,
    emailKey,
    authFor,
  }: {
    readonly clinicId: ClinicId
    readonly emailKey: string
    /** What was sent for these parameters of a login; for an e-mail without one, for none. */
    readonly authFor: (own: PasswordParameters | undefined) => string
  },
  errors: Parameters<typeof requireWithin>[2],
): Promise<LoginId | null> {
  // What is over one limit counts on no other: the waiting room's address is not used up by one who cannot remember.
  await requireRoom(endpoint, guesses.all, errors)
  await requireWithin(endpoint, guesses.all, errors)
  const known = await findAuth(endpoint.db, clinicId, emailKey)
  const isRight = matchesAuth(authFor(known?.parameters), known?.authHash ?? NO_AUTH_HASH)
  if (!known || !isRight) return null
  await takeBack(endpoint, guesses.all)
  await forget(endpoint, guesses.own)
  return known.id
}
