import { LoginId, type ClinicId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { PasswordParameters } from '../../../shared/envelope/passwords.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import type { EndpointContext } from '../../context.ts'
import type { StoredLogin } from '../../db/logins.ts'

/**
 * A login as it is first stored. Its salt is the one that its e-mail has had all along, whoever asked: a salt that changes
 * would tell that there is a login (R2.4).
 */
export function newLogin(
  { ids, secrets }: Pick<EndpointContext, 'ids' | 'secrets'>,
  input: {
    readonly clinicId: ClinicId
    readonly email: string
    readonly auth: string
    readonly parameters: PasswordParameters
    readonly recipient: string
    readonly keyring: string
    readonly keyringTokenHash: string
  },
): StoredLogin {
  const { clinicId, email, auth, parameters, recipient, keyring, keyringTokenHash } = input
  return {
    id: LoginId.parse(ids()),
    email,
    authHash: hashToken(auth),
    salt: secrets.salt(clinicId, emailKey(email)),
    parameters,
    recipient,
    keyring,
    keyringTokenHash,
    keyringRevision: 1,
  }
}
