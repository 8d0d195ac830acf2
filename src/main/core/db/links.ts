import type { Insertable, Selectable, Updateable } from 'kysely'
import { LinkId, LoginId, type InvitationId, type PatientId } from '../../../shared/domain/ids.ts'
import type { AgeRecipient } from '../../../shared/envelope/seal.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import { moveInboxItems } from './inboxItems.ts'
import type { LinkInvitationTable, LinkTable, LoginTable } from './accessTables.ts'

export type LinkRow = Selectable<LinkTable>
export type LinkWithEmail = LinkRow & { readonly email: string }

const selectLink = compileOnce((db, { id }: { id: string }) => selectLinks(db).where('link.id', '=', id))

export async function findLink(db: Db, id: LinkId): Promise<LinkWithEmail | null> {
  const [row] = await selectLink(db, { id })
  return row ?? null
}

/** Whose link it is. */
export function loginOf({ login_id, email }: LinkWithEmail): { readonly id: LoginId; readonly email: string } {
  return { id: LoginId.parse(login_id), email }
}

/** Links that have not ended, oldest first. */
export function listLiveLinks(db: Db, patientId: PatientId): Promise<LinkWithEmail[]> {
  return selectLinks(db)
    .where('patient_id', '=', patientId)
    .where('ended_at', 'is', null)
    .orderBy('since_at')
    .orderBy('link.id')
    .execute()
}

/** Links with their login's e-mail. */
export function selectLinks(db: Db) {
  return db
    .selectFrom('link')
    .innerJoin('login', 'login.id', 'link.login_id')
    .selectAll('link')
    .select('login.email as email')
}

const addLink = compileOnce((db, row: Insertable<LinkTable>) => db.insertInto('link').values(row))

export async function insertLink(tx: Tx, row: Insertable<LinkTable>): Promise<void> {
  await addLink(tx, row)
}

type LinkChanges = Omit<Updateable<LinkTable>, 'id'>
const changeLink = compileOnce((db, { id, ...changes }: { id: string } & LinkChanges) =>
  db.updateTable('link').set(changes).where('id', '=', id),
)

export async function updateLink(tx: Tx, id: LinkId, changes: LinkChanges): Promise<void> {
  await changeLink(tx, { ...changes, id })
}

const addLogin = compileOnce((db, row: Insertable<LoginTable>) =>
  db
    .insertInto('login')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing()),
)

/** Makes the login known; one that is known keeps what it has. */
export async function insertLogin(tx: Tx, row: Insertable<LoginTable>): Promise<void> {
  await addLogin(tx, row)
}

type LoginChanges = Omit<Updateable<LoginTable>, 'id'>
const changeLogin = compileOnce((db, { id, ...changes }: { id: string } & LoginChanges) =>
  db.updateTable('login').set(changes).where('id', '=', id),
)

export async function updateLogin(tx: Tx, id: string, changes: LoginChanges): Promise<void> {
  await changeLogin(tx, { ...changes, id })
}

