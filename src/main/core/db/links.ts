import type { Insertable, Selectable, Updateable } from 'kysely'
import type { InvitationId, LinkId, PatientId } from '../../../shared/domain/ids.ts'
import type { Db, Tx } from '../context.ts'
import type { LinkTable, LoginTable } from './tables.ts'

export type LinkRow = Selectable<LinkTable>
export type LinkWithEmail = LinkRow & { readonly email: string }

export async function findLink(db: Db, id: LinkId): Promise<LinkWithEmail | null> {
  return (await selectLinks(db).where('link.id', '=', id).executeTakeFirst()) ?? null
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

function selectLinks(db: Db) {
  return db
    .selectFrom('link')
    .innerJoin('login', 'login.id', 'link.login_id')
    .selectAll('link')
    .select('login.email as email')
}

export async function insertLink(tx: Tx, row: Insertable<LinkTable>): Promise<void> {
  await tx.insertInto('link').values(row).execute()
}

export async function updateLink(tx: Tx, id: LinkId, changes: Updateable<LinkTable>): Promise<void> {
  await tx.updateTable('link').set(changes).where('id', '=', id).execute()
}

/** Makes the login known; one that is known keeps what it has. */
export async function insertLogin(tx: Tx, row: Insertable<LoginTable>): Promise<void> {
  await tx
    .insertInto('login')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function updateLogin(tx: Tx, id: string, changes: Updateable<LoginTable>): Promise<void> {
  await tx.updateTable('login').set(changes).where('id', '=', id).execute()
}

export async function insertLinkInvitation(tx: Tx, linkId: LinkId, invitationId: InvitationId): Promise<void> {
  await tx
    .insertInto('link_invitation')
    .values({ link_id: linkId, invitation_id: invitationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** By what the links of a patient came, newest first, with who sent it. */
export function listLinkOrigins(db: Db, patientId: PatientId) {
  return db
    .selectFrom('link_invitation')
    .innerJoin('invitation', 'invitation.id', 'link_invitation.invitation_id')
    .innerJoin('staff', 'staff.id', 'invitation.requested_by')
    .select(['link_invitation.link_id', 'invitation.id as invitation_id', 'invitation.kind', 'staff.called_name'])
    .where('invitation.patient_id', '=', patientId)
    .orderBy('invitation.redeemed_at', 'desc')
    .orderBy('invitation.id', 'desc')
    .execute()
}
