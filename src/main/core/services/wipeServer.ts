import type { Rebuild } from '../../../shared/contract/desk/serverKnows.ts'
import type { Acting, Db } from '../context.ts'
import { countPublishing, findOutboxRowAbout } from '../db/outbox.ts'
import { readSyncState } from '../db/syncState.ts'
import { enqueue } from '../wire/enqueue.ts'
import { clinicWipe } from '../wire/out/clinicWipe.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

/**
 * R11.1: what the endpoint holds of this clinic is wiped, and rebuilt from here; it waits for the endpoint where that does not
 * answer. Asked for again while it waits it is asked for once.
 * @throws ServiceError NOT_PAIRED
 */
export async function askForWipe(acting: Acting): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    if (!(await readSyncState(tx))?.endpoint_url) throw failure('NOT_PAIRED')
    await appendAudit(tx, acting, { action: 'server.wipeAsked' })
    await enqueue(tx, acting, clinicWipe, {})
  })
  acting.changes.publish('outbox')
  acting.wakeSync()
}

export async function readRebuild(db: Db): Promise<Rebuild> {
  if ((await findOutboxRowAbout(db, 'clinic.wipe', 'clinic'))?.state === 'waiting') return { state: 'waiting' }
  const left = await countPublishing(db)
  return left === 0 ? { state: 'done' } : { state: 'publishing', left }
}
