import { sql, type Kysely, type RawBuilder } from 'kysely'
import { isServerTable, serverTable, type ServerTableName } from '../../shared/domain/serverKnows.ts'
import { openToRead, type DatabaseOptions } from '../db/openDatabase.ts'
import type { EndpointTables } from '../db/tables.ts'
import { COLUMNS } from './columns.ts'
import { AGE_HEADER_BYTES } from './isAgeFile.ts'
import type { Shape, Stored } from './shapes.ts'
import { wordsInFreePages } from './freePages.ts'

/** What is not as the documentation names it; never what stands there. */
export type Finding = {
  /** `table`, or `table.column`. */
  readonly where: string
  readonly problem: string
  /** How many rows. */
  readonly count: number
}

export type Report = { readonly tables: number; readonly rows: number; readonly findings: readonly Finding[] }

/** What migrations write of themselves. */
const OF_MIGRATIONS = 'schema_version'
/** Rows held in memory at once. */
const ROWS = 500

/**
 * R11.1, R11.2: reads an endpoint's whole database, without a key and without changing anything, and tells every value that is
 * not an age file, a hash, an id, a time, or what {@link COLUMNS} says may stand there in clear.
 */
export async function verifyDatabase(options: DatabaseOptions): Promise<Report> {
  const db = openToRead(options)
  try {
    const tables = (await db.introspection.getTables()).filter(({ name }) => name !== OF_MIGRATIONS)
    const findings: Finding[] = []
    let rows = 0
    for (const { name, columns } of tables) {
      if (!isServerTable(name)) {
        findings.push({
          where: name,
          problem: 'a table that this endpoint does not make',
          count: await sizeOf(db, name),
        })
        continue
      }
      const found = await verifyTable(
        db,
        options.kind,
        name,
        columns.map((column) => column.name),
      )
      findings.push(...found.findings)
      rows += found.rows
    }
    if (options.kind === 'sqlite') {
      const pages = wordsInFreePages(options.file)
      if (pages > 0)
        findings.push({ where: 'free pages', problem: 'what was deleted still stands there', count: pages })
    }
    return { tables: tables.length, rows, findings }
  } finally {
    await db.destroy()
  }
}

async function verifyTable(
  db: Kysely<EndpointTables>,
  kind: DatabaseOptions['kind'],
  table: ServerTableName,
  present: readonly string[],
): Promise<{ readonly rows: number; readonly findings: readonly Finding[] }> {
  const shapes: Readonly<Record<string, Shape>> = COLUMNS[table]
  const wrong = new Map<string, Finding>()
  const count = (column: string, problem: string) => {
    const where = `${table}.${column}`
    wrong.set(where, { where, problem, count: (wrong.get(where)?.count ?? 0) + 1 })
  }
  let rows = 0
  for await (const row of readRows(db, kind, table, present)) {
    rows += 1
    for (const column of present) {
      const value = valueOf(table, column, row)
      if (value === null) continue
      const shape = shapes[column]
      if (!shape) count(column, 'a column that this endpoint does not make')
      else if (!shape.fits(value, row)) count(column, `not ${shape.name}`)
    }
  }
  return { rows, findings: [...wrong.values()] }
}

const isSealed = (table: ServerTableName, column: string): boolean => serverTable(table).columns[column] === 'sealed'
const lengthName = (column: string): string => `length of ${column}`

function valueOf(table: ServerTableName, column: string, row: Readonly<Row>): Stored | null {
  // The driver's own values: the columns of both databases are text, numbers and bytes.
  const value = (row[column] ?? null) as Stored | null
  if (!isSealed(table, column) || !(value instanceof Uint8Array)) return value
  return { start: value, length: Number(row[lengthName(column)]) }
}

/** Every row, some at a time: of an age file its beginning alone. */
async function* readRows(
  db: Kysely<EndpointTables>,
  kind: DatabaseOptions['kind'],
  table: ServerTableName,
  columns: readonly string[],
): AsyncGenerator<Row> {
  const told = columns.flatMap((column) =>
    isSealed(table, column)
      ? [
          sql`substr(${sql.ref(column)}, 1, ${sql.lit(AGE_HEADER_BYTES)}) AS ${sql.ref(column)}`,
          sql`length(${sql.ref(column)}) AS ${sql.ref(lengthName(column))}`,
        ]
      : [sql`${sql.ref(column)}`],
  )
  const rows = kind === 'sqlite' ? readByRowid(db, table, told) : readByCursor(db, table, told)
  for await (const some of rows) yield* some
}

type Told = readonly RawBuilder<unknown>[]
type Row = Record<string, unknown>

async function* readByRowid(db: Kysely<EndpointTables>, table: string, told: Told): AsyncGenerator<Row[]> {
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const { rows } = await sql<Row>`
      SELECT ${sql.join(told)}, rowid AS "the row" FROM ${sql.table(table)}
      WHERE rowid > ${after} ORDER BY rowid LIMIT ${sql.lit(ROWS)}`.execute(db)
    yield rows
    if (rows.length < ROWS) return
    after = Number(rows.at(-1)?.['the row'])
  }
}

async function* readByCursor(db: Kysely<EndpointTables>, table: string, told: Told): AsyncGenerator<Row[]> {
  const transaction = await db.startTransaction().execute()
  try {
    await sql`DECLARE every CURSOR FOR SELECT ${sql.join(told)} FROM ${sql.table(table)}`.execute(transaction)
    for (;;) {
      const { rows } = await sql<Row>`FETCH ${sql.lit(ROWS)} FROM every`.execute(transaction)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await transaction.rollback().execute()
  }
}

async function sizeOf(db: Kysely<EndpointTables>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`SELECT count(*) AS count FROM ${sql.table(table)}`.execute(db)
  return Number(rows[0]?.count)
}
