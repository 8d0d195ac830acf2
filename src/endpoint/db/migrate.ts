import { sql, type Kysely } from 'kysely'
import { endpointMigrations, type EndpointMigration, type SqlWords } from '../../../migrations/endpoint/index.ts'
import type { Clock } from '../../shared/domain/time.ts'
import type { Db, EndpointTables, Tx } from './tables.ts'

export class DatabaseFromTheFutureError extends Error {
  override readonly name = 'DatabaseFromTheFutureError'
}

/** Any number will do, so long as every endpoint process takes the same. */
const ADVISORY_LOCK = 4_810_230

const WORDS: Record<SqlWords['kind'], SqlWords> = {
  sqlite: { kind: 'sqlite', bytes: 'BLOB', numbered: 'INTEGER PRIMARY KEY', strict: 'STRICT' },
  postgres: {
    kind: 'postgres',
    bytes: 'BYTEA',
    numbered: 'INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
    strict: '',
  },
}

/**
 * Brings the database to the newest schema in one transaction, or changes nothing.
 * @param migrations all there are, in order; tests give fewer, or others
 * @throws DatabaseFromTheFutureError when a newer program has already migrated it.
 */
export async function migrate(
  db: Kysely<EndpointTables>,
  kind: SqlWords['kind'],
  clock: Clock,
  migrations: readonly EndpointMigration[] = endpointMigrations,
): Promise<void> {
  const newest = migrations.at(-1)?.number ?? 0
  // First without a lock: a program that only makes a pairing code does not wait for the one that serves.
  if ((await currentNumber(db)) === newest) return
  if (kind === 'postgres') {
    await db.transaction().execute(async (tx) => {
      // Several processes may start at once on one PostgreSQL; on SQLite the transaction itself is the lock.
      await sql`SELECT pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)})`.execute(tx)
      await bringUp(tx, kind, clock, migrations)
    })
    return
  }
  // SQLite drops a table that others refer to only without foreign keys, and changes that only outside a transaction.
  await sql`PRAGMA foreign_keys = OFF`.execute(db)
  try {
    await db.transaction().execute(async (tx) => {
      await bringUp(tx, kind, clock, migrations)
      await checkReferences(tx)
    })
  } finally {
    await sql`PRAGMA foreign_keys = ON`.execute(db)
  }
}

async function bringUp(
  tx: Tx,
  kind: SqlWords['kind'],
  clock: Clock,
  migrations: readonly EndpointMigration[],
): Promise<void> {
  const newest = migrations.at(-1)?.number ?? 0
  const current = await currentNumber(tx)
  if (current > newest) {
    throw new DatabaseFromTheFutureError(`The database has schema ${current}; this program knows ${newest}`)
  }
  if (current === 0) {
    await sql`CREATE TABLE schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)`.execute(
      tx,
    )
  }
  for (const { number, name, sql: statements } of migrations) {
    if (number <= current) continue
    for (const statement of statements(WORDS[kind]).split(/;\n/)) {
      if (statement.trim() !== '') await sql.raw(statement).execute(tx)
    }
    await sql`INSERT INTO schema_version (number, name, applied_at) VALUES (${number}, ${name}, ${clock.now()})`.execute(
      tx,
    )
  }
}

/** Foreign keys were off: a row that refers to none undoes the migration. Says which table, and nothing of the row. */
async function checkReferences(tx: Tx): Promise<void> {
  const { rows } = await sql<{ table: string; parent: string }>`PRAGMA foreign_key_check`.execute(tx)
  const [broken] = rows
  if (broken) throw new Error(`A row of ${broken.table} refers to a row of ${broken.parent} that is not there`)
}

/** 0 for an empty database. */
async function currentNumber(db: Db): Promise<number> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'schema_version')) return 0
  const found = await sql<{ number: number | null }>`SELECT max(number) AS number FROM schema_version`.execute(db)
  return found.rows[0]?.number ?? 0
}
