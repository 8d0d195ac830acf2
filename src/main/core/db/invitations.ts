import type { Insertable, Selectable, Updateable } from 'kysely'
import { InvitationId, type PatientId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { AgeIdentity, AgeRecipient } from '../../../shared/envelope/seal.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { InvitationTable } from './accessTables.ts'

export type InvitationRow = Selectable<InvitationTable>
export type NewInvitationRow = Insertable<InvitationTable>
type InvitationChanges = Omit<Updateable<InvitationTable>, 'id'>

/** Nobody has redeemed or ended it. Whether it has expired follows from the clock (R4.1). */
const OPEN = ['prepared', 'sending', 'sent', 'opened'] as const

const selectInvitation = compileOnce((db, { id }: { id: string }) =>
  db.selectFrom('invitation').selectAll().where('id', '=', id),
)

export async function findInvitation(db: Db, id: InvitationId): Promise<InvitationRow | null> {
  const [row] = await selectInvitation(db, { id })
  return row ?? null
}

export async function insertInvitation(tx: Tx, row: NewInvitationRow): Promise<void> {
  await tx.insertInto('invitation').values(row).execute()
}

const update = compileOnce((db, { id, ...changes }: { id: string } & InvitationChanges) =>
  db.updateTable('invitation').set(changes).where('id', '=', id),
)

export async function updateInvitation(tx: Tx, id: InvitationId, changes: InvitationChanges): Promise<void> {
  await update(tx, { ...changes, id })
}

/** Of both kinds, still to be redeemed at `now`. */
export function listOpenInvitations(db: Db, patientId: PatientId, now: Instant): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitation')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('state', 'in', OPEN)
    .where('expires_at', '>', now)
    .orderBy('prepared_at')
    .orderBy('id')
    .execute()
}

/** With the name of who asked for each, newest first. */
export function listInvitations(db: Db, patientId: PatientId) {
  return db
    .selectFrom('invitation')
    .innerJoin('staff', 'staff.id', 'invitation.requested_by')
    .selectAll('invitation')
    .select('staff.name as requested_by_name')
    .where('patient_id', '=', patientId)
    .orderBy('prepared_at', 'desc')
    .orderBy('invitation.id', 'desc')
    .execute()
}

/** Whom the greeting greets, and who asked for the invitation, as patients know them. */
export async function findGreetingFacts(
  db: Db,
  row: Pick<InvitationRow, 'patient_id' | 'requested_by'>,
): Promise<{ readonly givenName: string; readonly invitedByName: string }> {
  const { given_name, called_name } = await db
    .selectFrom('patient')
    .innerJoin('staff', (join) => join.on('staff.id', '=', row.requested_by))
    .select(['patient.given_name', 'staff.called_name'])
    .where('patient.id', '=', row.patient_id)
    .executeTakeFirstOrThrow()
  return { givenName: given_name, invitedByName: called_name }
}

/** The link's own secret, and the code read aloud where there is one (R4.5). */
export function recipientsOf(row: Pick<InvitationRow, 'recipient' | 'code_recipient'>): AgeRecipient[] {
  return row.code_recipient === null ? [row.recipient] : [row.recipient, row.code_recipient]
}

/** What the invitee may hold: the link's secret, or the code's identity. */
export function secretsOf(row: Pick<InvitationRow, 'secret' | 'code_secret'>): AgeIdentity[] {
  return row.code_secret === null ? [row.secret] : [row.secret, row.code_secret]
}

/** Every invitation that may still be redeemed, in the order in which they were made. */
export function listAllOpenInvitations(db: Db, now: Instant): Promise<Pick<InvitationRow, 'id' | 'patient_id'>[]> {
  return db
    .selectFrom('invitation')
    .select(['id', 'patient_id'])
    .where('state', 'in', OPEN)
    .where('expires_at', '>', now)
    .orderBy('prepared_at')
    .execute()
}

/** Those that are open, and those that ended or ran out since. */
export async function listKeptInvitations(db: Db, since: Instant): Promise<InvitationId[]> {
  const rows = await db
    .selectFrom('invitation')
    .select('id')
    .where((where) =>
      where.or([where('expires_at', '>', since), where('ended_at', '>', since), where('redeemed_at', '>', since)]),
    )
    .execute()
  return rows.map(({ id }) => InvitationId.parse(id))
}

/** Every invitation that staff ended. */
export async function listEndedInvitations(db: Db): Promise<{ id: InvitationId; state: 'revoked' | 'replaced' }[]> {
  const rows = await db.selectFrom('invitation').select(['id', 'state']).execute()
  return rows.flatMap(({ id, state }) =>
    state === 'revoked' || state === 'replaced' ? [{ id: InvitationId.parse(id), state }] : [],
  )
}
