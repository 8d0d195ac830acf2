import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import { clinicMigrations } from '../../../../migrations/clinic/index.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { openKysely } from './driver.ts'
import { lockFile } from './fileLock.ts'
import { migrate, type Migration, type MigrateOutcome } from './migrate.ts'
import { loadSqlite, type Database, type DatabaseConstructor } from './sqlite.ts'
import { StoreError, storeTroubleOf } from './storeError.ts'
import type { ClinicTables } from './tables.ts'

export type Store = {
  readonly db: Kysely<ClinicTables>
  /** The connection beneath, for measurements and for tests of the store itself. */
  readonly database: Database
  readonly migrated: MigrateOutcome
  readonly close: () => Promise<void>
}

export type OpenStoreOptions = {
  readonly file: string
  /** 32 bytes. */
  readonly key: Buffer
  /** Names the backup that a migration makes first. */
  readonly now: Instant
  readonly migrations?: readonly Migration[]
}

const PAGE_BYTES = 4096
const BUSY_MILLISECONDS = 5_000

/**
 * Opens the clinic's file, made when missing: locked for this process, unlocked with the key, checked, migrated.
 * @throws StoreError with why; nothing was changed then.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const Sqlite = await loadSqlite()
  const unlock = takeLock(Sqlite, options.file)
  let database: Database | null = null
  try {
    database = openDatabase(Sqlite, options.file, options.key)
    const migrated = migrate(database, options.file, options.migrations ?? clinicMigrations, options.now)
    const db = openKysely(database)
    return {
      db,
      database,
      migrated,
      close: async () => {
        await db.destroy()
        // Kysely closes only what it has opened, with the first query.
        if (database?.open) database.close()
        unlock()
      },
    }
  } catch (cause) {
    database?.close()
    unlock()
    if (cause instanceof StoreError) throw cause
    throw new StoreError(storeTroubleOf(cause) ?? 'damaged', cause)
  }
}

function takeLock(Sqlite: DatabaseConstructor, file: string): () => void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StoreError(storeTroubleOf(cause) ?? 'notAllowed', cause)
  }
  return lockFile(Sqlite, file)
}

function openDatabase(Sqlite: DatabaseConstructor, file: string, key: Buffer): Database {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const database = new Sqlite(file, { timeout: BUSY_MILLISECONDS })
  try {
    database.pragma(`cipher = 'sqlcipher'`)
    database.key(key)
    readAtOnce(database, bytes)
    // Temporary tables and sorts stay in memory: a temporary file would not be encrypted.
    database.pragma('temp_store = MEMORY')
    database.pragma('journal_mode = WAL')
    // In WAL mode, NORMAL may lose the last commits when the power goes; nothing that was acknowledged may be lost.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('trusted_schema = OFF')
    if (bytes === 0) chmodSync(file, 0o600)
    else checkPages(database)
    return database
  } catch (cause) {
    database.close()
    throw cause
  }
}

/** SQLCipher tells a wrong key only when the first page is read; a file that never was one of its is damaged. */
function readAtOnce(database: Database, bytes: number): void {
  try {
    database.prepare('SELECT count(*) FROM sqlite_master').get()
  } catch (cause) {
    const isNotADatabase = cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_NOTADB'
    if (isNotADatabase) throw new StoreError(bytes % PAGE_BYTES === 0 ? 'wrongKey' : 'damaged', cause)
    throw cause
  }
}

/** Table by table: the check of everything would also rebuild the search index in memory, which takes twice as long. */
function checkPages(database: Database): void {
  const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0`).pluck().all()
  for (const table of tables) {
    const found = database.pragma(`quick_check('${String(table)}')`, { simple: true })
    if (found !== 'ok') throw new StoreError('damaged')
  }
}
