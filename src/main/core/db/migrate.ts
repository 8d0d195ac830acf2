import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Database } from './sqlite.ts'
import { StoreError, storeTroubleOf } from './storeError.ts'

/** Numbered from 1 without gaps; `sql` may hold many statements. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

export type MigrateOutcome = {
  readonly from: number
  readonly to: number
  /** The copy that was made first; null when nothing was to be kept. */
  readonly backup: string | null
}

/**
 * Brings the file up to the newest migration: copies it first (encrypted with the same key), then applies what is
 * missing in one transaction, so that a failure leaves the file exactly as it was.
 * @throws StoreError `fromTheFuture`, `migrationFailed`, `diskFull`
 */
export function migrate(
  database: Database,
  file: string,
  migrations: readonly Migration[],
  now: Instant,
): MigrateOutcome {
  const from = userVersion(database)
  const to = migrations.at(-1)?.number ?? 0
  if (from > to) throw new StoreError('fromTheFuture')
  if (from === to) return { from, to, backup: null }
  const backup = from === 0 ? null : backUp(database, file, from, now)
  applyAll(database, migrations.slice(from))
  return { from, to, backup }
}

export function userVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/**
 * A migration may rebuild a table that others refer to: dropping it would break their keys half-way, and SQLite looks at
 * keys again only where they are switched off before the transaction begins. They are checked before it ends.
 */
function applyAll(database: Database, missing: readonly Migration[]): void {
  database.pragma('foreign_keys = OFF')
  try {
    database
      .transaction(() => {
        for (const migration of missing) {
          database.exec(migration.sql)
          database.pragma(`user_version = ${migration.number}`)
        }
        const broken = database.pragma('foreign_key_check')
        if (Array.isArray(broken) && broken.length > 0) throw new Error('A migration broke a foreign key')
      })
      .immediate()
  } catch (cause) {
    throw new StoreError(storeTroubleOf(cause) === 'diskFull' ? 'diskFull' : 'migrationFailed', cause)
  } finally {
    database.pragma('foreign_keys = ON')
  }
}

/** `VACUUM INTO` writes with the key of the open connection. @returns the copy's path */
function backUp(database: Database, file: string, version: number, now: Instant): string {
  const folder = join(dirname(file), 'backups')
  const backup = join(folder, `${basename(file)}.v${version}.${now.replaceAll(':', '-')}.bak`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (existsSync(backup)) rmSync(backup)
    database.prepare('VACUUM INTO ?').run(backup)
    return backup
  } catch (cause) {
    rmSync(backup, { force: true })
    throw new StoreError(storeTroubleOf(cause) ?? 'migrationFailed', cause)
  }
}
