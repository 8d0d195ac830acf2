import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { openStream, paddingOf, sealStream } from '../../../shared/envelope/streams.ts'
import { makeIdentity, type AgeIdentity } from '../../../shared/envelope/seal.ts'
import type { PartId } from '../../../shared/domain/ids.ts'

/**
 * R8.2, R8.3: documents and uploads, each an age file of its own in a folder beside the clinic's database; what opens it stands in
 * that. A file never changes: it is written under another name first, and is there once it is whole. Nothing holds one whole.
 */
export type FileStore = ReturnType<typeof openFileStore>

/** What was sealed: what opens it, and what the age file is known by. */
export type SealedInStore = { readonly identity: AgeIdentity; readonly sha256: string }

/** @param database the clinic's file */
export function openFileStore(database: string) {
  const folder = `${database}-files`
  const pathOf = (id: PartId): string => join(folder, `${id}.age`)
  const makeFolder = (): void => void mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unfinished = (id: PartId, by: 'fetched' | 'added'): string => `${pathOf(id)}.${by}`

  return {
    folder,
    /** In bytes of the age file; null where it is not here. */
    sizeOf: (id: PartId) => sizeOf(pathOf(id)),
    read: (id: PartId, from = 0): Readable => createReadStream(pathOf(id), { start: from }),

    /** How much of it was fetched before the line was cut. */
    fetchedSoFar: async (id: PartId) => (await sizeOf(unfinished(id, 'fetched'))) ?? 0,
    /** Appends what comes, and keeps what came where that is cut. @throws TooMuch beyond `most` bytes in all */
    append: async (id: PartId, body: AsyncIterable<Uint8Array>, most: number): Promise<void> => {
      makeFolder()
      const path = unfinished(id, 'fetched')
      const file = await open(path, 'a', 0o600)
      try {
        let length = (await file.stat()).size
        for await (const piece of body) {
          length += piece.length
          if (length > most) throw new TooMuch('More than it may be')
          await file.appendFile(piece)
        }
        await file.sync()
      } finally {
        await file.close()
      }
    },
    /** What was fetched is here if it is what it should be, and else is gone. */
    finish: async (id: PartId, sha256: string): Promise<boolean> => {
      const path = unfinished(id, 'fetched')
      const isRight = (await hashOf(path)) === sha256
      if (isRight) await rename(path, pathOf(id))
      else await rm(path, { force: true })
      return isRight
    },
    /** What was begun to be fetched is to be fetched no more. */
    forget: (id: PartId) => rm(unfinished(id, 'fetched'), { force: true }),

    /**
     * Seals what comes to an identity of its own. It is here once all of it came; else nothing is.
     * @param bytes of the file itself
     */
    add: async (id: PartId, plain: AsyncIterable<Uint8Array>, bytes: number): Promise<SealedInStore> => {
      makeFolder()
      const path = unfinished(id, 'added')
      try {
        const { identity, recipient } = await makeIdentity()
        const sealed = await sealStream(Readable.toWeb(Readable.from(padded(plain, bytes))), [recipient])
        await sealed.pipeTo(Writable.toWeb(createWriteStream(path, { mode: 0o600, flush: true })))
        const sha256 = await hashOf(path)
        await rename(path, pathOf(id))
        return { identity, sha256 }
      } finally {
        await rm(path, { force: true })
      }
    },

    /** Its bytes as they come. @throws EnvelopeError, or fails in the middle where it was damaged */
    openPlain: async function* (id: PartId, identity: AgeIdentity, bytes: number): AsyncGenerator<Uint8Array> {
      // Node's own streams are what the runtime's are.
      const sealed = Readable.toWeb(createReadStream(pathOf(id))) as ReadableStream<Uint8Array>
      const plain = await openStream(sealed, identity)
      let left = bytes
      for await (const piece of plain) {
        const taken = piece.subarray(0, left)
        left -= taken.length
        if (taken.length > 0) yield taken
        if (left === 0) return
      }
    },

    /** What was being added or fetched when the process ended: nobody goes on with what was added. */
    tidy: async (): Promise<void> => {
      for (const name of await readdir(folder).catch(() => [])) {
        if (name.endsWith('.added')) await rm(join(folder, name), { force: true })
      }
    },
  }
}

/** What comes is more than it may be. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch'
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch {
    return null
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  // A stream of a file without an encoding gives buffers.
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** R11.5: its length says little. */
async function* padded(plain: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const piece of plain) {
    length += piece.length
    if (length > bytes) throw new TooMuch('More than it was said to be')
    yield piece
  }
  if (length < bytes) throw new Error('Less than it was said to be')
  for (let left = paddingOf(bytes); left > 0; left -= 65_536) yield new Uint8Array(Math.min(left, 65_536))
}
