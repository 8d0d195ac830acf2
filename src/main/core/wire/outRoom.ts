import type { z } from 'zod'
import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import type { OutboxBody } from '../../../shared/contract/outbox.ts'
import type { OutKindName, OutRefusal } from '../../../shared/domain/refusals.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import type { OutboxRow } from '../db/outbox.ts'

/** What became of one item: applied now or before, or refused. */
export type ItemOutcome = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly reason: OutRefusal }

/** What became of one row: the endpoint took everything that it came to, or it refused some of it and took the rest. */
export type RowOutcome =
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'refused'
      /** Of what was refused first; the endpoint's own trouble before any other, because it may pass. */
      readonly reason: OutRefusal
      readonly refusals: ReadonlyMap<OutboxBody, OutRefusal>
    }

export type Followed = {
  readonly topics: readonly ChangeTopic[]
  /** The row goes on waiting: what was refused will be made differently next time. */
  readonly isWaiting?: boolean
  /** The row is done with: of whom something was refused is noted where it can be settled. */
  readonly isSettled?: boolean
}

/** What a row comes to when its turn is there. */
export type Outgoing =
  /** Handed to the endpoint, in order; `answered` runs in the transaction that commits the answers. */
  | {
      readonly kind: 'push'
      readonly bodies: readonly OutboxBody[]
      readonly answered?: (tx: Tx, outcome: RowOutcome) => Promise<Followed>
    }
  /** Done without the endpoint; `settle` runs in the transaction that takes the row away. */
  | { readonly kind: 'settled'; readonly settle: (tx: Tx) => Promise<readonly ChangeTopic[]> }
  | { readonly kind: 'later'; readonly dueAt: Instant }
  /** It would open nothing, or say nothing true. */
  | { readonly kind: 'refused'; readonly reason: OutRefusal }

/** What a room may know of the endpoint. */
export type Outward = {
  /** The mail worker's age recipient (R9.4). */
  readonly mailRecipient: string
  /** It names another mail key or portal address than it was paired with: e-mails wait for an admin's yes (R11.5). */
  readonly isInDoubt: boolean
  /** Under which what is published counts. */
  readonly epoch: number
  /** As whom it knows the desk: another one after it was paired anew. */
  readonly token: string
}

/**
 * All there is to one kind that leaves the desk: what waits in the outbox, what is sealed and sent, what follows from
 * the answers. A new kind is one such file, and a line in `outRooms.ts`.
 */
export type OutRoom<Pending> = {
  readonly kind: OutKindName
  /** What a transaction leaves in the outbox: a reference, so that no cryptography is awaited inside a transaction. */
  readonly pending: z.ZodType<Pending>
  /** Of one subject one row waits, however often it was caused; it then counts as caused last. Null: it stands for itself. */
  readonly subjectOf?: (pending: Pending) => string | null
  /** Reads and seals, outside any transaction. Rejects when what it names is gone. */
  readonly prepare: (context: CoreContext, pending: Pending, row: OutboxRow, outward: Outward) => Promise<Outgoing>
  /** What follows when it was refused here and never handed over. */
  readonly refused?: (tx: Tx, context: CoreContext, pending: Pending, row: OutboxRow) => Promise<readonly ChangeTopic[]>
}