const addLinkInvitation = compileOnce((db, row: Insertable<LinkInvitationTable>) =>
  db
    .insertInto('link_invitation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
)

export async function insertLinkInvitation(tx: Tx, linkId: LinkId, invitationId: InvitationId): Promise<void> {
  await addLinkInvitation(tx, { link_id: linkId, invitation_id: invitationId })
}

/** By what a link came, and what was sent and booked through it, is another's of the same key from now on. */
export async function moveToLink(tx: Tx, from: LinkId, to: LinkId): Promise<void> {
  await tx.updateTable('link_invitation').set({ link_id: to }).where('link_id', '=', from).execute()
  await tx.updateTable('submission').set({ link_id: to }).where('link_id', '=', from).execute()
  await tx.updateTable('file').set({ link_id: to }).where('link_id', '=', from).execute()
  await tx.updateTable('document_share').set({ link_id: to }).where('link_id', '=', from).execute()
  await tx.updateTable('appointment').set({ booked_by_link_id: to }).where('booked_by_link_id', '=', from).execute()
  await tx.updateTable('message').set({ link_id: to }).where('link_id', '=', from).execute()
  await tx.updateTable('message_thread').set({ begun_by_link_id: to }).where('begun_by_link_id', '=', from).execute()
  await moveInboxItems(tx, from, to)
}

/** How many links of this patient and key gave way to another of the same key since. */
export async function countHeldAnew(
  db: Db,
  {
    patientId,
    recipient,
    since,
  }: { readonly patientId: string; readonly recipient: AgeRecipient; readonly since: Instant },
): Promise<number> {
  const { count } = await db
    .selectFrom('link')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('patient_id', '=', patientId)
    .where('proven_recipient', '=', recipient)
    .where('ended_because', '=', 'heldAnew')
    .where('ended_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

const selectProven = compileOnce((db, { loginId }: { loginId: string }) =>
  db
    .selectFrom('link')
    .select('proven_recipient')
    .where('login_id', '=', loginId)
    .where('proven_recipient', 'is not', null)
    .limit(1),
)

/** The key that a login proved by any of its links, ended ones too; null while it has proven none. */
export async function findProvenRecipient(db: Db, loginId: LoginId): Promise<AgeRecipient | null> {
  const [row] = await selectProven(db, { loginId })
  return row?.proven_recipient ?? null
}

const selectLoginOfKey = compileOnce((db, { recipient }: { recipient: string }) =>
  db.selectFrom('link').select('login_id').where('proven_recipient', '=', recipient).limit(1),
)

/** The login that proved this key by any of its links; null while none has. */
export async function findLoginOfKey(db: Db, recipient: AgeRecipient): Promise<LoginId | null> {
  const [row] = await selectLoginOfKey(db, { recipient })
  // A login's id that stands in a row passed its schema when the login was first heard of.
  return (row?.login_id as LoginId | undefined) ?? null
}

const selectLinkInvitation = compileOnce((db, { id }: { id: string }) =>
  db.selectFrom('link_invitation').select('link_id').where('invitation_id', '=', id).limit(1),
)

/** Whether a link came by this invitation, its key proven. */
export async function isRedeemedByLink(db: Db, id: InvitationId): Promise<boolean> {
  return (await selectLinkInvitation(db, { id })).length > 0
}

/** By what the links of a patient came, newest first, with who sent it. */
export function listLinkOrigins(db: Db, patientId: PatientId) {
  return db
    .selectFrom('link_invitation')
    .innerJoin('invitation', 'invitation.id', 'link_invitation.invitation_id')
    .innerJoin('staff', 'staff.id', 'invitation.requested_by')
    .select(['link_invitation.link_id', 'invitation.id as invitation_id', 'invitation.kind', 'staff.called_name'])
    .select('invitation.redeemed_by_email')
    .where('invitation.patient_id', '=', patientId)
    .orderBy('invitation.redeemed_at', 'desc')
    .orderBy('invitation.id', 'desc')
    .execute()
}

/** Patients of whom somebody proved a key: something is published for them. */
export async function listPublishedPatients(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('link')
    .select('patient_id')
    .distinct()
    .where('ended_at', 'is', null)
    .where('proven_recipient', 'is not', null)
    .execute()
  return rows.map((row) => row.patient_id)
}

const selectHeld = compileOnce((db, { loginId }: { loginId: string }) =>
  db
    .selectFrom('link')
    .select('patient_id')
    .distinct()
    .where('login_id', '=', loginId)
    .where('ended_at', 'is', null)
    .where('proven_recipient', 'is not', null),
)

/** Patients whom a login holds by a key that it proved. */
export async function listPatientsHeldBy(db: Db, loginId: LoginId): Promise<string[]> {
  return (await selectHeld(db, { loginId })).map((row) => row.patient_id)
}

export function listLevels(db: Db): Promise<Pick<LinkRow, 'id' | 'level' | 'ended_at'>[]> {
  return db.selectFrom('link').select(['id', 'level', 'ended_at']).execute()
}

/** Those that stand, are suspended (decision 0026), or wait for another's place (decision 0024). */
export async function listKeptLinks(db: Db): Promise<LinkId[]> {
  const standing = await db
    .selectFrom('link')
    .select('id')
    .where((where) => where.or([where('ended_at', 'is', null), where('ended_because', '=', 'renewed')]))
    .execute()
  const waiting = await db.selectFrom('waiting_redemption').select('new_link_id as id').execute()
  return [...standing, ...waiting].map(({ id }) => LinkId.parse(id))
}

export async function findLogin(db: Db, id: LoginId) {
  return (await db.selectFrom('login').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}
