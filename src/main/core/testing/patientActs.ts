import type { EventBody } from '../../../shared/contract/events.ts'
import {
  type AssignmentId,
  EventId,
  InvitationId,
  LinkId,
  LoginId,
  type PatientId,
  QuestionnaireVersionId,
  SubmissionId,
} from '../../../shared/domain/ids.ts'
import { levelOf } from '../../../shared/domain/invitations.ts'
import { MailContent } from '../../../shared/domain/mailContent.ts'
import type { Answers } from '../../../shared/domain/questionnaires/answers.ts'
import { buildResponse } from '../../../shared/domain/questionnaires/engine.ts'
import { intake } from '../../../shared/domain/questionnaires/library/intake.ts'
import type { QuestionnaireResponse } from '../../../shared/domain/questionnaires/types.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { redeemMac, type RedeemingAct } from '../../../shared/envelope/secrets.ts'
import { isUsableRecipient } from '../../../shared/envelope/recipients.ts'
import { makeOpener } from '../../../shared/envelope/opener.ts'
import { holderMac, letterMac, pairSecret, type LetterClaim } from '../../../shared/envelope/pair.ts'
import { makeIdentity, sealJson, type Sealed } from '../../../shared/envelope/seal.ts'
import { findInvitation } from '../db/invitations.ts'
import { readClinic } from '../db/clinic.ts'
import { noteGivenToEndpoint } from '../db/mails.ts'
import { findLink } from '../db/links.ts'
import { pairOf } from '../pairs.ts'
import { prepareEvent } from '../wire/inRooms.ts'
import type { TestClinic } from './openClinic.ts'

/** As after pairing, without an endpoint: what would be sent stays in the outbox. */
export async function pretendPaired({ context }: TestClinic): Promise<void> {
  await context.db
    .updateTable('sync_state')
    .set({
      endpoint_url: 'https://endpoint.example',
      endpoint_token: 'a token',
      portal_url: 'https://portal.example',
      mail_recipient: 'age1unused',
    })
    .where('id', '=', 1)
    .execute()
}

/** The intake form in the library. */
export async function addIntake({ context, ids }: TestClinic): Promise<QuestionnaireVersionId> {
  const id = QuestionnaireVersionId.parse(ids())
  await context.db
    .insertInto('questionnaire_version')
    .values({
      id,
      questionnaire_id: ids(),
      version: intake.version ?? '',
      title: intake.title,
      minutes: 6,
      resource_json: JSON.stringify(intake),
      published_at: context.clock.now(),
    })
    .execute()
  return id
}

/** What is composed for a patient and still known to the desk, oldest first. */
export async function mailsIn({ context }: TestClinic) {
  const rows = await context.db.selectFrom('mail').selectAll().orderBy('id').execute()
  return rows.map((row) => ({ ...row, content: MailContent.parse(JSON.parse(row.content_json)) }))
}

/** What waits for the endpoint, in the order in which it leaves. */
export async function outboxIn({ context }: TestClinic) {
  const rows = await context.db.selectFrom('outbox').selectAll().orderBy('seq').execute()
  return rows.map((row) => ({
    ...row,
    body: JSON.parse(row.body_json) as { id?: string; state?: string; patientId?: string },
  })) // a test's look into our own rows
}

/** One event of the endpoint, opened and applied as synchronising does it; the e-mail that one is about has left through it. */
export async function receive(
  clinic: TestClinic,
  body: EventBody,
  { seq, at = clinic.context.clock.now() }: { readonly seq?: number; readonly at?: Instant } = {},
) {
  const { context, ids } = clinic
  if ('mailId' in body && body.mailId !== null) await noteGivenToEndpoint(context.db, body.mailId)
  const next = await context.db
    .selectFrom('inbox_item')
    .select((eb) => eb.fn.max('event_seq').as('seq'))
    .executeTakeFirst()
  const event = {
    seq: seq ?? Math.max(0, next?.seq ?? 0) + 1,
    id: EventId.parse(ids()),
    at,
    body,
  }
  const { identity } = await readClinic(context.db)
  const prepared = await prepareEvent(event, await makeOpener(identity), context.log)
  return context.db.transaction().execute((tx) => prepared.apply(tx, context))
}

export type Person = {
  readonly loginId: LoginId
  readonly email: string
  readonly recipient: string
  readonly identity: string
}

export async function somebody({ ids }: TestClinic, email: string): Promise<Person> {
  return { loginId: LoginId.parse(ids()), email, ...(await makeIdentity()) }
}

type RedeemOptions = {
  readonly linkId?: LinkId
  readonly by?: 'link' | 'code'
  readonly outcome?: 'added' | 'upgraded' | 'alreadyHeld'
  /** When, by the endpoint's word; now unless given. */
  readonly at?: Instant
  /** What the MAC speaks for, where that is not what the event says: what a lying endpoint would make. */
  readonly macOver?: { readonly recipient?: string; readonly email?: string; readonly invitationId?: string }
}

