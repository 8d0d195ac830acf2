import { plusMilliseconds } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import { deleteOutboxRow, findOutboxRowAbout, insertOutboxRow } from '../db/outbox.ts'
import type { OutRoom } from './outRoom.ts'

export type EnqueueOptions = {
  /** The countdown of "Undo" (R9.3). */
  readonly delayMilliseconds?: number
  /** The id of the row that must have been taken before this one leaves. */
  readonly afterId?: string | null
}

/**
 * Leaves a row in the outbox, in the same transaction as its cause. A row about a subject that waits already takes its
 * place at the end and keeps its id, for whatever waits for it.
 * @returns the row's id
 */
export async function enqueue<Pending>(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  room: OutRoom<Pending>,
  pending: NoInfer<Pending>,
  { delayMilliseconds = 0, afterId = null }: EnqueueOptions = {},
): Promise<string> {
  const now = context.clock.now()
  const subject = room.subjectOf?.(pending) ?? null
  const before = subject === null ? null : await findOutboxRowAbout(tx, room.kind, subject)
  if (before) await deleteOutboxRow(tx, before.id)
  const isWaiting = before?.state === 'waiting'
  const id = isWaiting ? before.id : context.ids()
  await insertOutboxRow(tx, {
    id,
    kind: room.kind,
    subject,
    body_json: JSON.stringify(pending),
    after_id: afterId,
    due_at: plusMilliseconds(now, delayMilliseconds),
    created_at: isWaiting ? before.created_at : now,
  })
  return id
}
