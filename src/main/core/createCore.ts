import { createChanges } from './changes.ts'
import type { CoreContext, CoreOptions } from './context.ts'
import { openStore } from './db/open.ts'
import { createRouter } from './router/createRouter.ts'
import { createSync } from './sync/createSync.ts'
import type { Sync } from './sync/types.ts'

export type Core = {
  /** Carries out `deskContract`, for any host. */
  readonly router: ReturnType<typeof createRouter>
  readonly context: CoreContext
  readonly sync: Sync
  /** Ends synchronising, every stream of changes, and closes the file. */
  readonly close: () => Promise<void>
}

/**
 * The desk without a window: opens the clinic's file and starts synchronising.
 * @throws StoreError when the file does not open; `storeErrorWords` says it to a person.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { file, key, clock, ids, log, mailer } = options
  const store = await openStore({ file, key, now: clock.now() })
  const { from, to } = store.migrated
  if (from !== to) log('info', 'store.migrated', { from, to })
  const changes = createChanges()
  let sync: Sync | null = null
  const context: CoreContext = {
    db: store.db,
    clock,
    ids,
    log,
    mailer,
    changes,
    session: { staff: null, isLocked: false },
    wakeSync: () => sync?.wake(),
  }
  const running = createSync(context, { fetch: options.fetch })
  sync = running
  return {
    router: createRouter(context, running),
    context,
    sync: running,
    close: async () => {
      await running.close()
      changes.close()
      await store.close()
    },
  }
}
