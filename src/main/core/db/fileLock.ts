import type { Database, DatabaseConstructor } from './sqlite.ts'
import { StoreError, storeTroubleOf } from './storeError.ts'

/**
 * One desk per file. The lock is an exclusive lock of the operating system on `<file>.lock`, held by an empty SQLite
 * database, so that it goes with the process however that ends.
 * @returns what gives the lock back
 * @throws StoreError `lockedByAnother`
 */
export function lockFile(Sqlite: DatabaseConstructor, file: string): () => void {
  let lock: Database | null = null
  try {
    lock = new Sqlite(`${file}.lock`, { timeout: 0 })
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    const held = lock
    return () => held.close()
  } catch (cause) {
    lock?.close()
    const trouble = storeTroubleOf(cause)
    throw new StoreError(trouble === 'busy' ? 'lockedByAnother' : (trouble ?? 'notAllowed'), cause)
  }
}
