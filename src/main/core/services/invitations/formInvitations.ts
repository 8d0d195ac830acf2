import {
  AssignmentId,
  type InvitationId,
  type AppointmentId,
  type PatientId,
  type QuestionnaireVersionId,
  type StaffId,
} from '../../../../shared/domain/ids.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import type { MailForms } from '../../../../shared/mail/formsPieces.ts'
import type { CoreContext, Db, Tx } from '../../context.ts'
import { insertAssignment, listVersions, type QuestionnaireVersionRow } from '../../db/forms.ts'
import type { InvitationRow } from '../../db/invitations.ts'
import { issueInvitation, prepareInvitation } from './invitations.ts'
import { mailInvitation } from '../mail/leaveMail.ts'
import { failure } from '../serviceError.ts'

/** Forms that are about to be given to a patient, with the invitation that carries them (R2.2). */
export type PreparedForms = {
  readonly versions: readonly QuestionnaireVersionRow[]
  readonly invitation: InvitationRow
}

/**
 * One invitation for all of the forms, 60 days to open it (R4.2). Before a transaction, never inside.
 * @throws ServiceError NOT_FOUND for a form that is not in the library
 */
export async function prepareForms(
  context: CoreContext,
  formIds: readonly QuestionnaireVersionId[],
  wanted: {
    readonly id: InvitationId
    readonly patient: { readonly id: PatientId; readonly birthOn: string | null }
    readonly email: string | null
    readonly requestedBy: StaffId
  },
): Promise<PreparedForms> {
  const chosen = [...new Set(formIds)]
  const versions = await listVersions(context.db, chosen)
  if (versions.length !== chosen.length) throw failure('NOT_FOUND')
  return { versions, invitation: await prepareInvitation(context, { ...wanted, kind: 'form' }) }
}

/** @param visit what the forms are for; they are due when it starts */
export async function assignForms(
  tx: Tx,
  context: CoreContext,
  { versions, invitation }: PreparedForms,
  visit: { readonly id: AppointmentId; readonly startsAt: Instant } | null,
): Promise<void> {
  await issueInvitation(tx, context, invitation)
  for (const version of versions) {
    await insertAssignment(tx, {
      id: AssignmentId.parse(context.ids()),
      patient_id: invitation.patient_id,
      questionnaire_version_id: version.id,
      invitation_id: invitation.id,
      appointment_id: visit?.id ?? null,
      sent_to: invitation.email,
      due_at: visit?.startsAt ?? null,
      assigned_at: context.clock.now(),
      assigned_by: invitation.requested_by,
      submitted_at: null,
    })
  }
}

/** What an e-mail says of forms: how many, how long, and the way in. @throws ServiceError NOT_PAIRED */
export async function mailForms(
  db: Db,
  invitation: InvitationRow,
  forms: readonly { readonly minutes: number }[],
): Promise<MailForms> {
  return {
    count: forms.length,
    minutes: forms.reduce((sum, form) => sum + form.minutes, 0),
    invitation: await mailInvitation(db, invitation, Instant.parse(invitation.expires_at)),
  }
}
