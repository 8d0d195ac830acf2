import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import { clinicMigrations } from '../../../../migrations/clinic/index.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { openKysely } from './driver.ts'
import { lockFile } from './fileLock.ts'
import { migrate, type Migration, type MigrateOutcome } from './migrate.ts'
import { loadSqlite, type Database, type DatabaseConstructor } from './sqlite.ts'
import { rekeyBeside, removeUnfinished } from './rekey.ts'
import { StoreError, storeTroubleOf } from './storeError.ts'
import type { ClinicTables } from './tables.ts'
import { openUnlocked } from './unlockedDatabase.ts'

export type Store = {
  readonly db: Kysely<ClinicTables>
  /** The connection beneath, for measurements and for tests of the store itself. */
  readonly database: Database
  readonly migrated: MigrateOutcome
  /**
   * Writes the whole file anew under another key; everybody waits meanwhile. After a crash it has the one key or the other.
   * @throws StoreError: then it has the one it had
   */
  readonly rekey: (next: Buffer) => Promise<void>
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

/**
 * Opens the clinic's file, made when missing: locked for this process, unlocked with the key, checked, migrated.
 * @throws StoreError with why; nothing was changed then.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const Sqlite = await loadSqlite()
  const unlock = takeLock(Sqlite, options.file)
  let { key } = options
  let database: Database | null = null
  try {
    removeUnfinished(options.file)
    database = openUnlocked(Sqlite, options.file, key)
    const migrated = migrate(database, options.file, options.migrations ?? clinicMigrations, options.now)
    const { db, connected, reconnect } = openKysely(database)
    return {
      db,
      get database() {
        return connected()
      },
      migrated,
      rekey: async (next) => {
        const { trouble } = await reconnect((current) =>
          rekeyBeside(Sqlite, current, { file: options.file, key, next }),
        )
        if (trouble) throw trouble
        key = next
      },
      close: async () => {
        await db.destroy()
        // Kysely closes only what it has opened, with the first query.
        if (connected().open) connected().close()
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
