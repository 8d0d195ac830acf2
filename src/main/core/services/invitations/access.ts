import { Holder, Invitation, SuspendedHolder, type SeenRecords } from '../../../../shared/contract/desk/access.ts'
import { InvitationId, type LinkId, type PatientId } from '../../../../shared/domain/ids.ts'
import { effectiveState, isOpen, levelOf } from '../../../../shared/domain/invitations.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { sentElsewhere } from '../../../../shared/domain/verifiedEmails.ts'
import type { Acting, CoreContext, Db } from '../../context.ts'
import { isUsableRecipient } from '../../../../shared/envelope/recipients.ts'
import { safetyWords } from '../../../../shared/envelope/safetyWords.ts'
import { readPartContent } from '../../db/chart.ts'
import { readClinic } from '../../db/clinic.ts'
import { listAssignmentsOfInvitation } from '../../db/forms.ts'
import { listInvitations } from '../../db/invitations.ts'
import { listLinkOrigins, listLiveLinks } from '../../db/links.ts'
import { failureOf, newestMailOf, type MailRow } from '../../db/mails.ts'
import { findSentTo } from '../../db/redemptions.ts'
import { findPatient } from '../../db/patients.ts'
import { listSuspended } from '../../db/renewals.ts'
import { holderTroublesOf } from '../../db/unsealedHolders.ts'
import { partSubjectOf, viewOfLink } from '../../records/views.ts'
import { auditStay } from '../audit.ts'
import { failure } from '../serviceError.ts'

type Clocked = Pick<CoreContext, 'clock'>
type Origin = Awaited<ReturnType<typeof listLinkOrigins>>[number]
type Row = Awaited<ReturnType<typeof listInvitations>>[number]

/** The tab "Medical Access Code" (R2.3, R4.1), and who can see the patient (R5.3, R8.6). @throws ServiceError NOT_FOUND */
export async function readAccess(acting: Acting, patientId: PatientId) {
  return acting.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action: 'access.read' }, patientId)
    const all = await invitationsOf(tx, acting, patientId)
    const now = acting.clock.now()
    const current = all.find(({ kind, state, expiresAt }) => kind === 'access' && isOpen(state, expiresAt, now)) ?? null
    return { current, earlier: all.filter((each) => each !== current), ...(await holdersOf(tx, patientId)) }
  })
}

/** Of both kinds, newest first. */
export async function invitationsOf(db: Db, context: Clocked, patientId: PatientId): Promise<Invitation[]> {
  const all: Invitation[] = []
  for (const row of await listInvitations(db, patientId)) all.push(await toInvitation(db, context, row))
  return all
}

/** R5.3: who can see the patient, and who did until their password was renewed. */
export async function holdersOf(db: Db, patientId: PatientId) {
  return { holders: await readHolders(db, patientId), suspended: await readSuspended(db, patientId) }
}

