import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database, DatabaseConstructor } from './sqlite.ts'
import { StoreError, storeTroubleOf } from './storeError.ts'
import { openUnlocked, rawKey, unlock } from './unlockedDatabase.ts'

const besideOf = (file: string): string => `${file}.rekeying`

/** What a crash may have left of a change of keys: of no use to anybody. */
export function removeUnfinished(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(besideOf(file) + part, { force: true })
}

type Keys = { readonly file: string; readonly key: Buffer; readonly next: Buffer }

/**
 * Gives the file another key: a copy beside it is written anew, checked, and put in its place in one step. In place, the
 * store leaves a file that opens with neither key when the process ends in the middle.
 * @param current the only connection to the file; closed, unless something went wrong before
 * @returns one to the file as it is then, and what went wrong: then it has the key that it had
 */
export function rekeyBeside(
  Sqlite: DatabaseConstructor,
  current: Database,
  { file, key, next }: Keys,
): { readonly database: Database; readonly trouble: StoreError | null } {
  const beside = besideOf(file)
  try {
    removeUnfinished(file)
    current.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(file, beside)
    rewrite(Sqlite, { file: beside, key, next })
  } catch (cause) {
    return { database: current, trouble: givenUp(file, cause) }
  }
  current.close()
  try {
    renameSync(beside, file)
  } catch (cause) {
    return { database: openUnlocked(Sqlite, file, key), trouble: givenUp(file, cause) }
  }
  settleName(file)
  return { database: openUnlocked(Sqlite, file, next), trouble: null }
}

function givenUp(file: string, cause: unknown): StoreError {
  removeUnfinished(file)
  return new StoreError(storeTroubleOf(cause) ?? 'damaged', cause)
}

/** Nothing looks at this file before it is whole: it needs no journal, and waits for the disk once. */
function rewrite(Sqlite: DatabaseConstructor, { file, key, next }: Keys): void {
  const copy = new Sqlite(file)
  try {
    unlock(copy, key)
    copy.pragma('journal_mode = OFF')
    copy.pragma('synchronous = OFF')
    copy.rekey(rawKey(next))
  } finally {
    copy.close()
  }
  openUnlocked(Sqlite, file, next).close()
  settle(file)
}

function settle(path: string, flags = 'r+'): void {
  const handle = openSync(path, flags)
  fsyncSync(handle)
  closeSync(handle)
}

/** After a power cut the old file must not be there again, while only the new key is kept. */
function settleName(file: string): void {
  try {
    settle(dirname(file), 'r')
  } catch {
    // Windows opens no folder and some network disks settle none: they give no such promise, and the file is in its place.
  }
}
