import { sql, type Kysely } from 'kysely'
import { endpointMigrations, type SqlWords } from '../../../migrations/endpoint/index.ts'
import type { Clock } from '../../shared/domain/time.ts'
import type { Db, EndpointTables } from './tables.ts'

export class DatabaseFromTheFutureError extends Error {
  override readonly name = 'DatabaseFromTheFutureError'
}

/** Any number will do, so long as every endpoint process takes the same. */
const ADVISORY_LOCK = 4_810_230

const WORDS: Record<'sqlite' | 'postgres', SqlWords> = {
  sqlite: { bytes: 'BLOB', strict: 'STRICT' },
  postgres: { bytes: 'BYTEA', strict: '' },
}

/**
 * Brings the database to the newest schema in one transaction, or changes nothing.
 * @throws DatabaseFromTheFutureError when a newer program has already migrated it.
 */
export async function migrate(db: Kysely<EndpointTables>, kind: 'sqlite' | 'postgres', clock: Clock): Promise<void> {
  const newest = endpointMigrations.at(-1)?.number ?? 0
  // First without a lock: a program that only makes a pairing code does not wait for the one that serves.
  if ((await currentNumber(db)) === newest) return
  await db.transaction().execute(async (tx) => {
    // Several processes may start at once on one PostgreSQL; on SQLite the transaction itself is the lock.
    if (kind === 'postgres') await sql`SELECT pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)})`.execute(tx)
    const current = await currentNumber(tx)
    if (current > newest) {
      throw new DatabaseFromTheFutureError(`The database has schema ${current}; this program knows ${newest}`)
    }
    if (current === 0) {
      await sql`CREATE TABLE schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)`.execute(
        tx,
      )
    }
    for (const { number, name, sql: statements } of endpointMigrations) {
      if (number <= current) continue
      for (const statement of statements(WORDS[kind]).split(/;\n/)) {
        if (statement.trim() !== '') await sql.raw(statement).execute(tx)
      }
      await sql`INSERT INTO schema_version (number, name, applied_at) VALUES (${number}, ${name}, ${clock.now()})`.execute(
        tx,
      )
    }
  })
}

/** 0 for an empty database. */
async function currentNumber(db: Db): Promise<number> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'schema_version')) return 0
  const found = await sql<{ number: number | null }>`SELECT max(number) AS number FROM schema_version`.execute(db)
  return found.rows[0]?.number ?? 0
}
