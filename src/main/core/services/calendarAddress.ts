import { randomBytes } from 'node:crypto'
import type { CalendarAddress } from '../../../shared/contract/desk/account.ts'
import { feedAddress } from '../../../shared/domain/calendarFeed.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Acting, CoreContext, Db, Tx } from '../context.ts'
import { findFeed, saveFeed } from '../db/feeds.ts'
import { enqueue } from '../wire/enqueue.ts'
import { feedPut } from '../wire/out/feedPut.ts'
import { appendAudit } from './audit.ts'
import { portalOf } from './mail/leaveMail.ts'
import { failure } from './serviceError.ts'

/** One's own calendar address (R11.1): off until one asks for it. */
export async function readCalendarAddress({ db, actor }: Pick<Acting, 'db' | 'actor'>): Promise<CalendarAddress> {
  return addressOf(db, actor.staff.id)
}

/**
 * Turns it on, or changes it: the one before opens nothing more after the next round.
 * @param input.seenSince as the person saw it (R10.7)
 * @throws ServiceError NOT_FOUND where one sees no patients, NOT_PAIRED, CHANGED_MEANWHILE
 */
export function makeCalendarAddress(acting: Acting, input: { readonly seenSince: Instant | null }) {
  return changeAddress(acting, input, async (tx, before) => {
    const { staff } = acting.actor
    if (!staff.hasCalendar) throw failure('NOT_FOUND')
    await portalOf(tx)
    await saveFeed(tx, staff.id, randomBytes(32).toString('base64url'), acting.clock.now())
    const action = before.address === null ? 'calendarAddress.made' : 'calendarAddress.changed'
    await appendAudit(tx, acting, { action })
  })
}

/** @throws ServiceError CHANGED_MEANWHILE */
export function endCalendarAddress(acting: Acting, input: { readonly seenSince: Instant | null }) {
  return changeAddress(acting, input, async (tx) => {
    await saveFeed(tx, acting.actor.staff.id, null, acting.clock.now())
    await appendAudit(tx, acting, { action: 'calendarAddress.ended' })
  })
}

/** R10.3: whoever leaves has none from then on, and makes another if they come back. */
export async function endCalendarAddressOf(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  staffId: StaffId,
): Promise<void> {
  const feed = await findFeed(tx, staffId)
  if (!feed || feed.token === null) return
  await saveFeed(tx, staffId, null, context.clock.now())
  await enqueue(tx, context, feedPut, { staffId })
}

async function changeAddress(
  acting: Acting,
  { seenSince }: { readonly seenSince: Instant | null },
  change: (tx: Tx, before: CalendarAddress) => Promise<void>,
): Promise<CalendarAddress> {
  const { staff } = acting.actor
  const changed = await acting.db.transaction().execute(async (tx) => {
    const before = await addressOf(tx, staff.id)
    if (before.since !== seenSince) {
      throw failure('CHANGED_MEANWHILE', { by: staff.name, at: before.since ?? acting.clock.now(), current: before })
    }
    await change(tx, before)
    await enqueue(tx, acting, feedPut, { staffId: staff.id })
    return addressOf(tx, staff.id)
  })
  acting.changes.publish('session', 'outbox')
  acting.wakeSync()
  return changed
}

async function addressOf(db: Db, staffId: StaffId): Promise<CalendarAddress> {
  const feed = await findFeed(db, staffId)
  if (!feed || feed.token === null) return { address: null, since: feed?.madeAt ?? null, isPublished: false }
  const { origin, clinicId } = await portalOf(db)
  const address = feedAddress(origin, clinicId, feed.token)
  return { address, since: feed.madeAt, isPublished: feed.putAt !== null }
}
