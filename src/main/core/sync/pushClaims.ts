import type { AppointmentId } from '../../../shared/domain/ids.ts'
import type { CoreContext } from '../context.ts'
import { findOutboxRowAbout, listReadyClaims } from '../db/outbox.ts'
import type { Connection } from './connection.ts'
import { handOver } from './drain.ts'

/** Behind more than these a person does not wait. */
const MOST_BEFORE = 100

/**
 * R6.4, R6.2: hands a visit's claim, or an offer, over now, with whatever claims and releases wait before it: the time that it wants may be one of
 * theirs. The loop may hand over the same rows at the same time; a claim that is put twice is put once, and the first answer
 * counts. @throws SyncFailure
 */
export async function pushClaims(
  context: CoreContext,
  connection: Connection,
  id: AppointmentId,
  signal: AbortSignal,
): Promise<void> {
  const own =
    (await findOutboxRowAbout(context.db, 'claim.put', id)) ?? (await findOutboxRowAbout(context.db, 'offer.put', id))
  if (own?.state !== 'waiting') return
  const rows = await listReadyClaims(context.db, own.seq, MOST_BEFORE)
  if (rows.some((row) => row.id === own.id)) await handOver(context, connection, rows, signal)
}
