import { PassThrough } from 'node:stream'
import { once } from 'node:events'
import { fileKindOf, type FileKind } from '../../../shared/domain/fileKinds.ts'
import type { PartId } from '../../../shared/domain/ids.ts'
import type { FileStore, SealedInStore } from './fileStore.ts'

/** So long nobody goes on with a file before it is dropped. */
const PATIENCE_MILLISECONDS = 10 * 60_000

type Adding = {
  readonly into: PassThrough
  readonly sealed: Promise<SealedInStore>
  readonly bytes: number
  kind: FileKind | null
  received: number
  timer: NodeJS.Timeout
}

/** What became of a piece: `over` where nobody began this file, or it does not go on there. */
export type PieceOutcome = 'taken' | 'otherKind' | 'over'

/** Files that staff are adding, a piece at a time: sealed as they come, so that nothing of them ever lies open on the disk. */
export function createAddings(files: FileStore) {
  const addings = new Map<PartId, Adding>()

  async function drop(id: PartId): Promise<void> {
    const adding = addings.get(id)
    if (!adding) return
    addings.delete(id)
    clearTimeout(adding.timer)
    adding.into.destroy(new Error('Given up'))
    await adding.sealed.catch(() => undefined)
  }

  function patience(id: PartId): NodeJS.Timeout {
    const timer = setTimeout(() => void drop(id), PATIENCE_MILLISECONDS)
    timer.unref()
    return timer
  }

  return {
    /** Anew, where it was begun before. @param bytes of the file */
    begin: async (id: PartId, bytes: number): Promise<void> => {
      await drop(id)
      const into = new PassThrough()
      // Whoever reads it hears of it.
      into.on('error', () => undefined)
      const sealed = files.add(id, into, bytes)
      // Whoever ends it hears of it.
      sealed.catch(() => undefined)
      addings.set(id, { into, sealed, bytes, kind: null, received: 0, timer: patience(id) })
    },
    put: async (id: PartId, from: number, piece: Uint8Array): Promise<PieceOutcome> => {
      const adding = addings.get(id)
      if (!adding || from !== adding.received || adding.received + piece.length > adding.bytes) return 'over'
      adding.kind ??= from === 0 ? fileKindOf(piece) : null
      if (adding.kind === null) {
        await drop(id)
        return 'otherKind'
      }
      adding.received += piece.length
      adding.timer.refresh()
      if (!adding.into.write(piece)) await Promise.race([once(adding.into, 'drain'), adding.sealed])
      return 'taken'
    },
    /** Null where it is not whole. */
    end: async (id: PartId): Promise<(SealedInStore & { readonly kind: FileKind; readonly bytes: number }) | null> => {
      const adding = addings.get(id)
      if (!adding || adding.kind === null || adding.received < adding.bytes) return null
      addings.delete(id)
      clearTimeout(adding.timer)
      adding.into.end()
      return { ...(await adding.sealed), kind: adding.kind, bytes: adding.bytes }
    },
    giveUp: drop,
    close: async (): Promise<void> => {
      await Promise.all([...addings.keys()].map(drop))
    },
  }
}

export type Addings = ReturnType<typeof createAddings>
