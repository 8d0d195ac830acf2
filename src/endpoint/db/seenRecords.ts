import { sql, type JoinBuilder } from 'kysely'
import { PortalIndex, type PortalLink } from '../../shared/contract/portal.ts'
import { LinkId, PatientId, type ClinicId, type LoginId, type PartId } from '../../shared/domain/ids.ts'
import { AccessLevel } from '../../shared/domain/invitations.ts'
import { Instant } from '../../shared/domain/time.ts'
import { fromStored, SEALED_BYTES } from './ageFile.ts'
import type { Db, EndpointTables } from './tables.ts'

/*
 * What a login sees: the indexes of its own links that have not ended, each of its link's level (R3.1), and the parts that
 * these name.
 */

/** R11.6: of an index in clear. A row beyond it would block the process while it is parsed, and counts as none. */
const CLEAR_BYTES = 4 * 1024
const clearBytes = sql<number>`octet_length(record_index.macs_json) + octet_length(record_index.signed_kind)
  + octet_length(record_index.signed_id) + octet_length(record_index.published_at)`
/** Of all indexes of a login together: they are one answer. Those of its newest links beyond it count as none. */
const ANSWER_BYTES = 32 * 1024 * 1024
const bytesOf = (table: 'record_index' | 'part') => sql<number>`octet_length(${sql.ref(`${table}.body_sealed`)})`

/** Of the level that the link has now. */
export function isIndexOfLink(join: JoinBuilder<EndpointTables, 'link' | 'record_index'>) {
  return join
    .onRef('record_index.clinic_id', '=', 'link.clinic_id')
    .on('record_index.owner_kind', '=', 'link')
    .onRef('record_index.owner_id', '=', 'link.id')
    .onRef('record_index.level', '=', 'link.level')
}

/** Everything that a login sees, still sealed; oldest link first. */
export async function portalLinks(db: Db, clinicId: ClinicId, loginId: LoginId): Promise<PortalLink[]> {
  const rows = await db
    .with('seen', (query) =>
      query
        .selectFrom('link')
        .innerJoin('record_index', isIndexOfLink)
        .select('link.id as link_id')
        .select(sql<number>`sum(${bytesOf('record_index')}) OVER (ORDER BY link.since_at, link.id)`.as('so_far'))
        .where('link.clinic_id', '=', clinicId)
        .where('link.login_id', '=', loginId)
        .where('link.ended_at', 'is', null)
        .where(clearBytes, '<=', CLEAR_BYTES)
        .where(bytesOf('record_index'), '<=', SEALED_BYTES),
    )
    .selectFrom('link')
    .leftJoin('seen', (join) => join.onRef('seen.link_id', '=', 'link.id').on('seen.so_far', '<=', ANSWER_BYTES))
    .leftJoin('record_index', (join) =>
      join
        .onRef('record_index.clinic_id', '=', 'link.clinic_id')
        .on('record_index.owner_kind', '=', 'link')
        .onRef('record_index.owner_id', '=', 'seen.link_id'),
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

/** Null where nothing was published, whose columns are null together, and where it is no index (R11.6). */
function toIndex(row: { readonly [Column in keyof IndexColumns]: IndexColumns[Column] | null }): PortalLink['index'] {
  if (row.version === null || row.body_sealed === null) return null
  const index = PortalIndex.safeParse({
    epoch: row.epoch,
    version: row.version,
    owner: { kind: row.signed_kind, id: row.signed_id },
    macs: macsOf(row.macs_json ?? '[]'),
    sealed: fromStored(row.body_sealed),
    at: row.published_at,
  })
  return index.data ?? null
}

function macsOf(macsJson: string): unknown {
  try {
    return JSON.parse(macsJson)
  } catch {
    return null
  }
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
    .innerJoin('record_index', isIndexOfLink)
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
    .where(bytesOf('part'), '<=', SEALED_BYTES)
    .executeTakeFirst()
  return row?.body_sealed ? fromStored(row.body_sealed) : null
}
