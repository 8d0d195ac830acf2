import type { ClinicId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { PasswordParameters } from '../../../shared/envelope/passwords.ts'
import type { EndpointContext } from '../../context.ts'
import type { StoredLogin } from '../../db/logins.ts'
import { guessesAt, tryPassword } from './passwordTry.ts'
import type { PortalRequest } from './portalRequest.ts'
import { generationOf } from './session.ts'

type Tried = { readonly clinicId: ClinicId; readonly login: StoredLogin; readonly auths: readonly string[] }

/** Of whoever is signed in, once more. @throws WRONG_EMAIL_OR_PASSWORD, RATE_LIMITED */
export async function requirePassword(
  endpoint: EndpointContext,
  request: PortalRequest,
  { clinicId, login, auths }: Tried,
  errors: Parameters<typeof tryPassword>[3] & { readonly WRONG_EMAIL_OR_PASSWORD: () => Error },
): Promise<void> {
  const key = emailKey(login.email)
  const authFor = (own: PasswordParameters | undefined): string =>
    auths[generationOf(endpoint.passwordGenerations, own)] ?? ''
  const guesses = await guessesAt(endpoint, request, clinicId, key)
  const tried = await tryPassword(endpoint, guesses, { clinicId, emailKey: key, authFor }, errors)
  if (tried !== login.id) throw errors.WRONG_EMAIL_OR_PASSWORD()
}
