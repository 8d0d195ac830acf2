import { sql, type RawBuilder } from 'kysely'
import { KNOWN_ROWS, KnownRow, type KnownSize } from '../../shared/contract/sync.ts'
import type { ClinicId } from '../../shared/domain/ids.ts'
import { isServerTable, serverTable, serverTables, type ServerTableName } from '../../shared/domain/serverKnows.ts'
import type { Db } from './tables.ts'

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

/** R11.1: rows of this clinic alone (R11.3), in an order that stays. What is not in clear is told by its length. */
export async function readKnownRows(
  db: Db,
  clinicId: ClinicId,
  { table, from }: { readonly table: string; readonly from: number },
): Promise<{ readonly rows: KnownRow[]; readonly hasMore: boolean }> {
  if (!isServerTable(table)) return { rows: [], hasMore: false }
  const { order, columns } = serverTable(table)
  if (order === null) return { rows: [], hasMore: false }
  const told = Object.entries(columns).map(([column, kept]) =>
    kept === 'clear' ? sql.ref(column) : sql`${lengthOf(column)} AS ${sql.ref(column)}`,
  )
  const inOrder = order.length === 0 ? sql`` : sql`ORDER BY ${sql.join(order.map((column) => sql.ref(column)))}`
  const { rows } = await sql<Record<string, unknown>>`
    SELECT ${sql.join(told)} FROM ${sql.table(table)} WHERE ${ofClinic(table, clinicId)}
    ${inOrder} LIMIT ${KNOWN_ROWS + 1} OFFSET ${from}`.execute(db)
  const known = rows.slice(0, KNOWN_ROWS).map((row) =>
    KnownRow.parse(
      Object.fromEntries(
        Object.entries(columns).map(([column, kept]) => {
          const value = row[column] ?? null
          return [column, kept === 'clear' || value === null ? value : { kept, length: value }]
        }),
      ),
    ),
  )
  return { rows: known, hasMore: rows.length > KNOWN_ROWS }
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

/** In bytes of what is sealed, in characters of what is not. */
function lengthOf(column: string): RawBuilder<unknown> {
  return column.endsWith('_sealed') ? sql`length(${sql.ref(column)})` : sql`length(CAST(${sql.ref(column)} AS TEXT))`
}
