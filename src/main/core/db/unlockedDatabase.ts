import { chmodSync, statSync } from 'node:fs'
import type { Database, DatabaseConstructor } from './sqlite.ts'
import { StoreError } from './storeError.ts'

const PAGE_BYTES = 4096
const BUSY_MILLISECONDS = 5_000

/** A connection to an encrypted file, made when missing: unlocked with the key, set for the clinic's work, its pages checked. */
export function openUnlocked(Sqlite: DatabaseConstructor, file: string, key: Buffer): Database {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const database = new Sqlite(file, { timeout: BUSY_MILLISECONDS })
  try {
    unlock(database, key)
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
    // A file that never was one of SQLCipher's is damaged.
    if (isNotADatabase(cause)) throw new StoreError(bytes % PAGE_BYTES === 0 ? 'wrongKey' : 'damaged', cause)
    throw cause
  }
}

/** Tells a wrong key at once, by SQLITE_NOTADB: SQLCipher itself does so when the first page is read. */
export function unlock(database: Database, key: Buffer): void {
  database.pragma(`cipher = 'sqlcipher'`)
  database.key(rawKey(key))
  try {
    readFirstPage(database)
  } catch (cause) {
    if (!isNotADatabase(cause)) throw cause
    // A file that was made before decision 0032, and was given no other key since.
    database.key(key)
    readFirstPage(database)
  }
}

/** In the spelling by which SQLCipher takes the bytes as they are, and does not stretch them like a password. */
export function rawKey(key: Buffer): Buffer {
  return Buffer.from(`x'${key.toString('hex')}'`)
}

function readFirstPage(database: Database): void {
  database.prepare('SELECT count(*) FROM sqlite_master').get()
}

function isNotADatabase(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_NOTADB'
}

/** Table by table: the check of everything would also rebuild the search index in memory, which takes twice as long. */
function checkPages(database: Database): void {
  const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0`).pluck().all()
  for (const table of tables) {
    const found = database.pragma(`quick_check('${String(table)}')`, { simple: true })
    if (found !== 'ok') throw new StoreError('damaged')
  }
}
