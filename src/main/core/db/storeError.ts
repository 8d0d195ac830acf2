/** Why the clinic's file cannot be opened or used. */
export type StoreTrouble =
  | 'wrongKey'
  | 'damaged'
  | 'fromTheFuture'
  | 'lockedByAnother'
  | 'busy'
  | 'diskFull'
  | 'readOnly'
  | 'notAllowed'
  | 'migrationFailed'
  | 'oldRuntime'

/** What a host prints for the person at the desk: what happened, and what to do about it. */
export const storeErrorWords: Readonly<Record<StoreTrouble, string>> = {
  wrongKey:
    'The key on this computer does not open the clinic’s file. Open the file on the computer that made it. Where the key is right, the beginning of the file is damaged: restore the newest copy from the folder “backups”.',
  damaged:
    'The clinic’s file is damaged and was not changed. Keep it, and restore the newest copy from the folder “backups”.',
  fromTheFuture: 'A newer version of Anteroom has used the clinic’s file. Install that version to open it.',
  lockedByAnother: 'Anteroom is already open with this file. Use the window that is open, or close it first.',
  busy: 'Another program is using the clinic’s file. Nothing was changed; try again in a moment.',
  diskFull: 'The disk is full. Nothing was changed; free some space and try again.',
  readOnly:
    'The clinic’s file can only be read. Nothing was changed; check the permissions of the file and its folder.',
  notAllowed: 'This computer does not allow Anteroom to open the clinic’s file. Check the permissions of the folder.',
  migrationFailed:
    'The clinic’s file could not be brought up to this version. It was left as it was, and a copy is in the folder “backups”.',
  oldRuntime: 'This version of Node.js is too old for the clinic’s store. Node.js 22.14 or newer is needed.',
}

/** Raised while the clinic's file is opened; `because` says why and {@link storeErrorWords} says it to a person. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly because: StoreTrouble

  constructor(because: StoreTrouble, cause?: unknown) {
    super(storeErrorWords[because], { cause })
    this.because = because
  }
}

const TROUBLE_BY_CODE: readonly (readonly [prefix: string, because: StoreTrouble])[] = [
  ['SQLITE_FULL', 'diskFull'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_PERM', 'notAllowed'],
  ['SQLITE_CANTOPEN', 'notAllowed'],
  ['SQLITE_AUTH', 'notAllowed'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR', 'damaged'],
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EROFS', 'readOnly'],
  ['EACCES', 'notAllowed'],
  ['EPERM', 'notAllowed'],
]

/** What SQLite or the file system means by an error; null when it is about something else (a bug, a constraint). */
export function storeTroubleOf(error: unknown): StoreTrouble | null {
  if (error instanceof StoreError) return error.because
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return TROUBLE_BY_CODE.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null
}
