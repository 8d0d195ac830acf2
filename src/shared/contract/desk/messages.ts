import { z } from 'zod'
import { LinkId, MessageId, PatientId, ThreadId } from '../../domain/ids.ts'
import { AccessLevel } from '../../domain/invitations.ts'
import { MessageFrom, MessageSubject, MessageText } from '../../domain/messages.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, signedIn } from './common.ts'
import { Leaving } from './outbox.ts'

export const Message = z.object({
  id: MessageId,
  from: MessageFrom,
  /** The login that wrote it, or to which the automatic answer went; null of what staff wrote. */
  email: z.string().nullable(),
  /** Who of staff wrote it. */
  staffName: z.string().nullable(),
  text: z.string(),
  at: Instant,
})
export type Message = z.infer<typeof Message>

export const MessageThread = z.object({
  id: ThreadId,
  subject: z.string(),
  /** Something of it waits in the Inbox. */
  isWaiting: z.boolean(),
  /** Oldest first. */
  messages: z.array(Message),
})
export type MessageThread = z.infer<typeof MessageThread>

/** R8.5: who holds the patient, and whether a reply is seen by them. */
export const MessageHolder = z.object({ linkId: LinkId, email: z.string(), level: AccessLevel, isReached: z.boolean() })
export type MessageHolder = z.infer<typeof MessageHolder>

/** R8.5: both ways, as threads by subject. */
export const messages = {
  /** The thread in which something was written last first. */
  ofPatient: signedIn
    .input(z.object({ patientId: PatientId }))
    .output(z.object({ threads: z.array(MessageThread), holders: z.array(MessageHolder) })),
  /** How many threads wait for an answer; no reading of what they say. */
  waiting: signedIn.input(z.object({ patientId: PatientId })).output(z.object({ threads: z.number().int() })),
  /**
   * An answer, or a new thread where it has a subject; whatever of the thread waited in the Inbox is settled with it. Whoever may read it is
   * told by e-mail that something waits. The same again changes nothing.
   */
  send: signedIn
    .errors(changedMeanwhile(MessageThread))
    .input(
      z.object({
        id: MessageId,
        patientId: PatientId,
        threadId: ThreadId,
        /** Null for an answer. */
        subject: MessageSubject.nullable(),
        text: MessageText,
        /** The newest of the thread as it was seen (R10.7); null for a new one. */
        seenMessageId: MessageId.nullable(),
      }),
    )
    .output(z.object({ readers: z.number().int(), leaving: Leaving.nullable() })),
}
