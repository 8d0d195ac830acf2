import { AsyncLocalStorage } from 'node:async_hooks'
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type KyselyConfig,
  type QueryResult,
  type Transaction,
  type TransactionBuilder,
} from 'kysely'
import type { ClinicTables } from './tables.ts'
import type { Database, Statement } from './sqlite.ts'

/** Far more than the program has queries; bounds what lists of ids of every length could leave behind. */
const STATEMENTS_KEPT = 500

type Reconnected = { readonly database: Database }

type OpenTransaction = { isOpen: boolean }

/** The connection that an open transaction has to itself. */
const connections = new WeakMap<object, DatabaseConnection>()

/**
 * Where `db` is an open transaction its connection, for queries that are compiled already: the way through Kysely costs
 * several times what a small query does, and leaves more behind. Null for anything else, which has to wait for its turn.
 */
export function connectionOf(db: object): DatabaseConnection | null {
  return connections.get(db) ?? null
}

const currentTransaction = new AsyncLocalStorage<OpenTransaction>()
const isLight = new AsyncLocalStorage<true>()

/**
 * A transaction whose commit does not wait for the disk. A loss of power may take it back, together with what follows it and
 * before the next ordinary transaction; nothing else can. For work that comes again if it was lost.
 */
export function inLightTransaction<T>(db: Kysely<ClinicTables>, body: (tx: Transaction<ClinicTables>) => Promise<T>) {
  return isLight.run(true, () => db.transaction().execute(body))
}

/**
 * Kysely over the one connection to the clinic's file. Statements are prepared once: preparing costs more than a small
 * read. Whoever holds the connection has it alone, so that two transactions never interleave.
 */
export function openKysely(database: Database): {
  readonly db: Kysely<ClinicTables>
  readonly connected: () => Database
  /** Whoever is at work finishes first, and everybody else waits. @param work gives what is connected afterwards */
  readonly reconnect: <T extends Reconnected>(work: (current: Database) => T) => Promise<T>
} {
  const driver = new ClinicDriver(database)
  const dialect: Dialect = {
    createAdapter: () => new ClinicAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
  return {
    db: new ClinicKysely({ dialect }, driver.connection),
    connected: () => driver.database,
    reconnect: (work) => driver.reconnect(work),
  }
}

/** Remembers, along the calls of a transaction's body, that it is open: {@link ClinicDriver} refuses a second way in. */
class ClinicKysely extends Kysely<ClinicTables> {
  readonly #connection: DatabaseConnection

  constructor(config: KyselyConfig, connection: DatabaseConnection) {
    super(config)
    this.#connection = connection
  }

  override transaction(): TransactionBuilder<ClinicTables> {
    const builder = super.transaction()
    const execute = builder.execute.bind(builder)
    builder.execute = async <T>(body: (tx: Transaction<ClinicTables>) => Promise<T>): Promise<T> => {
      const open: OpenTransaction = { isOpen: true }
      return execute(async (tx) => {
        connections.set(tx, this.#connection)
        try {
          return await currentTransaction.run(open, () => body(tx))
        } finally {
          open.isOpen = false
          connections.delete(tx)
        }
      })
    }
    return builder
  }
}

/** Kysely's own lock would wait for ever where {@link ClinicDriver} says what is wrong. */
class ClinicAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class ClinicDriver implements Driver {
  database: Database
  readonly connection: ClinicConnection
  readonly #waiting: (() => void)[] = []
  #isTaken = false
  #waitsForDisk = true

  constructor(database: Database) {
    this.database = database
    this.connection = new ClinicConnection(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (currentTransaction.getStore()?.isOpen) {
      throw new Error('The database was used inside an open transaction: give the function `tx` instead of `db`')
    }
    await this.#take()
    return this.connection
  }

  async #take(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#isTaken = true
  }

  async releaseConnection(): Promise<void> {
    if (!this.#waitsForDisk) this.#waitForDisk(true)
    const next = this.#waiting.shift()
    // Handed over without being free in between, so that nobody overtakes.
    if (next) next()
    else this.#isTaken = false
  }

  async beginTransaction(): Promise<void> {
    if (isLight.getStore()) this.#waitForDisk(false)
    this.connection.run('BEGIN IMMEDIATE')
  }

  async commitTransaction(): Promise<void> {
    this.connection.run('COMMIT')
  }

  /** SQLite itself rolls back on a full disk; a second ROLLBACK would hide why. */
  async rollbackTransaction(): Promise<void> {
    if (this.database.inTransaction) this.connection.run('ROLLBACK')
  }

  /** SQLite does it where the pragma is compiled: a statement that was prepared before would do nothing. */
  #waitForDisk(waits: boolean): void {
    this.database.pragma(`synchronous = ${waits ? 'FULL' : 'NORMAL'}`)
    this.#waitsForDisk = waits
  }

  async reconnect<T extends Reconnected>(work: (current: Database) => T): Promise<T> {
    await this.acquireConnection()
    try {
      const reconnected = work(this.database)
      this.database = reconnected.database
      this.connection.use(this.database)
      return reconnected
    } finally {
      await this.releaseConnection()
    }
  }

  /** Whoever is at work finishes first: what was about to be committed is. */
  async destroy(): Promise<void> {
    await this.#take()
    this.database.close()
  }
}

class ClinicConnection implements DatabaseConnection {
  #database: Database
  readonly #statements = new Map<string, Statement>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Another database of the same tables; what was prepared belongs to the one before. */
  use(database: Database): void {
    this.#database = database
    this.#statements.clear()
  }

  run(sql: string): void {
    this.#prepare(sql).run()
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepare(sql)
    // Kysely's types say what the rows of this query are; better-sqlite3 gives plain objects.
    if (statement.reader) return { rows: statement.all(...parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  /** Not streamed: an open cursor would keep every other query waiting. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }

  #prepare(sql: string): Statement {
    const kept = this.#statements.get(sql)
    if (kept) return kept
    const statement = this.#database.prepare(sql)
    const [oldest] = this.#statements.keys()
    if (this.#statements.size >= STATEMENTS_KEPT && oldest !== undefined) this.#statements.delete(oldest)
    this.#statements.set(sql, statement)
    return statement
  }
}
