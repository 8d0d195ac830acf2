import { sql, type Insertable, type Selectable } from 'kysely'
import { AppointmentId, SeriesId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { MailRow } from './mails.ts'
import type { SeriesTable } from './tables.ts'

export type SeriesRow = Selectable<SeriesTable>

export async function insertSeries(tx: Tx, row: Insertable<SeriesTable>): Promise<void> {
  await tx.insertInto('series').values(row).execute()
}

export async function findSeries(db: Db, id: SeriesId): Promise<SeriesRow | null> {
  return (await db.selectFrom('series').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Of a series none of whose visits ever counted. */
export async function deleteSeries(tx: Tx, id: SeriesId): Promise<void> {
  await tx.deleteFrom('series').where('id', '=', id).execute()
}

/** Where a visit stands in a series. Null where it is none of any. */
export async function findPlace(db: Db, id: AppointmentId) {
  const row = await db
    .selectFrom('appointment')
    .select(['series_id', 'originally_at'])
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.series_id === null) return null
  return { seriesId: SeriesId.parse(row.series_id), originallyAt: Instant.parse(row.originally_at) }
}

/** The visits of a series in the order of its rule; those whose booking was undone are none. */
export async function listVisitsOfSeries(db: Db, id: SeriesId) {
  const rows = await db
    .selectFrom('appointment')
    .select(['id', 'version', 'status', 'starts_at', 'originally_at'])
    .where('series_id', '=', id)
    .where('undone_at', 'is', null)
    .orderBy('originally_at')
    .execute()
  return rows.map((row) => ({
    id: AppointmentId.parse(row.id),
    version: row.version,
    status: row.status,
    startsAt: Instant.parse(row.starts_at),
    originallyAt: Instant.parse(row.originally_at),
  }))
}

/** Visits of a series whose patient was told last by this e-mail, in the order of its rule; those that are off among them. */
export async function listToldBy(db: Db, id: SeriesId, mailId: string): Promise<AppointmentId[]> {
  const rows = await db
    .selectFrom('appointment')
    .select('id')
    .where('series_id', '=', id)
    .where('undone_at', 'is', null)
    .where((eb) => eb(sql<string | null>`told_json ->> '$.mailId'`, '=', mailId))
    .orderBy('originally_at')
    .execute()
  return rows.map((row) => AppointmentId.parse(row.id))
}

/** Whether the patient knows of any visit of it but these. */
export async function isAnotherKnown(db: Db, id: SeriesId, but: readonly AppointmentId[]): Promise<boolean> {
  const row = await db
    .selectFrom('appointment')
    .select('id')
    .where('series_id', '=', id)
    .where('id', 'not in', but)
    .where('undone_at', 'is', null)
    .where((eb) => eb(sql<string | null>`told_json ->> '$.visit'`, 'is not', null))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** R6.4: whether somebody else may have the time of one of them. */
export async function isOneInDoubt(db: Db, ids: readonly AppointmentId[]): Promise<boolean> {
  const row = await db
    .selectFrom('appointment')
    .select('id')
    .where('id', 'in', ids)
    .where('claim_state', 'is not', null)
    .where('status', '!=', 'cancelled')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** R6.4: nobody is told of times one of which somebody else may have. */
export async function isSeriesInDoubt(db: Db, mail: Pick<MailRow, 'id' | 'series_id'>): Promise<boolean> {
  if (mail.series_id === null) return false
  return isOneInDoubt(db, await listToldBy(db, SeriesId.parse(mail.series_id), mail.id))
}
