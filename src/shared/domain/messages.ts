import { z } from 'zod'
import { MessageId, PatientId, ThreadId } from './ids.ts'
import { Instant } from './time.ts'

/** Section 12. */
export const MESSAGE_CHARACTERS = 10_000
export const SUBJECT_CHARACTERS = 200

/** R8.5: as it was typed, but for what stands around it. */
export const MessageText = z.string().trim().min(1).max(MESSAGE_CHARACTERS)
export const MessageSubject = z.string().trim().min(1).max(SUBJECT_CHARACTERS)

/** Patient → clinic, sealed to the clinic and to the patient's own key. */
export const SealedMessage = z.object({
  format: z.literal(1),
  messageId: MessageId,
  threadId: ThreadId,
  /** About whom it is, so that it is filed in no other chart (R11.5). */
  patientId: PatientId,
  subject: MessageSubject,
  text: MessageText,
})
export type SealedMessage = z.infer<typeof SealedMessage>

/** `outOfHours`: what the clinic answers by itself while it is closed. */
export const MessageFrom = z.enum(['patient', 'clinic', 'outOfHours'])
export type MessageFrom = z.infer<typeof MessageFrom>

/** Clinic → patient, sealed by itself, so that one more costs the same however many there are. */
export const GivenMessage = z.object({
  format: z.literal(1),
  messageId: MessageId,
  threadId: ThreadId,
  /** Null where another login wrote it (R3.2). */
  subject: z.string().nullable(),
  from: MessageFrom,
  /** As patients know who of staff wrote it; null for what nobody of them did. */
  by: z.string().nullable(),
  text: z.string(),
  at: Instant,
})
export type GivenMessage = z.infer<typeof GivenMessage>

/** A message as one holder has it, wherever it came from. */
export type ShownMessage = Omit<GivenMessage, 'format' | 'at'> & { readonly at: string }

export type Thread<Message extends ShownMessage = ShownMessage> = {
  readonly id: ThreadId
  readonly subject: string | null
  /** Oldest first. */
  readonly messages: readonly Message[]
}

/** R8.5: by subject, the thread in which something was written last first. */
export function threadsOf<Message extends ShownMessage>(messages: readonly Message[]): Thread<Message>[] {
  const threads = new Map<ThreadId, Message[]>()
  for (const each of messages.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
    const before = threads.get(each.threadId)
    if (before) before.push(each)
    else threads.set(each.threadId, [each])
  }
  return [...threads]
    .map(([id, inOrder]) => ({
      id,
      subject: inOrder.find(({ subject }) => subject !== null)?.subject ?? null,
      messages: inOrder,
    }))
    .sort((one, other) => ((one.messages.at(-1)?.at ?? '') > (other.messages.at(-1)?.at ?? '') ? -1 : 1))
}

/** How many of the clinic's were written after what was read last; an automatic answer is no news. */
export function countUnread(thread: Thread, readUpTo: string | null): number {
  return thread.messages.filter(({ from, at }) => from === 'clinic' && (readUpTo === null || at > readUpTo)).length
}
