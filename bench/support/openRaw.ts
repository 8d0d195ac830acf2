import { loadSqlite, type Database } from '../../src/main/core/db/sqlite.ts'
import { unlock } from '../../src/main/core/db/unlockedDatabase.ts'

/** The yardstick: the same encrypted file through bare prepared better-sqlite3, beside the core. */
export async function openRaw({ file, key }: { readonly file: string; readonly key: Buffer }): Promise<Database> {
  const Sqlite = await loadSqlite()
  const database = new Sqlite(file)
  unlock(database, key)
  database.pragma('temp_store = MEMORY')
  return database
}
