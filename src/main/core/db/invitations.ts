import type { Insertable, Selectable, Updateable } from 'kysely'
import type { InvitationId, PatientId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { InvitationTable } from './tables.ts'

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
