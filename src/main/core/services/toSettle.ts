import type { z } from 'zod'
import type {
  NotKept,
  NotTaken,
  PutBack,
  SetAside,
  Unsealed,
  Unsettled,
} from '../../../shared/contract/desk/toSettle.ts'
import { LinkId, LoginId, PatientId } from '../../../shared/domain/ids.ts'
import { WORTH_TRYING_AGAIN } from '../../../shared/domain/setAside.ts'
import { BYTES_KEPT } from '../../../shared/domain/setAsideRoom.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Acting, CoreContext } from '../context.ts'
import { countRefusedRows, retryRefusedRows } from '../db/outbox.ts'
import { countPutBack, putPutBackAway } from '../db/putBack.ts'
import { countEventsSetAside, putEventsAway } from '../db/setAside.ts'
import { listNotKept, putNotKeptAway } from '../db/setAsideRoom.ts'
import { listUnsealedHolders, putHolderAway } from '../db/unsealedHolders.ts'
import { retrySetAside } from '../sync/retrySetAside.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

type SetAside = z.infer<typeof SetAside>
type NotKept = z.infer<typeof NotKept>
type NotTaken = z.infer<typeof NotTaken>
type PutBack = z.infer<typeof PutBack>
type Unsealed = z.infer<typeof Unsealed>

const HOLDERS = 50
const SENDERS = 50

/** R11.6: what synchronising could not settle by itself, newest first. */
export async function readUnsettled({ db }: CoreContext): Promise<Unsettled[]> {
  const events = (await countEventsSetAside(db)).map(({ reason, kind, count, newest_at }) => ({
    kind: 'events' as const,
    reason,
    event: kind,
    count,
    newestAt: Instant.parse(newest_at),
    canTryAgain: WORTH_TRYING_AGAIN.includes(reason),
  }))
  const rows = (await countRefusedRows(db)).map(({ kind, reason, count, newest_at }) => ({
    kind: 'rows' as const,
    row: kind,
    reason: reason ?? 'internal',
    count,
    newestAt: Instant.parse(newest_at),
    // It leaves again with what it waits for, and not before.
    canTryAgain: reason !== 'predecessorRefused',
  }))
  const notKept = (await listNotKept(db, SENDERS)).map((row) => ({
    kind: 'notKept' as const,
    loginId: row.login_id === null ? null : LoginId.parse(row.login_id),
    email: row.email,
    count: row.count,
    bytes: row.bytes,
    roomBytes: BYTES_KEPT[row.login_id === null ? 'nobody' : 'login'],
    newestAt: Instant.parse(row.newest_at),
  }))
  const counted = await countPutBack(db)
  const putBack = counted
    ? [
        {
          kind: 'putBack' as const,
          count: counted.count,
          newestAt: Instant.parse(counted.newest_at),
          isSaidAgain: counted.due === 0,
        },
      ]
    : []
  const holders = (await listUnsealedHolders(db, HOLDERS)).map((row) => ({
    kind: 'holder' as const,
    linkId: LinkId.parse(row.id),
    reason: row.reason,
    patientId: PatientId.parse(row.patient_id),
    patientName: `${row.given_name} ${row.family_name}`,
    email: row.email,
    newestAt: Instant.parse(row.since_at),
  }))
  return [...events, ...rows, ...notKept, ...putBack, ...holders].sort((one, other) =>
    other.newestAt.localeCompare(one.newestAt),
  )
}

/** @returns how many of what was set aside are still there; what leaves again is on its way */
export async function tryAgain(acting: Acting, what: SetAside | NotTaken): Promise<{ left: number }> {
  if (what.kind === 'rows') {
    await acting.db.transaction().execute((tx) => retryRefusedRows(tx, what, acting.clock.now()))
    acting.changes.publish('outbox')
    acting.wakeSync()
    return { left: 0 }
  }
  await retrySetAside(acting, { reason: what.reason, kind: what.event })
  acting.changes.publish('sync')
  const left = (await countEventsSetAside(acting.db)).find(
    ({ reason, kind }) => reason === what.reason && kind === what.event,
  )
  return { left: left?.count ?? 0 }
}

/**
 * Kept, and shown no more; the audit log says who did it. What is put away gives its room back (R11.6).
 * @throws ServiceError NOT_FOUND when it is not there, or was put away before
 */
export async function putAway(acting: Acting, what: SetAside | NotKept | PutBack | Unsealed): Promise<void> {
  const now = acting.clock.now()
  await acting.db.transaction().execute(async (tx) => {
    if (what.kind === 'events') {
      const count = await putEventsAway(tx, { reason: what.reason, kind: what.event }, now)
      if (count === 0) throw failure('NOT_FOUND')
      await appendAudit(tx, acting, { action: 'events.putAway', reason: what.reason, count })
      return
    }
    if (what.kind === 'notKept') {
      const put = await putNotKeptAway(tx, what.loginId, now)
      if (!put) throw failure('NOT_FOUND')
      await appendAudit(tx, acting, { action: 'notKept.putAway', ...put })
      return
    }
    if (what.kind === 'putBack') {
      const count = await putPutBackAway(tx, now)
      if (count === 0) throw failure('NOT_FOUND')
      await appendAudit(tx, acting, { action: 'putBack.putAway', count })
      return
    }
    const holder = await putHolderAway(tx, what.linkId, now)
    if (!holder) throw failure('NOT_FOUND')
    await appendAudit(tx, acting, { action: 'holder.putAway', email: holder.email }, PatientId.parse(holder.patient_id))
  })
  acting.changes.publish('sync')
}
