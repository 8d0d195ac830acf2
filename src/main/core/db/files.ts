import { sql, type Insertable, type Selectable } from 'kysely'
import { PartId, PatientId } from '../../../shared/domain/ids.ts'
import type { FileTrouble } from '../../../shared/domain/fileTrouble.ts'
import type { PartRef } from '../../../shared/domain/recordIndex.ts'
import type { Db, Tx } from '../context.ts'
import type { FileTable } from './documentTables.ts'

export type FileRow = Selectable<FileTable>

/** @returns whether it is new */
export async function insertFile(tx: Tx, row: Insertable<FileTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('file')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function findFile(db: Db, id: PartId): Promise<FileRow | null> {
  return (await db.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function updateFile(tx: Tx, id: PartId, changes: Partial<Omit<FileRow, 'id'>>): Promise<void> {
  await tx.updateTable('file').set(changes).where('id', '=', id).execute()
}

/** R11.6: so much of one link waits for a person at the desk; what is beyond it stays at the endpoint until they looked. */
const WAITING_BYTES_OF_LINK = 400 * 1024 * 1024

/** What patients sent and is to be fetched, oldest first, but for those whose files wait for a person already. */
export async function listArriving(db: Db): Promise<FileRow[]> {
  const full = db
    .selectFrom('file as waiting')
    .innerJoin('inbox_item', 'inbox_item.file_id', 'waiting.id')
    .select('waiting.link_id')
    .where('waiting.state', '=', 'here')
    .where('inbox_item.done_at', 'is', null)
    .groupBy('waiting.link_id')
    .having(sql<number>`sum(waiting.bytes)`, '>', WAITING_BYTES_OF_LINK)
  return db
    .selectFrom('file')
    .selectAll()
    .where('state', '=', 'arriving')
    .where('link_id', 'not in', full)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
}

/** Where the patient's files are that the endpoint has, by their ids. */
export async function listFileRefs(db: Db, patientId: PatientId): Promise<Map<string, PartRef>> {
  const rows = await db
    .selectFrom('file')
    .select(['id', 'identity', 'sha256'])
    .where('patient_id', '=', patientId)
    .where('is_at_endpoint', '=', 1)
    .execute()
  return new Map(rows.map(({ id, identity, sha256 }) => [id, { id: PartId.parse(id), identity, sha256 }]))
}

/** Patients with files here that the endpoint does not have: whether anybody may see any of them is another question. */
export async function listPatientsWithLocalFiles(db: Db): Promise<PatientId[]> {
  const rows = await db
    .selectFrom('file')
    .leftJoin('document', 'document.file_id', 'file.id')
    .leftJoin('document_share', (join) =>
      join.onRef('document_share.document_id', '=', 'document.id').on('document_share.ended_at', 'is', null),
    )
    .select('file.patient_id')
    .distinct()
    .where('file.state', '=', 'here')
    .where('file.is_at_endpoint', '=', 0)
    .where((where) => where.or([where('file.link_id', 'is not', null), where('document_share.id', 'is not', null)]))
    .execute()
  return rows.map(({ patient_id }) => PatientId.parse(patient_id))
}

/** The endpoint dropped what no index names any more, or never had it; what was fetched only just may be named by the next. */
export async function forgetFiles(tx: Tx, patientId: PatientId, keeping: readonly PartId[]): Promise<void> {
  await tx
    .updateTable('file')
    .set({ is_at_endpoint: 0 })
    .where('patient_id', '=', patientId)
    .where('is_at_endpoint', '=', 1)
    .where('state', '!=', 'arriving')
    .$if(keeping.length > 0, (query) => query.where('id', 'not in', keeping))
    .execute()
}

/** What came of a file that was fetched. */
export async function settleFile(tx: Tx, id: PartId, trouble: FileTrouble | null): Promise<void> {
  const changes = trouble === null ? { state: 'here' as const } : { state: 'refused' as const, is_at_endpoint: 0 }
  await tx
    .updateTable('file')
    .set({ ...changes, refused_because: trouble })
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .execute()
}
