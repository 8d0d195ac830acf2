import { ORPCError } from '@orpc/client'
import { OutboxItem, type OutboxAnswer } from '../../../shared/contract/outbox.ts'
import type { ItemOutcome } from '../wire/outRoom.ts'
import { callSignal } from './endpointClient.ts'
import type { Connection } from './connection.ts'
import { toSyncFailure } from './syncFailure.ts'

/** The contract takes 200 items and 8 MiB; the rest is for JSON and headers. */
const MAX_ITEMS = 200
const MAX_CHARACTERS = 6_000_000
/** What an item weighs besides its envelope. */
const ITEM_CHARACTERS = 1_000

/** Consecutive runs of items that fit one request each; an item over the limit goes alone. */
export function inBatches(items: readonly OutboxItem[]): OutboxItem[][] {
  const batches: OutboxItem[][] = []
  let batch: OutboxItem[] = []
  let characters = 0
  for (const item of items) {
    const weight = charactersOf(item)
    if (batch.length > 0 && (batch.length === MAX_ITEMS || characters + weight > MAX_CHARACTERS)) {
      batches.push(batch)
      batch = []
      characters = 0
    }
    batch.push(item)
    characters += weight
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}

/** An id in JSON, and somewhat more than a hash. */
const LISTED_CHARACTERS = 80

/** Whatever its kind: the texts in its body, what it lists, and something for the rest. */
function charactersOf({ body }: OutboxItem): number {
  const weigh = (value: unknown): number => {
    if (typeof value === 'string') return value.length
    return Array.isArray(value) ? value.length * LISTED_CHARACTERS : 0
  }
  return Object.values(body).reduce<number>((sum, value) => sum + weigh(value), ITEM_CHARACTERS)
}

/**
 * Hands items over, in order. An item that the contract does not allow is refused here, and one for whose sake the
 * endpoint refuses a whole request is found by sending each alone: one bad row blocks nothing.
 * @returns the answers by id; an item without one was not decided and stays
 * @throws SyncFailure
 */
export async function push(
  connection: Connection,
  items: readonly OutboxItem[],
  closing: AbortSignal,
): Promise<Map<string, ItemOutcome>> {
  const answers = new Map<string, ItemOutcome>()
  const allowed = items.filter((item) => OutboxItem.safeParse(item).success)
  for (const item of items) {
    if (!allowed.includes(item)) answers.set(item.id, { kind: 'refused', reason: 'invalid' })
  }
  for (const batch of inBatches(allowed)) {
    for (const [id, answer] of await pushBatch(connection, batch, closing)) answers.set(id, answer)
  }
  return answers
}

async function pushBatch(
  connection: Connection,
  items: OutboxItem[],
  closing: AbortSignal,
): Promise<[string, ItemOutcome][]> {
  try {
    const { answers } = await connection.client.push({ epoch: connection.epoch, items }, callSignal(closing))
    return answers.map((answer) => [answer.id, toOutcome(answer)])
  } catch (cause) {
    const [first] = items
    if (!isAboutTheRequest(cause) || !first) throw toSyncFailure(cause)
    if (items.length === 1) {
      return [[first.id, { kind: 'refused', reason: cause.status === 413 ? 'tooLarge' : 'invalid' }]]
    }
    const answers: [string, ItemOutcome][] = []
    for (const item of items) answers.push(...(await pushBatch(connection, [item], closing)))
    return answers
  }
}

/** What was applied before, by a request whose reply was lost, is taken like what was applied now. */
function toOutcome(answer: OutboxAnswer): ItemOutcome {
  return answer.answer === 'refused' ? { kind: 'refused', reason: answer.reason } : { kind: 'taken' }
}

function isAboutTheRequest(cause: unknown): cause is ORPCError<string, unknown> {
  return cause instanceof ORPCError && (cause.status === 400 || cause.status === 413 || cause.status === 422)
}
