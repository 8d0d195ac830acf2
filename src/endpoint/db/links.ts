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

/**
 * R6.5: the link is of another patient: what was published of the one before is destroyed. Where its login holds that patient
 * already, the link ends, and that one stands for it, until its patient is moved again. False for a link that has ended
 * otherwise, or never was.
 */
export async function moveLink(
  tx: Tx,
  clinicId: ClinicId,
  id: LinkId,
  patientId: PatientId,
  now: Instant,
): Promise<boolean> {
  const ofClinic = tx.selectFrom('link').selectAll().where('clinic_id', '=', clinicId)
  const link = await ofClinic.where('id', '=', id).executeTakeFirst()
  if (!link || (link.ended_at !== null && link.merged_into === null)) return false
  if (link.ended_at === null && link.patient_id === patientId) return true
  const standing = await ofClinic
    .where('login_id', '=', link.login_id)
    .where('patient_id', '=', patientId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (standing) await endLink(tx, clinicId, id, now)
  else await deleteIndex(tx, clinicId, { kind: 'link', id })
  await tx
    .updateTable('link')
    .set(standing ? { merged_into: standing.id } : { patient_id: patientId, merged_into: null, ended_at: null })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .execute()
  return true
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
