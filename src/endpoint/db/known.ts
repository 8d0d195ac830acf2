import { sql, type RawBuilder } from 'kysely'
import { KNOWN_ROWS, KnownRow, type KnownSize } from '../../shared/contract/sync.ts'
import type { ClinicId } from '../../shared/domain/ids.ts'
import { isServerTable, serverTable, serverTables, type ServerTableName } from '../../shared/domain/serverKnows.ts'
import type { Db } from './tables.ts'

/** R11.6: no call writes more in clear. What is longer was written by something else, and would fill an answer, and the memory. */
const CLEAR_BYTES = 2 * 1024 * 1024
/** A desk takes an answer of four times this. */
const PAGE_BYTES = 6 * 1024 * 1024

/** R11.1: of every table how much is this clinic's; of one that is no clinic's, nothing. */
export async function readKnownTables(
  db: Db,
  clinicId: ClinicId,
): Promise<{ readonly table: string; readonly size: KnownSize | null }[]> {
  const tables = []
  for (const table of serverTables) tables.push({ table, size: await sizeOf(db, clinicId, table) })
  return tables
}

async function sizeOf(db: Db, clinicId: ClinicId, table: ServerTableName): Promise<KnownSize | null> {
  const { order, columns } = serverTable(table)
  if (order === null) return null
  const lengths = Object.keys(columns).map((column) => sql`coalesce(${lengthOf(column)}, 0)`)
  const { rows } = await sql<{ rows: number | string; bytes: number | string }>`
    SELECT count(*) AS rows, coalesce(sum(${sql.join(lengths, sql` + `)}), 0) AS bytes
    FROM ${sql.table(table)} WHERE ${ofClinic(table, clinicId)}`.execute(db)
  return { rows: Number(rows[0]?.rows), bytes: Number(rows[0]?.bytes) }
}

/** R11.1: rows of this clinic alone (R11.3), in an order that stays. What is not in clear, or too long, is told by its length. */
export async function readKnownRows(
  db: Db,
  clinicId: ClinicId,
  { table, from }: { readonly table: string; readonly from: number },
): Promise<{ readonly rows: KnownRow[]; readonly hasMore: boolean }> {
  if (!isServerTable(table)) return { rows: [], hasMore: false }
  const { order, columns } = serverTable(table)
  if (order === null) return { rows: [], hasMore: false }
  const clear = Object.keys(columns).filter((column) => columns[column] === 'clear')
  const told = Object.entries(columns).flatMap(([column, kept]) =>
    kept === 'clear'
      ? [sql`${ifTold(column)} AS ${sql.ref(column)}`, sql`${lengthOf(column)} AS ${sql.ref(lengthName(column))}`]
      : [sql`${lengthOf(column)} AS ${sql.ref(lengthName(column))}`],
  )
  const inOrder = order.length === 0 ? sql`` : sql`ORDER BY ${sql.join(order.map((column) => sql.ref(column)))}`
  const ofTable = sql`FROM ${sql.table(table)} WHERE ${ofClinic(table, clinicId)} ${inOrder}`
  const bytes = sql.join(
    clear.map((column) => sql`coalesce(${bytesOf(sql`${ifTold(column)}`)}, 0)`),
    sql` + `,
  )
  const { rows: sizes } = await sql<{ bytes: number | string }>`
    SELECT ${bytes} AS bytes ${ofTable} LIMIT ${KNOWN_ROWS + 1} OFFSET ${from}`.execute(db)
  const count = rowsWithin(sizes.slice(0, KNOWN_ROWS).map((row) => Number(row.bytes)))
  const { rows } = await sql<Record<string, unknown>>`
    SELECT ${sql.join(told)} ${ofTable} LIMIT ${count} OFFSET ${from}`.execute(db)
  const known = rows.map((row) =>
    KnownRow.parse(
      Object.fromEntries(
        Object.entries(columns).map(([column, kept]) => {
          const value = row[column] ?? null
          const length = row[lengthName(column)] ?? null
          return [column, value !== null || length === null ? value : { kept, length }]
        }),
      ),
    ),
  )
  return { rows: known, hasMore: sizes.length > known.length }
}

/** One at least, however large. @param bytes of each */
function rowsWithin(bytes: readonly number[]): number {
  let sum = 0
  const end = bytes.findIndex((each, at) => (sum += each) > PAGE_BYTES && at > 0)
  return end < 0 ? bytes.length : end
}

function ofClinic(table: ServerTableName, clinicId: ClinicId): RawBuilder<unknown> {
  switch (table) {
    case 'clinic':
      return sql`id = ${clinicId}`
    case 'lane_range':
      return sql`lane IN (SELECT number FROM lane WHERE clinic_id = ${clinicId})`
    default:
      return sql`clinic_id = ${clinicId}`
  }
}

/** Null where it is too long to be told. */
function ifTold(column: string): RawBuilder<unknown> {
  return sql`CASE WHEN ${bytesOf(sql.ref(column))} <= ${CLEAR_BYTES} THEN ${sql.ref(column)} END`
}

function bytesOf(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`octet_length(CAST(${value} AS TEXT))`
}

/** No column is called so. */
const lengthName = (column: string): string => `length of ${column}`

/** In bytes of what is sealed, in characters of what is not. */
function lengthOf(column: string): RawBuilder<unknown> {
  return column.endsWith('_sealed') ? sql`length(${sql.ref(column)})` : sql`length(CAST(${sql.ref(column)} AS TEXT))`
}
