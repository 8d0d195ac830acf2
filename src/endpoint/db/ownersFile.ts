import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * A database's file that its owner alone can read, whatever the umask: made where there is none, its folder too. What SQLite
 * lays beside it takes the file's own mode; what it left beside it before is closed likewise.
 */
export function keepForOwner(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  for (const each of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(each)) chmodSync(each, 0o600)
}
