import { PatientId } from '../../../../shared/domain/ids.ts'
import { expiryWithExtraDay, isUnredeemed } from '../../../../shared/domain/invitations.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { extraDayMac, isSameMac } from '../../../../shared/envelope/secrets.ts'
import { readClinic } from '../../db/clinic.ts'
import { findInvitation, updateInvitation } from '../../db/invitations.ts'
import { passOver, type InRoom } from '../inRoom.ts'
import { markRecordsDue } from '../out/recordsPut.ts'

/**
 * R4.2, R11.5: the patient's one extra day, believed of whoever has the invitation's secret and of nobody else; from when on is
 * the endpoint's word, and never later than now. What its invitee may see went when it expired, and goes there once more.
 */
export const invitationDayTaken: InRoom<'invitation.dayTaken', never> = {
  kind: 'invitation.dayTaken',
  apply: async (tx, context, event) => {
    const { invitationId, by, mac } = event.body
    const invitation = await findInvitation(tx, invitationId)
    if (!invitation) return passOver(context, event, 'unknownInvitation')
    const secret = by === 'code' ? invitation.code_secret : invitation.secret
    const { id: clinicId } = await readClinic(tx)
    if (secret === null || !isSameMac(mac, extraDayMac(secret, clinicId))) return passOver(context, event, 'notProven')
    if (invitation.kind !== 'form' || !isUnredeemed(invitation.state) || invitation.extra_day_at !== null) return []
    const now = context.clock.now()
    const takenAt = event.at > now ? now : event.at
    await updateInvitation(tx, invitationId, {
      extra_day_at: takenAt,
      expires_at: expiryWithExtraDay(Instant.parse(invitation.expires_at), takenAt),
    })
    await markRecordsDue(tx, context, PatientId.parse(invitation.patient_id))
    return ['invitations', 'forms', 'outbox']
  },
}
