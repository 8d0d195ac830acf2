import { InvitationId, MailId, type PatientId, type StaffId } from '../../../../shared/domain/ids.ts'
import { codeFrom, invitationExpiry, type InvitationKind } from '../../../../shared/domain/invitations.ts'
import { codeIdentity } from '../../../../shared/envelope/passwords.ts'
import { makeIdentity, recipientOf } from '../../../../shared/envelope/seal.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import {
  insertInvitation,
  listOpenInvitations,
  updateInvitation,
  type InvitationRow,
  type NewInvitationRow,
} from '../../db/invitations.ts'
import { newestMailOf, updateMail } from '../../db/mails.ts'
import { deleteMailFromOutbox } from '../../db/outbox.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { invitationEnd } from '../../wire/out/invitationEnd.ts'
import { invitationPut } from '../../wire/out/invitationPut.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'

export type Wanted = {
  readonly id: InvitationId
  readonly kind: InvitationKind
  readonly patient: { readonly id: PatientId; readonly birthOn: string | null }
  readonly email: string | null
  readonly requestedBy: StaffId
}

/**
 * A new invitation with its secrets: an age identity, and for a patient with a birth date the code to read aloud with
 * the identity that both give (R4.5). Argon2id takes its time: call it before a transaction, never inside.
 */
export async function prepareInvitation(context: CoreContext, wanted: Wanted): Promise<InvitationRow> {
  const clinic = await readClinic(context.db)
  const { identity, recipient } = await makeIdentity()
  const spoken = await prepareCode(null, wanted.patient.birthOn, clinic.code_salt)
  const now = context.clock.now()
  return {
    id: wanted.id,
    patient_id: wanted.patient.id,
    kind: wanted.kind,
    state: 'prepared',
    email: wanted.email,
    secret: identity,
    recipient,
    ...spoken,
    requested_by: wanted.requestedBy,
    prepared_at: now,
    sent_at: null,
    accepted_at: null,
    fetched_at: null,
    opened_at: null,
    redeemed_at: null,
    redeemed_by_email: null,
    redeemed_outcome: null,
    redeemed_with: null,
    redeemed_recipient: null,
    ended_at: null,
    end_reason: null,
    untold_reason: null,
    extra_day_at: null,
    expires_at: invitationExpiry(wanted.kind, now, null, clinic.access_days),
  }
}

type Spoken = Pick<InvitationRow, 'code' | 'code_secret' | 'code_recipient'>

/** @param known the code that has been read out already; null makes a new one */
async function prepareCode(known: string | null, birthOn: string | null, salt: string): Promise<Spoken> {
  if (birthOn === null) return { code: null, code_secret: null, code_recipient: null }
  const code = known ?? codeFrom((count) => crypto.getRandomValues(new Uint8Array(count)))
  const secret = await codeIdentity(code, birthOn, salt)
  return { code, code_secret: secret, code_recipient: await recipientOf(secret) }
}

export type NewCode = { readonly id: InvitationId; readonly spoken: Spoken }

/**
 * R4.5: a birth date that was corrected goes with the codes that are out already, so that they open with the right one.
 * Argon2id takes its time: call it before a transaction, never inside.
 */
export async function prepareCodesFor(
  context: CoreContext,
  patientId: PatientId,
  birthOn: string | null,
): Promise<NewCode[]> {
  const { code_salt } = await readClinic(context.db)
  const open = await listOpenInvitations(context.db, patientId, context.clock.now())
  return Promise.all(
    open.map(async (row) => ({
      id: InvitationId.parse(row.id),
      spoken: await prepareCode(row.code, birthOn, code_salt),
    })),
  )
}

/** Puts corrected codes in force, here and at the endpoint. */
export async function replaceCodes(tx: Tx, context: CoreContext, codes: readonly NewCode[]): Promise<void> {
  for (const { id, spoken } of codes) {
    await updateInvitation(tx, id, spoken)
    await enqueue(tx, context, invitationPut, { id })
  }
}

/** Puts a prepared invitation in force: the endpoint hears of it at once, and gets what its invitee may see (R4.6). */
export async function issueInvitation(tx: Tx, context: CoreContext, row: NewInvitationRow): Promise<void> {
  await insertInvitation(tx, row)
  const id = InvitationId.parse(row.id)
  await enqueue(tx, context, invitationPut, { id })
  // A patient's id that stands in a row passed its schema when the patient was added.
  await markRecordsDue(tx, context, row.patient_id as PatientId)
}

/** R4.4: reissuing replaces the older open ones. */
export async function replaceOpenAccess(tx: Tx, context: CoreContext, patientId: PatientId): Promise<void> {
  const open = await listOpenInvitations(tx, patientId, context.clock.now())
  for (const row of open.filter((each) => each.kind === 'access')) {
    await endInvitation(tx, context, InvitationId.parse(row.id), 'replaced', null)
  }
}

/** Ends an open invitation here and at the endpoint, where its envelope is destroyed; an e-mail still waiting stays. */
export async function endInvitation(
  tx: Tx,
  context: CoreContext,
  id: InvitationId,
  state: 'revoked' | 'replaced',
  reason: string | null,
): Promise<void> {
  await updateInvitation(tx, id, { state, ended_at: context.clock.now(), end_reason: reason })
  await enqueue(tx, context, invitationEnd, { id, state })
  const mail = await newestMailOf(tx, id)
  if (mail?.state !== 'waiting' || mail.kind === 'confirmation') return
  const mailId = MailId.parse(mail.id)
  await updateMail(tx, mailId, { state: 'undone' })
  await deleteMailFromOutbox(tx, mailId)
}
