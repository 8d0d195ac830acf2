import { z } from 'zod'
import { DAY, MINUTE, plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import type { EventBody } from '../../../shared/contract/sync.ts'
import type { MailId } from '../../../shared/domain/ids.ts'
import { storeTroubleOf } from '../db/storeError.ts'
import type { CoreContext, Mailer } from '../context.ts'
import { applyEvent } from '../services/events/applyEvent.ts'
import { mailLeft } from '../services/mail.ts'
import { nameOf, type OutboxRow } from './drainOutbox.ts'
import { outcomeOfMail } from './mailOutcome.ts'
import { parsePending } from './pending.ts'
import { readMailContent } from './publishedBody.ts'

const GIVE_UP_AFTER = 3 * DAY
const LONGEST_WAIT = 15 * MINUTE
const SHORTEST_WAIT = MINUTE / 2

/**
 * R9.4: a clinic that sends through its own SMTP server. The endpoint then never sees the e-mail, and what became of it
 * is known here at once. Should the process die between the server's 250 and our commit, the e-mail leaves again with
 * the same Message-ID (R9.3).
 * @returns how many were decided
 */
export async function sendFromDesk(context: CoreContext, mailer: Mailer, rows: readonly OutboxRow[]): Promise<number> {
  let decided = 0
  for (const row of rows) {
    const pending = parsePending(row.body_json)
    if (pending?.kind !== 'mail.put') continue
    const outcome = await attempt(context, mailer, pending.id, row)
    if (outcome === 'later') {
      await postpone(context, row)
    } else {
      await settle(context, row, pending.id, outcome)
      decided += 1
    }
  }
  return decided
}

type Outcome = Extract<EventBody, { kind: 'mail.sent' | 'mail.bounced' | 'mail.failed' }>

async function attempt(
  context: CoreContext,
  mailer: Mailer,
  mailId: MailId,
  row: OutboxRow,
): Promise<Outcome | 'later'> {
  try {
    await mailer.send(await readMailContent(context.db, mailId))
    return { kind: 'mail.sent', mailId }
  } catch (cause) {
    if (storeTroubleOf(cause)) throw cause
    context.log('warn', 'sync.mailNotSent', { mailId, error: nameOf(cause) })
    return afterFailure(cause, mailId, ageOf(row, context.clock.now()))
  }
}

const SmtpError = z.object({ responseCode: z.number().int() })

/** A reply from 500 is final; anything else may pass, for three days. */
function afterFailure(cause: unknown, mailId: MailId, ageMilliseconds: number): Outcome | 'later' {
  const reply = SmtpError.safeParse(cause)
  if (reply.success && reply.data.responseCode >= 500) {
    return { kind: 'mail.bounced', mailId, code: reply.data.responseCode }
  }
  return ageMilliseconds < GIVE_UP_AFTER ? 'later' : { kind: 'mail.failed', mailId, reason: 'unreachable' }
}

async function settle(context: CoreContext, row: OutboxRow, mailId: MailId, outcome: Outcome): Promise<void> {
  const topics = await context.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('outbox').where('id', '=', row.id).execute()
    await mailLeft(tx, context, mailId)
    return applyEvent(tx, context, outcomeOfMail(context, row.seq, outcome))
  })
  context.changes.publish('outbox', ...topics)
}

/** As long again as it has waited so far: half a minute at first, a quarter of an hour at most. */
async function postpone(context: CoreContext, row: OutboxRow): Promise<void> {
  const now = context.clock.now()
  const wait = Math.min(Math.max(ageOf(row, now), SHORTEST_WAIT), LONGEST_WAIT)
  await context.db
    .updateTable('outbox')
    .set({ due_at: plusMilliseconds(now, wait) })
    .where('id', '=', row.id)
    .execute()
}

function ageOf(row: OutboxRow, now: Instant): number {
  return Date.parse(now) - Date.parse(row.created_at)
}
