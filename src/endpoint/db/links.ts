import type { OutboxBody, ProjectionOwner } from '../../shared/contract/sync.ts'
import { LinkId, PatientId, type ClinicId, type InvitationId, type LoginId } from '../../shared/domain/ids.ts'
import type { AccessLevel, HeldLink } from '../../shared/domain/invitations.ts'
import type { PortalLink } from '../../shared/contract/portal.ts'
import { Instant } from '../../shared/domain/time.ts'
import { fromStored, toStored } from './ageFile.ts'
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
    level: row.level,
  }))
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
  return row ? { level: row.level, hasEnded: row.ended_at !== null } : null
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

/** R3.5: the link ends, and what was projected to it and half-filled through it is destroyed. */
export async function endLink(tx: Tx, clinicId: ClinicId, id: LinkId, now: Instant): Promise<void> {
  await tx
    .updateTable('link')
    .set({ ended_at: now })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  await deleteProjection(tx, clinicId, { kind: 'link', id })
  await tx.deleteFrom('draft').where('clinic_id', '=', clinicId).where('link_id', '=', id).execute()
}

/** A later epoch, or within one epoch a higher version, replaces; anything older changes nothing. */
export async function putProjection(
  tx: Tx,
  clinicId: ClinicId,
  epoch: number,
  body: Extract<OutboxBody, { kind: 'projection.put' }>,
  now: Instant,
): Promise<void> {
  const changing = {
    level: body.level,
    epoch,
    version: body.version,
    body_sealed: toStored(body.sealed),
    published_at: now,
  }
  await tx
    .insertInto('projection')
    .values({ clinic_id: clinicId, owner_kind: body.owner.kind, owner_id: body.owner.id, ...changing })
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'owner_kind', 'owner_id'])
        .doUpdateSet(changing)
        .where((where) =>
          where.or([
            where('projection.epoch', '<', epoch),
            where.and([where('projection.epoch', '=', epoch), where('projection.version', '<', body.version)]),
          ]),
        ),
    )
    .execute()
}

/** 0 when nothing of this epoch is kept. */
export async function highestVersion(db: Db, clinicId: ClinicId, epoch: number): Promise<number> {
  const row = await db
    .selectFrom('projection')
    .select((query) => query.fn.max('version').as('version'))
    .where('clinic_id', '=', clinicId)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}

export async function deleteProjection(tx: Tx, clinicId: ClinicId, owner: ProjectionOwner): Promise<void> {
  await tx
    .deleteFrom('projection')
    .where('clinic_id', '=', clinicId)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .execute()
}

/** R4.6: what was sealed to the invitation is the link's from now on, until the desk publishes for the link. */
export async function moveProjection(tx: Tx, clinicId: ClinicId, from: InvitationId, to: LinkId): Promise<void> {
  const owner = { kind: 'invitation', id: from } as const
  const row = await tx
    .selectFrom('projection')
    .select('version')
    .where('clinic_id', '=', clinicId)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .executeTakeFirst()
  if (!row) return
  await deleteProjection(tx, clinicId, { kind: 'link', id: to })
  await tx
    .updateTable('projection')
    .set({ owner_kind: 'link', owner_id: to })
    .where('clinic_id', '=', clinicId)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .execute()
}

/** Everything that a login sees, still sealed; oldest link first. */
export async function portalLinks(db: Db, clinicId: ClinicId, loginId: LoginId): Promise<PortalLink[]> {
  const rows = await db
    .selectFrom('link')
    .leftJoin('projection', (join) =>
      join
        .onRef('projection.clinic_id', '=', 'link.clinic_id')
        .on('projection.owner_kind', '=', 'link')
        .onRef('projection.owner_id', '=', 'link.id')
        .onRef('projection.level', '=', 'link.level'),
    )
    .select([
      'link.id',
      'link.patient_id',
      'link.level',
      'link.since_at',
      'projection.version',
      'projection.body_sealed',
      'projection.published_at',
    ])
    .where('link.clinic_id', '=', clinicId)
    .where('link.login_id', '=', loginId)
    .where('link.ended_at', 'is', null)
    .orderBy('link.since_at')
    .orderBy('link.id')
    .execute()
  return rows.map((row) => ({
    id: LinkId.parse(row.id),
    patientId: PatientId.parse(row.patient_id),
    level: row.level,
    since: Instant.parse(row.since_at),
    projection:
      row.version === null || row.body_sealed === null || row.published_at === null
        ? null
        : { version: row.version, sealed: fromStored(row.body_sealed), at: Instant.parse(row.published_at) },
  }))
}
