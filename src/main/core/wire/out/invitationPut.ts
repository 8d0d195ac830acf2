import { z } from 'zod'
import { InvitationId, PatientId } from '../../../../shared/domain/ids.ts'
import { FORM_SUBMIT_DAYS } from '../../../../shared/domain/invitations.ts'
import type { Greeting } from '../../../../shared/domain/sealedLetters.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { hashToken, redeemToken } from '../../../../shared/envelope/secrets.ts'
import { findGreetingFacts, findInvitation, recipientsOf } from '../../db/invitations.ts'
import type { OutRoom } from '../outRoom.ts'

/**
 * An invitation as the endpoint keeps it (R4.3, R4.5): hashes of what the secret and the code give, never those
 * themselves (R11.2), and the sealed greeting (R4.7).
 */
export const invitationPut: OutRoom<{ readonly id: InvitationId }> = {
  kind: 'invitation.put',
  pending: z.object({ id: InvitationId }),
  subjectOf: ({ id }) => id,
  prepare: async ({ db }, { id }) => {
    const row = await findInvitation(db, id)
    if (!row) throw new Error('The invitation is gone')
    const { givenName, invitedByName } = await findGreetingFacts(db, row)
    const greeting: Greeting = { format: 1, givenName, email: row.email, invitedByName }
    return {
      kind: 'push',
      bodies: [
        {
          kind: 'invitation.put',
          id,
          patientId: PatientId.parse(row.patient_id),
          invitationKind: row.kind,
          recipient: row.recipient,
          tokenHash: hashToken(redeemToken(row.secret)),
          codeTokenHash: row.code_secret === null ? null : hashToken(redeemToken(row.code_secret)),
          expiresAt: Instant.parse(row.expires_at),
          daysFromOpening: row.kind === 'form' ? FORM_SUBMIT_DAYS : null,
          greeting: await sealJson(greeting, recipientsOf(row)),
        },
      ],
    }
  },
}
