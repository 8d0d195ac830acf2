import type { EventId, LinkId } from '../../shared/domain/ids.ts'
import type { SealedRequest } from '../../shared/domain/sealedLetters.ts'
import { failed, type At, type Failed } from '../accounts.ts'
import { loadVault } from '../loadVault.ts'
import type { OpenSession } from '../portal.ts'
import { isCode } from '../trouble.ts'

export type Waiting = Omit<Extract<SealedRequest, { about: 'waiting' }>, 'format' | 'about'>

export type AskResult = { readonly kind: 'asked' | 'signedOut' } | Failed

/**
 * R6.2: asks to be on the waiting list, sealed to the clinic and to oneself: the endpoint learns that something was asked, and not what.
 * @param requestId the same however often it is tried
 */
export async function askToWait(
  { client, clinicId }: At,
  { keyring }: OpenSession,
  waiting: Waiting,
  { linkId, requestId }: { readonly linkId: LinkId; readonly requestId: EventId },
): Promise<AskResult> {
  try {
    const vault = await loadVault()
    const request: SealedRequest = { format: 1, about: 'waiting', ...waiting }
    const letter = await vault.sealLetter(keyring, { clinicId, linkId, kind: 'request.made', id: requestId }, request)
    await client.requests.make({ clinicId, linkId, requestId, ...letter })
    return { kind: 'asked' }
  } catch (error) {
    return isCode(error, 'SIGNED_OUT') ? { kind: 'signedOut' } : failed(error)
  }
}
