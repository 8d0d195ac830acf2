import { OutboxId } from '../../../shared/domain/ids.ts'
import { HOUR } from '../../../shared/domain/time.ts'
import type { OutboxAnswer, OutboxItem } from '../../../shared/contract/sync.ts'
import type { OutboxTable } from '../db/tables.ts'
import { storeTroubleOf } from '../db/storeError.ts'
import type { CoreContext, Tx } from '../context.ts'
import { applyEvent } from '../services/events/applyEvent.ts'
import { mailLeft } from '../services/mail.ts'
import type { Connection } from './connection.ts'
import { outcomeOfMail } from './mailOutcome.ts'
import { parsePending, PendingBody } from './pending.ts'
import { publishedBody } from './publishedBody.ts'
import { isEndpointsTrouble, push } from './push.ts'

/** Rows read, sealed and answered at a time: keeps both memory and the length of a transaction small. */
const ROWS_AT_A_TIME = 100
/** A row over which the endpoint stumbles for longer needs a person's attention. */
const TROUBLE_PASSES_WITHIN = HOUR

export type OutboxRow = Pick<OutboxTable, 'id' | 'body_json' | 'created_at'> & { readonly seq: number }

/** The newest row there is: what follows it was caused later than anything this cycle knows of. */
export async function newestOutboxSeq(context: CoreContext): Promise<number> {
  const row = await context.db
    .selectFrom('outbox')
    .select((query) => query.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** Sends everything that is due but e-mails, in order. @returns how many rows were answered */
export async function drainFacts(
  context: CoreContext,
  connection: Connection,
  upToSeq: number,
  closing: AbortSignal,
): Promise<number> {
  let answered = 0
  let afterSeq = 0
  for (;;) {
    const rows = await dueRows(context, 'facts', { afterSeq, upToSeq, limit: ROWS_AT_A_TIME })
    const last = rows.at(-1)
    if (!last) return answered
    answered += await handOver(context, connection, rows, closing)
    afterSeq = last.seq
  }
}

/** The next waiting rows that are due, e-mails or all that is none, in the order in which they were caused. */
export function dueRows(
  context: CoreContext,
  what: 'facts' | 'mails',
  page: { readonly afterSeq: number; readonly upToSeq: number; readonly limit: number },
): Promise<OutboxRow[]> {
  return context.db
    .selectFrom('outbox')
    .select(['seq', 'id', 'body_json', 'created_at'])
    .where('state', '=', 'waiting')
    .where('kind', what === 'mails' ? '=' : '!=', 'mail.put')
    .where('due_at', '<=', context.clock.now())
    .where('seq', '>', page.afterSeq)
    .where('seq', '<=', page.upToSeq)
    .orderBy('seq')
    .limit(page.limit)
    .execute()
}

/**
 * Seals rows, hands them over and commits the answers in one transaction. Should the process die or the reply be lost in
 * between, the same ids are handed over again and answered `duplicate`.
 */
export async function handOver(
  context: CoreContext,
  connection: Connection,
  rows: readonly OutboxRow[],
  closing: AbortSignal,
): Promise<number> {
  const items: OutboxItem[] = []
  const answers = new Map<string, OutboxAnswer>()
  for (const row of rows) {
    const id = OutboxId.parse(row.id)
    try {
      const pending = PendingBody.parse(JSON.parse(row.body_json))
      items.push({ id, body: await publishedBody(context, pending, connection.mailRecipient) })
    } catch (cause) {
      if (storeTroubleOf(cause)) throw cause
      context.log('error', 'sync.rowNotBuilt', { outboxId: row.id, error: nameOf(cause) })
      answers.set(row.id, { id, answer: 'refused', reason: 'notBuilt' })
    }
  }
  for (const [id, answer] of await push(connection, items, closing)) answers.set(id, answer)
  for (const row of rows) {
    const answer = answers.get(row.id)
    const isYoung = Date.parse(context.clock.now()) - Date.parse(row.created_at) < TROUBLE_PASSES_WITHIN
    if (answer && isEndpointsTrouble(answer) && isYoung) answers.delete(row.id)
  }
  await commitAnswers(context, rows, answers)
  return answers.size
}

async function commitAnswers(
  context: CoreContext,
  rows: readonly OutboxRow[],
  answers: ReadonlyMap<string, OutboxAnswer>,
): Promise<void> {
  if (answers.size === 0) return
  await context.db.transaction().execute(async (tx) => {
    for (const row of rows) {
      const answer = answers.get(row.id)
      if (answer) await commitAnswer(tx, context, row, answer)
    }
  })
  context.changes.publish('outbox', 'invitations')
}

async function commitAnswer(tx: Tx, context: CoreContext, row: OutboxRow, answer: OutboxAnswer): Promise<void> {
  const pending = parsePending(row.body_json)
  const mailId = pending?.kind === 'mail.put' ? pending.id : null
  if (answer.answer !== 'refused') {
    await tx.deleteFrom('outbox').where('id', '=', row.id).execute()
    if (mailId) await mailLeft(tx, context, mailId)
    return
  }
  await refuseRow(tx, row.id, answer.reason)
  if (mailId) {
    const body = { kind: 'mail.failed', mailId, reason: answer.reason } as const
    await applyEvent(tx, context, outcomeOfMail(context, row.seq, body))
  }
  context.log('warn', 'sync.rowRefused', { outboxId: row.id, reason: answer.reason })
}

export async function refuseRow(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.updateTable('outbox').set({ state: 'refused', reason }).where('id', '=', id).execute()
}

/** What may be logged of an error: messages can carry what a person wrote. */
export function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause
}