/** Rejects when there is none: its caller has just read or made it. */
export async function readInvitation(db: Db, context: Clocked, id: InvitationId): Promise<Invitation> {
  const { patient_id } = await db
    .selectFrom('invitation')
    .select('patient_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  // A patient's id that stands in a row passed its schema when the patient was added.
  const rows = await listInvitations(db, patient_id as PatientId)
  const row = rows.find((each) => each.id === id)
  if (!row) throw failure('NOT_FOUND')
  return toInvitation(db, context, row)
}

async function toInvitation(db: Db, { clock }: Clocked, row: Row): Promise<Invitation> {
  const now = clock.now()
  const expiresAt = Instant.parse(row.expires_at)
  return Invitation.parse({
    id: row.id,
    kind: row.kind,
    state: effectiveState(row.state, expiresAt, now),
    code: isOpen(row.state, expiresAt, now) ? row.code : null,
    email: row.email,
    sentTo: await findSentTo(db, InvitationId.parse(row.id)),
    requestedBy: row.requested_by_name,
    preparedAt: row.prepared_at,
    sentAt: row.sent_at,
    acceptedAt: row.accepted_at,
    fetchedAt: row.fetched_at,
    openedAt: row.opened_at,
    extraDayAt: row.extra_day_at,
    redeemedAt: row.redeemed_at,
    redeemedBy: row.redeemed_by_email,
    redeemedWith: row.redeemed_with,
    redeemedOutcome: row.redeemed_outcome,
    formsReturnedAt: await formsReturnedAt(db, InvitationId.parse(row.id)),
    endedAt: row.ended_at,
    endReason: row.end_reason,
    expiresAt,
    mail: toMail(await newestMailOf(db, InvitationId.parse(row.id))),
  })
}

async function formsReturnedAt(db: Db, id: InvitationId): Promise<string | null> {
  const returned = (await listAssignmentsOfInvitation(db, id)).map((form) => form.submitted_at)
  return returned.includes(null) ? null : (returned.toSorted().at(-1) ?? null)
}

function toMail(mail: MailRow | null) {
  return mail && { id: mail.id, state: mail.state, leavesAt: mail.leaves_at, failure: failureOf(mail) }
}

async function readHolders(db: Db, patientId: PatientId): Promise<Holder[]> {
  const clinic = await readClinic(db)
  const origins = await listLinkOrigins(db, patientId)
  const troubles = await holderTroublesOf(db, patientId)
  const holders: Holder[] = []
  for (const link of await listLiveLinks(db, patientId)) {
    const own = origins.filter((each) => each.link_id === link.id)
    // What gave the link its level: a later form link says nothing of who has full access.
    const giving = own.filter(({ kind }) => link.level === 'limited' || levelOf(kind) === 'full')
    const [newest] = giving
    const holder = {
      linkId: link.id,
      loginId: link.login_id,
      email: link.email,
      level: link.level,
      since: link.since_at,
      by: newest ? { kind: newest.kind, staffName: newest.called_name } : null,
      sentElsewhere: sentElsewhere(link.email, await sentToOf(db, giving)),
      isProven: link.proven_recipient !== null,
      trouble: troubles.get(link.id) ?? null,
      safetyWords: wordsOf(clinic.recipient, link.proven_recipient),
    }
    holders.push(Holder.parse(holder))
  }
  return holders
}

/** Until the e-mail holds the patient again. */
async function readSuspended(db: Db, patientId: PatientId): Promise<SuspendedHolder[]> {
  const holding = new Set((await listLiveLinks(db, patientId)).map(({ email }) => emailKey(email)))
  const newest = new Map((await listSuspended(db, patientId)).toReversed().map((link) => [emailKey(link.email), link]))
  return [...newest]
    .filter(([key]) => !holding.has(key))
    .map(([, link]) =>
      SuspendedHolder.parse({ linkId: link.id, email: link.email, level: link.level, at: link.ended_at }),
    )
}

/** Of a key that is none, as an older desk may have taken one in, there are none. */
function wordsOf(clinic: string, recipient: string | null): string[] | null {
  return recipient !== null && isUsableRecipient(recipient) ? safetyWords(clinic, recipient) : null
}

/** Where the invitations went. */
async function sentToOf(db: Db, giving: readonly Origin[]): Promise<(string | null)[]> {
  return Promise.all(giving.map(({ invitation_id }) => findSentTo(db, InvitationId.parse(invitation_id))))
}

/** "See as patient" (R3.3, R8.6): what one holder sees, with what its parts hold. @throws ServiceError NOT_FOUND */
export async function seeAs(acting: Acting, linkId: LinkId): Promise<SeenRecords> {
  return acting.db.transaction().execute(async (tx) => {
    const view = await viewOfLink(tx, linkId, acting.clock.now())
    if (!view) throw failure('NOT_FOUND')
    const { level, patientName, madeAt, email, patientId } = view
    const items: SeenRecords['items'] = []
    for (const item of view.items) {
      const subject = partSubjectOf(item)
      items.push({ item, content: subject && (await readPartContent(tx, subject)) })
    }
    await auditStay(tx, acting, { action: 'patient.seenAsHolder', email }, patientId, linkId)
    return { level, patientName, madeAt, items }
  })
}
