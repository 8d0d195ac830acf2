import { createAuditChain } from './auditChain.ts'
import { createChanges } from './changes.ts'
import { createClaims } from './claims.ts'
import type { CoreContext, CoreOptions, Station } from './context.ts'
import { createCourtesy } from './courtesy.ts'
import { findClinic, readClinic } from './db/clinic.ts'
import { errorName } from './errorName.ts'
import { openWithKeptKey } from './fileKey.ts'
import { createAddings } from './files/addings.ts'
import { openFileStore } from './files/fileStore.ts'
import { createOwnMail } from './mail/ownMail.ts'
import { createOpenings } from './opening/openings.ts'
import { createRouter } from './router/createRouter.ts'
import { checkAudit } from './services/settings.ts'
import { createStations } from './stations.ts'
import { createSync } from './sync/createSync.ts'
import type { Sync } from './sync/types.ts'

export type Core = {
  /** Carries out `deskContract`, for any host; its context is the station of the connection. */
  readonly router: ReturnType<typeof createRouter>
  readonly context: CoreContext
  readonly sync: Sync
  /** A computer that people work at, for the connections of its windows. @param name as people call it */
  readonly openStation: (name: string) => Station
  /** Ends synchronising, every stream of changes, and closes the file. */
  readonly close: () => Promise<void>
}

/**
 * The desk without a window: opens the clinic's file and starts synchronising.
 * @throws KeyLost, KeyNotKept, StoreError when the file does not open; their messages say it to a person.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { file, keys, clock, ids, log } = options
  const { store, fileKey } = await openWithKeptKey({ file, keys, now: clock.now() })
  const { from, to } = store.migrated
  if (from !== to) log('info', 'store.migrated', { from, to })
  const changes = createChanges()
  const stations = createStations({ clock, ids, changes })
  const clinic = await findClinic(store.db)
  if (clinic) stations.lockAfter(clinic.idle_minutes)
  let sync: Sync | null = null
  const files = openFileStore(file)
  await files.tidy()
  const context: CoreContext = {
    db: store.db,
    file,
    fileKey,
    files,
    addings: createAddings(files),
    clock,
    ids,
    log,
    openSmtp: options.openSmtp,
    ownMail: createOwnMail(options.openSmtp, clock),
    changes,
    stations,
    auditChain: createAuditChain(store.db, clock),
    openings: createOpenings({
      source: options.openingWorker,
      identity: async () => (await readClinic(store.db)).identity,
    }),
    courtesy: createCourtesy(),
    wakeSync: () => sync?.wake(),
    claims: createClaims(),
    askForTime: async (id) => sync?.askForTime(id),
  }
  // A page at a time, so that nobody waits for it; closing waits for what it is reading.
  const firstCheck = checkAudit(context).catch((cause: unknown) =>
    log('error', 'audit.notChecked', { error: errorName(cause) }),
  )
  const running = createSync(context, { fetch: options.fetch })
  sync = running
  return {
    router: createRouter(context, running),
    context,
    sync: running,
    openStation: stations.open,
    close: async () => {
      stations.close()
      await Promise.all([running.close(), firstCheck, context.openings.close(), context.addings.close()])
      context.ownMail.close()
      changes.close()
      await store.close()
    },
  }
}
