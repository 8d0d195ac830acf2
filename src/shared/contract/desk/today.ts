import { z } from 'zod'
import { InboxItemId, MailId } from '../../domain/ids.ts'
import { InboxFacts } from '../../domain/inboxFacts.ts'
import { Instant } from '../../domain/time.ts'
import { DayAppointment } from './calendar.ts'
import { signedIn } from './common.ts'

export const today = {
  /** Figures for the rail: what waits where. */
  counts: signedIn.output(
    z.object({
      /** Visits of today that whoever is signed in still has before them; 0 for whoever has no calendar. */
      visitsToCome: z.number().int(),
      /** Smart Forms that are with patients. */
      forms: z.number().int(),
      /** What lies open in the Inbox. */
      inbox: z.number().int(),
      /** E-mails that need attention, and what the endpoint refused. */
      outboxTrouble: z.number().int(),
    }),
  ),
  /** The right-hand panel of *Today*. */
  summary: signedIn.output(
    z.object({
      /** What lies open in the Inbox, a line for each kind with the newest of it; together the figure of the rail. */
      inbox: z.array(
        z.object({
          count: z.number().int(),
          newest: z.object({
            id: InboxItemId,
            facts: InboxFacts,
            patientName: z.string().nullable(),
            receivedAt: Instant,
          }),
        }),
      ),
      /** E-mails that need attention, and that nothing in the Inbox tells of. */
      mailTrouble: z.array(z.object({ mailId: MailId, to: z.string() })),
      /** R6.6: visits of other days that were called off or moved, and whose patients know of them as they were. */
      untold: z.array(DayAppointment),
      /** False when the audit log's chain was found broken or cut (R8.6). */
      isAuditWhole: z.boolean(),
      /** False while the endpoint names another mail key or portal address than was agreed to (R11.5). */
      isEndpointAgreed: z.boolean(),
      tomorrow: z.object({
        visits: z.number().int(),
        ready: z.number().int(),
        formNotReturned: z.number().int(),
        notTold: z.number().int(),
        noEmail: z.number().int(),
        mailBounced: z.number().int(),
        /** R9.1: to ring, where anybody is to remind them. */
        withoutReminder: z.number().int(),
      }),
    }),
  ),
}
