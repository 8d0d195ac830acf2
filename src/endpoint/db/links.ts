import { LinkId, PatientId, type ClinicId, type LoginId } from '../../shared/domain/ids.ts'
import { AccessLevel, type HeldLink } from '../../shared/domain/invitations.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { deleteDrafts } from './quotas.ts'
import { deleteIndex } from './records.ts'
import type { Db, Tx } from './tables.ts'

export async function heldLinks(db: Db, clinicId: ClinicId, loginId: LoginId): Promise<HeldLink[]> {
  const rows = await db
    .selectFrom('link')
    .select(['id', 'patient_id', 'level'])
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    id: LinkId.parse(row.id),
    patientId: PatientId.parse(row.patient_id),
    level: AccessLevel.parse(row.level),
  }))
}

/** Whether it is this login's, and has not ended. */
export async function holdsLink(db: Db, clinicId: ClinicId, loginId: LoginId, linkId: LinkId): Promise<boolean> {
  const row = await db
    .selectFrom('link')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .where('id', '=', linkId)
    .where('login_id', '=', loginId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Null for a link that never was. */
export async function findLink(
  db: Db,
  clinicId: ClinicId,
  id: LinkId,
): Promise<{ readonly level: AccessLevel; readonly hasEnded: boolean } | null> {
  const row = await db
    .selectFrom('link')
    .select(['level', 'ended_at'])
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { level: AccessLevel.parse(row.level), hasEnded: row.ended_at !== null } : null
}

export async function insertLink(
  tx: Tx,
  clinicId: ClinicId,
  loginId: LoginId,
  link: HeldLink,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto('link')
    .values({
      clinic_id: clinicId,
      id: link.id,
      login_id: loginId,
      patient_id: link.patientId,
      level: link.level,
      since_at: now,
      ended_at: null,
    })
    .execute()
}

/** False when the link has ended. */
export async function setLinkLevel(tx: Tx, clinicId: ClinicId, id: LinkId, level: AccessLevel): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('link')
    .set({ level })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** R3.5: the link ends, and what was published for it and half-filled through it is destroyed. */
export async function endLink(tx: Tx, clinicId: ClinicId, id: LinkId, now: Instant): Promise<void> {
  await tx
    .updateTable('link')
    .set({ ended_at: now })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  await deleteIndex(tx, clinicId, { kind: 'link', id })
  await deleteDrafts(tx, clinicId, id)
}
