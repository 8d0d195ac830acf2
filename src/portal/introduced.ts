import type { ClinicProfile } from '../shared/contract/outbox.ts'
import type { ClinicId } from '../shared/domain/ids.ts'
import { introductionMac, isSameMac } from '../shared/envelope/secrets.ts'
import type { OpenLink } from './look.ts'
import type { Introduced } from './redeeming.ts'

/**
 * R11.5: the invitation as the clinic vouches for it under the invitation's secret; null where somebody else put a key, a
 * salt or a greeting in its place. Before a password is asked.
 */
export function introduce(
  { identity, look }: Pick<OpenLink, 'identity' | 'look'>,
  clinicId: ClinicId,
  { recipient, codeSalt }: Pick<ClinicProfile, 'recipient' | 'codeSalt'>,
): Introduced | null {
  const { invitationId, greeting, introduction } = look
  try {
    const wanted = introductionMac(identity, { clinicId, invitationId, recipient, codeSalt, greeting })
    return isSameMac(wanted, introduction) ? { id: invitationId, identity, clinic: recipient, greeting } : null
  } catch {
    // A greeting that is no base64 was not made by the clinic either.
    return null
  }
}