/** A person redeems an invitation: the endpoint's event, with the proof that a browser makes. */
export async function redeem(
  clinic: TestClinic,
  invitationId: InvitationId,
  person: Person,
  { linkId = LinkId.parse(clinic.ids()), by = 'link', outcome = 'added', at, macOver }: RedeemOptions = {},
): Promise<LinkId> {
  const row = await findInvitation(clinic.context.db, invitationId)
  const secret = by === 'code' ? row?.code_secret : row?.secret
  if (!row || !secret) throw new Error('No such invitation')
  const { id: clinicId, recipient: own } = await readClinic(clinic.context.db)
  // Whoever only names a key, or one to which nothing can be sealed, has nothing in common with the clinic.
  const holding = isUsableRecipient(person.recipient)
    ? pairSecret(person.identity, own, { clinic: own, login: person.recipient })
    : new Uint8Array(32)
  await receive(
    clinic,
    {
      kind: 'invitation.redeemed',
      invitationId,
      linkId,
      loginId: person.loginId,
      loginEmail: person.email,
      loginRecipient: person.recipient,
      mac: redeemMac(secret, { clinicId, invitationId, email: person.email, recipient: person.recipient, ...macOver }),
      holderMac: holderMac(holding, { clinicId, invitationId, email: person.email }),
      by,
      outcome,
      level: levelOf(row.kind),
    },
    at === undefined ? {} : { at },
  )
  return linkId
}

type RenewOptions = {
  readonly linkId?: LinkId
  readonly at?: Instant
  /** Proofs of another act, as an endpoint would have them that turns a redemption into a renewal. */
  readonly provenAs?: RedeemingAct
}

/** A person renews a lost password by an Access Link: the endpoint's event, with the proofs that a browser makes. */
export async function renew(
  clinic: TestClinic,
  invitationId: InvitationId,
  { loginId, email, recipient, identity }: Person,
  { linkId = LinkId.parse(clinic.ids()), at, provenAs = 'renew' }: RenewOptions = {},
): Promise<LinkId> {
  const row = await findInvitation(clinic.context.db, invitationId)
  if (!row) throw new Error('No such invitation')
  const { id: clinicId, recipient: own } = await readClinic(clinic.context.db)
  const claim = { clinicId, invitationId, email }
  const pair = pairSecret(identity, own, { clinic: own, login: recipient })
  await receive(
    clinic,
    {
      kind: 'login.renewed',
      ...{ invitationId, linkId, loginId, loginEmail: email, loginRecipient: recipient },
      mac: redeemMac(row.secret, { ...claim, recipient }, provenAs),
      holderMac: holderMac(pair, claim, provenAs),
    },
    at === undefined ? {} : { at },
  )
  return linkId
}

const YES_NO = 'https://anteroom.example/codes/yes-no-unsure'
export const intakeAnswers: Answers = {
  contact: [{ valueCoding: { system: 'https://anteroom.example/codes/contact-by', code: 'phone', display: 'Phone' } }],
  emergency: [{ valueString: 'Luis, 604 555 0199' }],
  hasAllergies: [{ valueCoding: { system: YES_NO, code: 'no', display: 'No' } }],
  reason: [{ valueString: 'A check-up' }],
}

/** A person sends a form back: by default the intake form, properly filled in. */
export async function submit(
  clinic: TestClinic,
  linkId: LinkId,
  assignmentId: AssignmentId,
  changes: {
    readonly response?: QuestionnaireResponse
    readonly isUnreadable?: boolean
    readonly seq?: number
    /** By another than the login that holds the link. */
    readonly isForged?: boolean
    /** What the envelope says that it answers, where that is not what the endpoint was told. */
    readonly inside?: { readonly assignmentId?: AssignmentId; readonly submissionId?: SubmissionId }
  } = {},
): Promise<SubmissionId> {
  const submissionId = SubmissionId.parse(clinic.ids())
  const response = changes.response ?? buildResponse(intake, intakeAnswers, clinic.clock.now())
  const { recipient } = changes.isUnreadable ? await makeIdentity() : await readClinic(clinic.context.db)
  const sealed = await sealJson({ format: 1, submissionId, assignmentId, response, ...changes.inside }, [recipient])
  const claim = { linkId, kind: 'form.submitted', id: submissionId } as const
  const mac = changes.isForged ? FORGED : await writtenBy(clinic, claim, sealed)
  const event = { kind: claim.kind, linkId, assignmentId, submissionId, sealed, mac } as const
  await receive(clinic, event, changes.seq === undefined ? {} : { seq: changes.seq })
  return submissionId
}

/** An Access Code for a patient, as staff make it to read it out. */
export async function prepareAccess(clinic: TestClinic, patientId: PatientId, email: string) {
  return clinic.client.access.requestCode({ id: InvitationId.parse(clinic.ids()), patientId, email })
}

export const FORGED = '0'.repeat(64)

/** The MAC that the browser of whoever holds the link makes; the clinic can compute it as well. */
export async function writtenBy(
  { context }: TestClinic,
  claim: Omit<LetterClaim, 'clinicId'>,
  sealed: Sealed,
): Promise<string> {
  const clinic = await readClinic(context.db)
  const link = await findLink(context.db, LinkId.parse(claim.linkId))
  if (!link?.proven_recipient) return FORGED
  return letterMac(pairOf(clinic, link.proven_recipient), { clinicId: clinic.id, ...claim }, sealed)
}

/** A person asks for full access. */
export async function ask(clinic: TestClinic, linkId: LinkId, sealed: Sealed, isForged = false) {
  const requestId = EventId.parse(clinic.ids())
  const claim = { linkId, kind: 'request.made', id: requestId } as const
  const mac = isForged ? FORGED : await writtenBy(clinic, claim, sealed)
  return receive(clinic, { kind: 'request.made', linkId, requestId, sealed, mac })
}

/** An Access Link for a patient, as staff make and send it. */
export async function sendAccessLink(clinic: TestClinic, patientId: PatientId, email: string) {
  const { id } = await prepareAccess(clinic, patientId, email)
  return clinic.client.access.sendLink({ invitationId: id, email })
}
