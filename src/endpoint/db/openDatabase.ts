import Database from 'better-sqlite3'
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  sql,
  SqliteDialect,
  SqliteDriver,
  type Driver,
  type SqliteDialectConfig,
} from 'kysely'
import pg from 'pg'
import type { Clock } from '../../shared/domain/time.ts'
import { migrate } from './migrate.ts'
import { keepForOwner } from './ownersFile.ts'
import type { EndpointTables } from './tables.ts'

export type DatabaseOptions =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

/** Opens and migrates. @throws DatabaseFromTheFutureError */
export async function openDatabase(options: DatabaseOptions, clock: Clock): Promise<Kysely<EndpointTables>> {
  const db = new Kysely<EndpointTables>({
    dialect: options.kind === 'sqlite' ? sqliteDialect(options.file) : postgresDialect(options.url),
  })
  try {
    await migrate(db, options.kind, clock)
    if (options.kind === 'sqlite') await emptyLog(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Opens as it stands, for whoever changes nothing: neither migrated, nor made where there is none. */
export function openToRead(options: DatabaseOptions): Kysely<EndpointTables> {
  if (options.kind === 'postgres') {
    return new Kysely({ dialect: postgresDialect(options.url, '-c default_transaction_read_only=on') })
  }
  const database = new Database(options.file, { readonly: true, fileMustExist: true })
  return new Kysely({ dialect: new SqliteDialect({ database: withStatementCache(database) }) })
}

/** How long SQLite waits for another process. */
const BUSY_MILLISECONDS = 5_000

/**
 * R9.4: what was deleted stands in the write-ahead log of SQLite until that is emptied. False while another process reads
 * from the log. PostgreSQL's own log is its owner's to keep or drop.
 */
export async function emptyLog(db: Kysely<EndpointTables>): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    // Nobody waits for whoever reads: it is tried again.
    await sql`PRAGMA busy_timeout = 0`.execute(connection)
    try {
      const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(connection)
      return rows[0]?.busy === 0
    } finally {
      await sql`PRAGMA busy_timeout = ${sql.lit(BUSY_MILLISECONDS)}`.execute(connection)
    }
  })
}

function postgresDialect(url: string, options?: string): PostgresDialect {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000, options })
  // A connection that the server closed is replaced by the next query, and one in use has failed its own; without a
  // listener either would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new PostgresDialect({ pool })
}

function sqliteDialect(file: string): SqliteDialect {
  keepForOwner(file)
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  // FULL: what was answered `applied` or `sent` survives a power cut.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`)
  // What is deleted is overwritten: the address of a sent e-mail does not linger in free pages (R9.4).
  database.pragma('secure_delete = ON')
  return new ImmediateSqliteDialect({ database: withStatementCache(database) })
}

/** A transaction that reads before it writes must not find the file locked half-way: it takes the lock at once. */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver(): Driver {
    const driver = new SqliteDriver(this.#config)
    driver.beginTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    }
    return driver
  }
}

/** Kysely prepares every query anew; the queries here are few and known, so that each is prepared once. */
function withStatementCache(database: Database.Database): { close: () => void; prepare: Database.Database['prepare'] } {
  const statements = new Map<string, Database.Statement>()
  const prepare = (source: string): Database.Statement => {
    const known = statements.get(source)
    if (known) return known
    const made = database.prepare(source)
    if (statements.size < 500) statements.set(source, made)
    return made
  }
  return {
    // `prepare` of the library is generic over parameters and rows; Kysely's view of it is not.
    prepare: prepare as Database.Database['prepare'],
    close: () => database.close(),
  }
}
