import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { sealJson } from '../../../src/shared/envelope/seal.ts'
import { hashToken } from '../../../src/shared/envelope/secrets.ts'

/** What stands in everything that the adversary seals. */
export const MARK = 'made by the adversary'

const HOW = ['swap', 'copy', 'move', 'rollBack', 'truncate', 'own', 'number', 'empty', 'delete', 'duplicate'] as const
type How = (typeof HOW)[number]

/** One change to the endpoint's database; the numbers choose among what there is. */
export type Rewrite = {
  readonly how: How
  readonly table: number
  readonly column: number
  readonly row: number
  readonly other: number
}

export const rewrites = fc.array(
  fc.record({
    how: fc.constantFrom(...HOW),
    table: fc.nat(1_000),
    column: fc.nat(1_000),
    row: fc.nat(1_000),
    other: fc.nat(1_000),
  }),
  { minLength: 1, maxLength: 3 },
)

type Row = Record<string, unknown> & { readonly rowid: number }
export type Snapshot = ReadonlyMap<string, readonly Row[]>
type Keys = { readonly adversary: string; readonly victims: readonly string[] }

/** Every table but the endpoint's own note of its migrations, with every row. */
export function snapshotOf(database: Database.Database): Snapshot {
  const tables = database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('schema_version') ORDER BY name`)
    .pluck()
    .all() as string[]
  return new Map(tables.map((table) => [table, rowsOf(database, table)]))
}

function rowsOf(database: Database.Database, table: string): Row[] {
  return database.prepare(`SELECT rowid, * FROM "${table}" ORDER BY rowid`).all() as Row[]
}

/**
 * Carries the rewrites out. What they meet is what the database has: a table without rows is passed over.
 * @param past states that the database had before
 * @returns what undoes them, as far as nobody has changed the same since
 */
export async function rewrite(
  database: Database.Database,
  wanted: readonly Rewrite[],
  past: readonly Snapshot[],
  keys: Keys,
): Promise<() => void> {
  const own = await adversaryMakes(keys)
  const before = snapshotOf(database)
  // Whoever writes to the file is bound by nothing that the program asks of it.
  database.pragma('foreign_keys = OFF')
  database.pragma('ignore_check_constraints = ON')
  for (const each of wanted) carryOut(database, each, past, own)
  const after = snapshotOf(database)
  return () => undo(database, before, after)
}

type Own = (column: string, value: unknown) => unknown

async function adversaryMakes({ adversary, victims }: Keys): Promise<Own> {
  const sealed = Buffer.from(await sealJson({ format: 3, mark: MARK, text: MARK }, [...victims, adversary]), 'base64')
  return (column, value) => {
    if (column.endsWith('_sealed')) return sealed
    if (column.endsWith('_hash')) return hashToken(MARK)
    if (column === 'recipient') return adversary
    if (typeof value === 'number') return value + 1
    if (typeof value !== 'string') return value
    return value.replaceAll(/age1[a-z0-9]{58}/g, adversary).replaceAll(/[0-9a-f]{64}/g, hashToken(MARK))
  }
}

function carryOut(database: Database.Database, each: Rewrite, past: readonly Snapshot[], own: Own): void {
  const tables = [...snapshotOf(database)].filter(([, rows]) => rows.length > 0)
  const [table, rows] = pick(tables, each.table)
  const row = pick(rows, each.row)
  const other = pick(rows, each.other)
  const columns = Object.keys(row).filter((name) => name !== 'rowid')
  const column = pick(columns, each.column)
  const set = (at: number, name: string, value: unknown) =>
    database.prepare(`UPDATE OR IGNORE "${table}" SET "${name}" = ? WHERE rowid = ?`).run(value, at)
  const write = (value: unknown) => set(row.rowid, column, value)
  try {
    switch (each.how) {
      case 'swap':
        for (const name of movable(columns)) set(row.rowid, name, other[name])
        for (const name of movable(columns)) set(other.rowid, name, row[name])
        return
      case 'copy':
        write(other[column])
        return
      case 'move':
        for (const name of columns.filter((name) => name.endsWith('_id'))) set(row.rowid, name, other[name])
        return
      case 'rollBack': {
        const old = pick(past, each.other)
          .get(table)
          ?.find(({ rowid }) => rowid === row.rowid)
        for (const name of old ? columns : []) set(row.rowid, name, old?.[name])
        return
      }
      case 'truncate': {
        const value = row[column]
        write(Buffer.isBuffer(value) ? value.subarray(0, value.length / 2) : String(value).slice(0, -3))
        return
      }
      case 'own':
        write(own(column, row[column]))
        return
      case 'number':
        write(typeof row[column] === 'number' ? Number.MAX_SAFE_INTEGER : 9_007_199_254_740_991)
        return
      case 'empty':
        write(Buffer.isBuffer(row[column]) ? Buffer.alloc(0) : '')
        return
      case 'delete':
        database.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(row.rowid)
        return
      case 'duplicate': {
        const names = columns.map((name) => `"${name}"`).join(', ')
        const values = columns.map((name) => (name === 'id' || name === 'seq' ? bumped(row[name]) : row[name]))
        database
          .prepare(`INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`)
          .run(...values)
      }
    }
  } catch (cause) {
    // STRICT tables refuse a text where a number stands: the adversary tries something else.
    if (!(cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_'))) throw cause
  }
}

/** What is told of a row, and not what the row is. */
function movable(columns: readonly string[]): string[] {
  return columns.filter((name) => /_sealed$|_json$|^recipient$|^version$|^epoch$/.test(name))
}

function bumped(value: unknown): unknown {
  return typeof value === 'number'
    ? value + 1
    : `${String(value).slice(0, -1)}${String(value).endsWith('0') ? '1' : '0'}`
}

function undo(database: Database.Database, before: Snapshot, after: Snapshot): void {
  for (const [table, rows] of before) {
    const then = new Map((after.get(table) ?? []).map((row) => [row.rowid, row]))
    const now = new Map(rowsOf(database, table).map((row) => [row.rowid, row]))
    for (const row of rows) {
      const columns = Object.keys(row).filter((name) => name !== 'rowid')
      const [written, standing] = [then.get(row.rowid), now.get(row.rowid)]
      if (!written && !standing) {
        const names = ['rowid', ...columns].map((name) => `"${name}"`).join(', ')
        database
          .prepare(
            `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${['rowid', ...columns].map(() => '?').join(', ')})`,
          )
          .run(row.rowid, ...columns.map((name) => row[name]))
      }
      for (const name of written && standing ? columns : []) {
        if (isSame(written?.[name], row[name]) || !isSame(standing?.[name], written?.[name])) continue
        database.prepare(`UPDATE OR IGNORE "${table}" SET "${name}" = ? WHERE rowid = ?`).run(row[name], row.rowid)
      }
    }
    const known = new Set(rows.map(({ rowid }) => rowid))
    for (const rowid of [...then.keys()].filter((each) => !known.has(each))) {
      database.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid)
    }
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return Buffer.isBuffer(one) && Buffer.isBuffer(other) ? one.equals(other) : one === other
}

function pick<T>(among: readonly T[], number: number): T {
  const found = among[number % among.length]
  if (found === undefined) throw new Error('Nothing to choose from')
  return found
}
