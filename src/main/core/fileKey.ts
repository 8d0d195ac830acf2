import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import type { Instant } from '../../shared/domain/time.ts'
import { openStore, type Store } from './db/open.ts'
import { StoreError } from './db/storeError.ts'

export const KEY_BYTES = 32

/** Where a host keeps the key of the clinic's file: one, or two while the second is on its way into the file. */
export type KeyKeeper = {
  /** None where there is nothing, `unreadable` where what is there cannot be read. */
  readonly read: () => Promise<readonly Buffer[] | 'unreadable'>
  /** In place of what was kept before. Rejects where it cannot be kept, and what was kept before still is. */
  readonly keep: (keys: readonly Buffer[]) => Promise<void>
}

/** The key of the clinic's file, for its recovery sheet (R10.9). */
export type FileKey = {
  readonly current: () => Buffer
  /** Gives the file another key. @throws KeyNotKept, StoreError: then the file has the one it had */
  readonly change: (next: Buffer) => Promise<void>
}

export type KeyTrouble = 'missing' | 'unreadable' | 'wrong'

const keyLostWords: Readonly<Record<KeyTrouble, string>> = {
  missing: 'The clinic’s file is there, but its key is not. It opens with its recovery sheet.',
  unreadable:
    'The key of the clinic’s file can no longer be read on this computer. The file opens with its recovery sheet.',
  wrong: 'The key on this computer is not that of the clinic’s file. It opens with its recovery sheet.',
}

/** No key that is kept opens the clinic's file: its recovery sheet does. */
export class KeyLost extends Error {
  override readonly name = 'KeyLost'
  readonly because: KeyTrouble

  constructor(because: KeyTrouble) {
    super(keyLostWords[because])
    this.because = because
  }
}

/** The host could not keep a key. */
export class KeyNotKept extends Error {
  override readonly name = 'KeyNotKept'

  constructor(cause: unknown) {
    super('This computer does not keep the key of the clinic’s file, so nothing was changed.', { cause })
  }
}

/** As a host writes them, one after the other. */
export function joinKeys(keys: readonly Buffer[]): Buffer {
  return Buffer.concat(keys)
}

/** Null where it is something else. */
export function splitKeys(written: Buffer): Buffer[] | null {
  if (written.length === 0 || written.length % KEY_BYTES !== 0) return null
  return Array.from({ length: written.length / KEY_BYTES }, (_, at) =>
    written.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES),
  )
}

type Opening = { readonly file: string; readonly keys: KeyKeeper; readonly now: Instant }

/**
 * Opens the clinic's file with what is kept, and makes both where there is no file yet.
 * @throws KeyLost, KeyNotKept, StoreError
 */
export async function openWithKeptKey(opening: Opening): Promise<{ readonly store: Store; readonly fileKey: FileKey }> {
  const { file, keys } = opening
  const kept = await keys.read()
  const isThere = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
  const candidates = isThere ? keptFor(kept) : [await keyForNewFile(keys, kept)]
  const { store, key } = await firstThatOpens(opening, candidates)
  if (isThere && candidates.length > 1) await forgetOther(keys, key)
  return { store, fileKey: createFileKey(store, keys, key) }
}

function keptFor(kept: readonly Buffer[] | 'unreadable'): readonly Buffer[] {
  if (kept === 'unreadable') throw new KeyLost('unreadable')
  if (kept.length === 0) throw new KeyLost('missing')
  return kept
}

/** Kept before there is anything that only it opens. */
async function keyForNewFile(keys: KeyKeeper, kept: readonly Buffer[] | 'unreadable'): Promise<Buffer> {
  const [known] = kept === 'unreadable' ? [] : kept
  if (known) return known
  const key = randomBytes(KEY_BYTES)
  await keep(keys, [key])
  return key
}

async function firstThatOpens(
  { file, now }: Opening,
  candidates: readonly Buffer[],
): Promise<{ readonly store: Store; readonly key: Buffer }> {
  for (const key of candidates) {
    try {
      return { store: await openStore({ file, key, now }), key }
    } catch (error) {
      if (!(error instanceof StoreError) || error.because !== 'wrongKey') throw error
    }
  }
  throw new KeyLost('wrong')
}

function createFileKey(store: Store, keys: KeyKeeper, opened: Buffer): FileKey {
  let current = opened
  return {
    current: () => current,
    change: async (next) => {
      await keep(keys, [current, next])
      try {
        await store.rekey(next)
        current = next
      } finally {
        await forgetOther(keys, current)
      }
    },
  }
}

/** Should it not be possible now, the next start finds out again which of both it is. */
async function forgetOther(keys: KeyKeeper, key: Buffer): Promise<void> {
  await keys.keep([key]).catch(() => undefined)
}

async function keep(keys: KeyKeeper, kept: readonly Buffer[]): Promise<void> {
  await keys.keep(kept).catch((cause: unknown) => {
    throw new KeyNotKept(cause)
  })
}
