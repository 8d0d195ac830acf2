import type { ClinicProfile, OutboxBody } from '../../../shared/contract/sync.ts'
import { FORM_SUBMIT_DAYS } from '../../../shared/domain/invitations.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { MailContent } from '../../../shared/domain/mailContent.ts'
import { type InvitationId, type MailId, PatientId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { hashToken, redeemToken } from '../../../shared/envelope/secrets.ts'
import { sealJson } from '../../../shared/envelope/seal.ts'
import type { CoreContext, Db } from '../context.ts'
import { greetingFor } from '../services/projections.ts'
import type { PendingBody } from './pending.ts'

/** What the endpoint is told for one outbox row, read and sealed now. Rejects when the row it names is gone. */
export async function publishedBody(
  context: CoreContext,
  pending: PendingBody,
  mailRecipient: string,
): Promise<OutboxBody> {
  switch (pending.kind) {
    case 'clinic.put':
      return { kind: 'clinic.put', profile: await readClinicProfile(context.db) }
    case 'invitation.put':
      return publishedInvitation(context, pending.id)
    case 'mail.put': {
      const content = await readMailContent(context.db, pending.id)
      return { kind: 'mail.put', id: pending.id, to: content.to, sealed: await sealJson(content, [mailRecipient]) }
    }
    case 'invitation.end':
    case 'link.level':
    case 'link.end':
      return pending
    default:
      return assertNever(pending)
  }
}

/** What everybody may see of the clinic (R11.1). */
export async function readClinicProfile(db: Db): Promise<ClinicProfile> {
  const row = await db.selectFrom('clinic').selectAll().executeTakeFirstOrThrow()
  return {
    name: row.name,
    addressLine: row.address_line,
    phone: row.phone,
    timeZone: row.time_zone,
    recipient: row.recipient,
    codeSalt: row.code_salt,
  }
}

export async function readMailContent(db: Db, mailId: MailId): Promise<MailContent> {
  const row = await db.selectFrom('mail').select('content_json').where('id', '=', mailId).executeTakeFirstOrThrow()
  return MailContent.parse(JSON.parse(row.content_json))
}

/** R4.3, R4.5: the endpoint gets hashes of what the secret and the code give, never those themselves (R11.2). */
async function publishedInvitation(context: CoreContext, invitationId: InvitationId): Promise<OutboxBody> {
  const { row, greeting, recipients } = await greetingFor(context, invitationId)
  return {
    kind: 'invitation.put',
    id: invitationId,
    patientId: PatientId.parse(row.patient_id),
    invitationKind: row.kind,
    recipient: row.recipient,
    tokenHash: hashToken(redeemToken(row.secret)),
    codeTokenHash: row.code_secret === null ? null : hashToken(redeemToken(row.code_secret)),
    expiresAt: Instant.parse(row.expires_at),
    daysFromOpening: row.kind === 'form' ? FORM_SUBMIT_DAYS : null,
    greeting: await sealJson(greeting, recipients),
  }
}
