import { z } from 'zod'
import { MailId } from '../../domain/ids.ts'
import { Instant } from '../../domain/time.ts'
import { signedIn } from './common.ts'

export const today = {
  /** Figures for the rail: what waits where. */
  counts: signedIn.output(
    z.object({
      forms: z.number().int(),
      inbox: z.number().int(),
      outboxTrouble: z.number().int(),
    }),
  ),
  /** The right-hand panel of *Today*. */
  summary: signedIn.output(
    z.object({
      submissions: z.object({
        count: z.number().int(),
        latestName: z.string().nullable(),
        latestAt: Instant.nullable(),
      }),
      requests: z.number().int(),
      bounced: z.array(z.object({ mailId: MailId, to: z.string() })),
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
      }),
    }),
  ),
}
