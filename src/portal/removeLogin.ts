import { v7 } from 'uuid'
import type { EventId } from '../shared/domain/ids.ts'
import type { SealedRequest } from '../shared/domain/sealedLetters.ts'
import { deriveKeys, failed, type At, type Failed } from './accounts.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession } from './portal.ts'
import { forgetWrap } from './tab.ts'
import { isCode } from './trouble.ts'

/**
 * The login is gone, with its keys, and the clinic is told of each person that it held, in one act.
 * `wrong`: this is not the login's password.
 */
export async function removeLogin(
  at: At,
  { login, keyring, wrap }: OpenSession,
  password: string,
): Promise<{ readonly kind: 'gone' } | { readonly kind: 'wrong' } | Failed> {
  const { client, clinicId } = at
  try {
    const vault = await loadVault()
    const generations = await deriveKeys(at, login.email, password)
    if (!generations.some((each) => each.wrap === wrap)) return { kind: 'wrong' }
    const { links } = await client.records.list({ clinicId })
    const letters = await Promise.all(
      links.map(async ({ id: linkId, patientId }) => {
        // Checked to be an id where it is made; the brand is for what comes over the wire.
        const requestId = v7() as EventId
        const letter: SealedRequest = { format: 1, about: 'leave', patientId, message: '' }
        const claim = { clinicId, linkId, kind: 'request.made', id: requestId } as const
        return { linkId, requestId, ...(await vault.sealLetter(keyring, claim, letter)) }
      }),
    )
    await client.account.remove({ clinicId, auths: generations.map(({ auth }) => auth), letters })
    forgetWrap(clinicId)
    return { kind: 'gone' }
  } catch (error) {
    return isCode(error, 'WRONG_EMAIL_OR_PASSWORD') ? { kind: 'wrong' } : failed(error)
  }
}
