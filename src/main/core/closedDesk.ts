import { implement, ORPCError } from '@orpc/server'
import { deskContract } from '../../shared/contract/desk.ts'
import { keyOfWords } from '../../shared/envelope/recoveryWords.ts'
import { createChanges } from './changes.ts'
import type { CoreOptions } from './context.ts'
import { createCore, type Core } from './createCore.ts'
import { StoreError } from './db/storeError.ts'
import { KeyLost, type KeyTrouble } from './fileKey.ts'
import type { HostContext, Serving } from './serving.ts'
import { createStations } from './stations.ts'

/** R10.9: the desk while its file is closed for want of a key. It answers how it stands, and opens with a recovery sheet. */
export type ClosedDesk = Serving & {
  /** Resolves when a sheet has opened it. */
  readonly opened: Promise<Core>
  readonly close: () => void
}

/** @throws KeyNotKept, StoreError */
export async function openDesk(options: CoreOptions): Promise<Core | ClosedDesk> {
  try {
    return await createCore(options)
  } catch (error) {
    if (!(error instanceof KeyLost)) throw error
    options.log('warn', 'desk.closed', { because: error.because })
    return closedDesk(options, error.because)
  }
}

export function isClosed(desk: Core | ClosedDesk): desk is ClosedDesk {
  return 'opened' in desk
}

function closedDesk(options: CoreOptions, because: KeyTrouble): ClosedDesk {
  const { file, clock, ids, log } = options
  const changes = createChanges()
  const stations = createStations({ clock, ids, changes })
  const opened = Promise.withResolvers<Core>()
  let isOpen = false
  /** One try at a time: only one can have the file. */
  let trying: Promise<unknown> = Promise.resolve()

  async function tryWords(words: readonly string[]): Promise<{ isKept: boolean }> {
    if (isOpen) throw new ORPCError('ALREADY_OPEN')
    const key = keyOrRefusal(words)
    const core = await coreWith(options, key)
    isOpen = true
    const isKept = await options.keys.keep([key]).then(
      () => true,
      () => false,
    )
    log('info', 'desk.openedWithSheet', { isKept: isKept ? 1 : 0 })
    opened.resolve(core)
    changes.publish('all')
    return { isKept }
  }

  const os = implement(deskContract).$context<HostContext>()
  return {
    router: {
      session: {
        current: os.session.current.handler(({ context: { station } }) => ({
          clinic: null,
          stationName: station.name,
          isBeingSetUp: false,
          staff: null,
          isLocked: false,
          isLockedByIdling: false,
          idleMinutes: stations.idleMinutes(),
          halfway: null,
          now: clock.now(),
          closed: isOpen ? ('opened' as const) : because,
          file,
        })),
        changes: os.session.changes.handler(({ signal }) => changes.subscribe(signal)),
      },
      recovery: {
        open: os.recovery.open.handler(({ input }) => {
          const attempt = trying.then(() => tryWords(input.words))
          trying = attempt.catch(() => undefined)
          return attempt
        }),
      },
    },
    openStation: stations.open,
    opened: opened.promise,
    close: () => {
      stations.close()
      changes.close()
    },
  }
}

function keyOrRefusal(words: readonly string[]): Buffer {
  const meant = keyOfWords(words)
  switch (meant.kind) {
    case 'key':
      return Buffer.from(meant.key)
    case 'unknown':
      throw new ORPCError('WORDS_UNKNOWN', { data: { at: meant.at } })
    case 'mixedUp':
      throw new ORPCError('WORDS_MIXED_UP')
  }
}

async function coreWith(options: CoreOptions, key: Buffer): Promise<Core> {
  try {
    return await createCore({ ...options, keys: { read: async () => [key], keep: options.keys.keep } })
  } catch (error) {
    if (error instanceof KeyLost) throw new ORPCError('SHEET_OF_ANOTHER')
    if (error instanceof StoreError) throw new ORPCError('FILE_NOT_OPENED', { data: { because: error.because } })
    throw error
  }
}
