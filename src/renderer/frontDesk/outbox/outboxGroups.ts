import type { OutboxMail } from '../../../shared/contract/desk/outbox.ts'
import type { OutKindName, OutRefusal } from '../../../shared/domain/refusals.ts'
import type { Instant } from '../../../shared/domain/time.ts'

export type Refused = {
  readonly id: string
  readonly kind: OutKindName
  readonly reason: OutRefusal
  readonly at: Instant
}

type Outbox = {
  readonly mails: readonly OutboxMail[]
  readonly reminders: { readonly count: number; readonly next: readonly OutboxMail[] }
  readonly refused: readonly Refused[]
}

export type OutboxGroups = {
  readonly isEmpty: boolean
  readonly refused: readonly Refused[]
  /** Somebody must act. */
  readonly trouble: readonly OutboxMail[]
  /** Waiting or leaving, the next to leave first. */
  readonly leaving: readonly OutboxMail[]
  readonly rest: readonly OutboxMail[]
  /** R9.1: those that wait for their time; how many, and the next to leave first. */
  readonly reminders: Outbox['reminders']
}

/** What needs somebody first, then what is about to leave, then everything else in its own order (R9.3). */
export function outboxGroups({ mails, reminders, refused }: Outbox): OutboxGroups {
  const isLeaving = ({ state }: OutboxMail) => state === 'waiting' || state === 'leaving'
  return {
    isEmpty: mails.length === 0 && reminders.count === 0 && refused.length === 0,
    refused,
    reminders,
    trouble: mails.filter(({ needsAttention }) => needsAttention),
    leaving: mails.filter(isLeaving).sort((one, other) => (one.leavesAt < other.leavesAt ? -1 : 1)),
    rest: mails.filter((mail) => !mail.needsAttention && !isLeaving(mail)),
  }
}
