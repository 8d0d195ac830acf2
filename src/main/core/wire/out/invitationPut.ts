import { z } from 'zod'
import { InvitationId, PatientId } from '../../../../shared/domain/ids.ts'
import { FORM_SUBMIT_DAYS } from '../../../../shared/domain/invitations.ts'
import type { Greeting } from '../../../../shared/domain/sealedLetters.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { renewableAs } from '../../../../shared/domain/verifiedEmails.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { hashToken, introductionMac, redeemToken, renewalKey, renewalMac } from '../../../../shared/envelope/secrets.ts'
import { readClinic } from '../../db/clinic.ts'
import { findGreetingFacts, findInvitation, recipientsOf } from '../../db/invitations.ts'
import { listSentTo } from '../../db/redemptions.ts'
import type { OutRoom } from '../outRoom.ts'

/**
 * An invitation as the endpoint keeps it (R4.3, R4.5): hashes of what the secret and the code give, never those
 * themselves (R11.2), the sealed greeting (R4.7), and what tells the invitee that it is this clinic’s (R11.5).
 */
export const invitationPut: OutRoom<{ readonly id: InvitationId }> = {
  kind: 'invitation.put',
  pending: z.object({ id: InvitationId }),
  subjectOf: ({ id }) => id,
  prepare: async ({ db }, { id }) => {
    const row = await findInvitation(db, id)
    if (!row) throw new Error('The invitation is gone')
    const { givenName, invitedByName } = await findGreetingFacts(db, row)
    const clinic = await readClinic(db)
    const patientId = PatientId.parse(row.patient_id)
    const greeting = await sealJson(
      {
        format: 2,
        patientId,
        clinicName: clinic.name,
        clinicPhone: clinic.phone,
        givenName,
        email: row.email,
        invitedByName,
      } satisfies Greeting,
      recipientsOf(row),
    )
    const renewable = renewableAs(row.kind, await listSentTo(db, id))
    const introduction = {
      clinicId: clinic.id,
      invitationId: id,
      recipient: clinic.recipient,
      codeSalt: clinic.code_salt,
      greeting,
    }
    return {
      kind: 'push',
      bodies: [
        {
          kind: 'invitation.put',
          id,
          patientId,
          invitationKind: row.kind,
          recipient: row.recipient,
          tokenHash: hashToken(redeemToken(row.secret)),
          codeTokenHash: row.code_secret === null ? null : hashToken(redeemToken(row.code_secret)),
          expiresAt: Instant.parse(row.expires_at),
          daysFromOpening: row.kind === 'form' ? FORM_SUBMIT_DAYS : null,
          greeting,
          introduction: introductionMac(row.secret, introduction),
          codeIntroduction: row.code_secret === null ? null : introductionMac(row.code_secret, introduction),
          renewal:
            renewable === null
              ? null
              : renewalMac(renewalKey(row.secret), { clinicId: clinic.id, invitationId: id, email: renewable }),
        },
      ],
    }
  },
}
