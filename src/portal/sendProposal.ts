import type { EventId, LinkId } from '../shared/domain/ids.ts'
import type { ProfileSeen, ProfileValues } from '../shared/domain/profileProposals.ts'
import type { SealedRequest } from '../shared/domain/sealedLetters.ts'
import type { At } from './accounts.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession } from './portal.ts'

type Proposal = {
  /** The same however often it is sent. */
  readonly requestId: EventId
  readonly linkId: LinkId
  readonly patientId: Extract<SealedRequest, { about: 'profile' }>['patientId']
  readonly changes: ProfileValues
  readonly saw: ProfileSeen
}

/** R8.4: sealed to the clinic and to one's own key. Rejects as the call does. */
export async function sendProposal(
  { client, clinicId }: At,
  { keyring }: OpenSession,
  { requestId, linkId, patientId, changes, saw }: Proposal,
): Promise<void> {
  const vault = await loadVault()
  const request: SealedRequest = { format: 1, about: 'profile', patientId, changes, saw, message: '' }
  const letter = await vault.sealLetter(keyring, { clinicId, linkId, kind: 'request.made', id: requestId }, request)
  await client.requests.make({ clinicId, linkId, requestId, ...letter })
}
