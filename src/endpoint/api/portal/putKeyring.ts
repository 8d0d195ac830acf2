import type { ClinicId, LoginId } from '../../../shared/domain/ids.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { setKeyring, type KeyringChange } from '../../db/logins.ts'
import type { Tx } from '../../db/tables.ts'

type Input = {
  readonly keyring: string
  readonly keyringToken: string
  readonly seenRevision: number
  readonly grown?: KeyringChange['grown']
}
type Errors = { readonly KEYRING_MOVED: () => Error; readonly KEYRING_REFUSED: () => Error }

/** R11.5: a keyring is overwritten by whoever has its password, and by nobody who only has a session's cookie. */
export async function putKeyring(
  tx: Tx,
  clinicId: ClinicId,
  id: LoginId,
  { keyring, keyringToken, seenRevision, grown }: Input,
  errors: Errors,
): Promise<number> {
  const change = { keyring, tokenHash: hashToken(keyringToken), seenRevision, ...(grown && { grown }) }
  const revision = await setKeyring(tx, clinicId, id, change)
  if (revision === 'refused') throw errors.KEYRING_REFUSED()
  if (revision === 'moved') throw errors.KEYRING_MOVED()
  return revision
}
