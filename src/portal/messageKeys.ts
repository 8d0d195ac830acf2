import type { PortalMessage, SentMessage } from '../shared/contract/portal.ts'
import { GivenMessage, SealedMessage } from '../shared/domain/messages.ts'
import type { Keyring } from '../shared/envelope/keyring.ts'
import { letterMac, messageMac, openMessageMac } from '../shared/envelope/pair.ts'
import { isSameMac } from '../shared/envelope/secrets.ts'
import { mayBeOf, openOrNull, pairWithClinic } from './keys.ts'

type Place = { readonly clinicId: string; readonly linkId: string; readonly patientId: string }

/** R11.5: a message that the clinic made for this link, or for the invitation that brought it; null for any other. */
export async function openGiven(
  keyring: Keyring,
  { clinicId, linkId, patientId }: Place,
  { id, owner, macs, sealed }: Pick<PortalMessage, 'id' | 'owner' | 'macs' | 'sealed'>,
): Promise<GivenMessage | null> {
  const claim = { clinicId, owner, messageId: id }
  const invitation = keyring.invitations.find((each) => each.id === owner.id)
  const wanted = async () => {
    if (owner.kind === 'link')
      return owner.id === linkId ? messageMac(await pairWithClinic(keyring), claim, sealed) : null
    const isVouched = invitation?.patientId === patientId && mayBeOf(keyring, owner, patientId)
    return isVouched ? openMessageMac(invitation.identity, claim, sealed) : null
  }
  // What is no age file in base64 was made by nobody.
  const mac = await wanted().catch(() => null)
  if (mac === null || !macs.some((each) => isSameMac(each, mac))) return null
  const identities = [keyring.identity, ...(invitation ? [invitation.identity] : [])]
  const given = await openOrNull(sealed, identities, GivenMessage)
  return given?.messageId === id ? given : null
}

/** What one sent oneself and the clinic has not fetched yet; null for what nobody of this login wrote. */
export async function openSent(
  keyring: Keyring,
  { clinicId, linkId }: Place,
  { id, sealed, mac }: SentMessage,
): Promise<SealedMessage | null> {
  const claim = { clinicId, linkId, kind: 'message.sent', id } as const
  const wanted = await pairWithClinic(keyring)
    .then((pair) => letterMac(pair, claim, sealed))
    .catch(() => null)
  if (wanted === null || !isSameMac(mac, wanted)) return null
  const sent = await openOrNull(sealed, [keyring.identity], SealedMessage)
  return sent?.messageId === id ? sent : null
}
