import { PortalIndex, type PortalLink } from '../../shared/contract/portal.ts'
import { LinkId, PatientId, type ClinicId, type LoginId, type PartId } from '../../shared/domain/ids.ts'
import { AccessLevel } from '../../shared/domain/invitations.ts'
import { Instant } from '../../shared/domain/time.ts'
import { fromStored } from './ageFile.ts'
import type { Db, EndpointTables } from './tables.ts'

/*
 * What a login sees: the indexes of its own links that have not ended, each of its link's level (R3.1), and the parts that
 * these name.
 */

/** Everything that a login sees, still sealed; oldest link first. */
export async function portalLinks(db: Db, clinicId: ClinicId, loginId: LoginId): Promise<PortalLink[]> {
  const rows = await db
    .selectFrom('link')
    .leftJoin('record_index', (join) =>
      join
        .onRef('record_index.clinic_id', '=', 'link.clinic_id')
        .on('record_index.owner_kind', '=', 'link')
        .onRef('record_index.owner_id', '=', 'link.id')
        .onRef('record_index.level', '=', 'link.level'),
    )
    .select(['link.id', 'link.patient_id', 'link.level', 'link.since_at'])
    .select(['record_index.epoch', 'record_index.version', 'record_index.signed_kind', 'record_index.signed_id'])
    .select(['record_index.macs_json', 'record_index.body_sealed', 'record_index.published_at'])
    .where('link.clinic_id', '=', clinicId)
    .where('link.login_id', '=', loginId)
    .where('link.ended_at', 'is', null)
    .orderBy('link.since_at')
    .orderBy('link.id')
    .execute()
  return rows.map((row) => ({
    id: LinkId.parse(row.id),
    patientId: PatientId.parse(row.patient_id),
    level: AccessLevel.parse(row.level),
    since: Instant.parse(row.since_at),
    index: toIndex(row),
  }))
}

type IndexColumns = Pick<
  EndpointTables['record_index'],
  'epoch' | 'version' | 'signed_kind' | 'signed_id' | 'macs_json' | 'body_sealed' | 'published_at'
>

/** Null where nothing was published; its columns are null together. */
function toIndex(row: { readonly [Column in keyof IndexColumns]: IndexColumns[Column] | null }): PortalLink['index'] {
  if (row.version === null || row.body_sealed === null) return null
  return PortalIndex.parse({
    epoch: row.epoch,
    version: row.version,
    owner: { kind: row.signed_kind, id: row.signed_id },
    macs: JSON.parse(row.macs_json ?? '[]') as unknown,
    sealed: fromStored(row.body_sealed),
    at: row.published_at,
  })
}

/** Null unless this login's own link has not ended, and its index, of the link's level, names the part. */
export async function findPart(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  linkId: LinkId,
  partId: PartId,
): Promise<string | null> {
  const row = await db
    .selectFrom('link')
    .innerJoin('record_index', (join) =>
      join
        .onRef('record_index.clinic_id', '=', 'link.clinic_id')
        .on('record_index.owner_kind', '=', 'link')
        .onRef('record_index.owner_id', '=', 'link.id')
        .onRef('record_index.level', '=', 'link.level'),
    )
    .innerJoin('record_index_part', (join) =>
      join
        .onRef('record_index_part.clinic_id', '=', 'record_index.clinic_id')
        .onRef('record_index_part.owner_kind', '=', 'record_index.owner_kind')
        .onRef('record_index_part.owner_id', '=', 'record_index.owner_id'),
    )
    .innerJoin('part', (join) =>
      join
        .onRef('part.clinic_id', '=', 'record_index_part.clinic_id')
        .onRef('part.id', '=', 'record_index_part.part_id'),
    )
    .select('part.body_sealed')
    .where('link.clinic_id', '=', clinicId)
    .where('link.login_id', '=', loginId)
    .where('link.id', '=', linkId)
    .where('link.ended_at', 'is', null)
    .where('part.id', '=', partId)
    .executeTakeFirst()
  return row ? fromStored(row.body_sealed) : null
}
