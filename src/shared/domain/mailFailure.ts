import { z } from 'zod'
import { MailFailureReason } from '../contract/events.ts'

/** Why an e-mail did not arrive: a mail server refused the address, with its SMTP reply code; or it was given up. */
export const MailFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('addressRefused'), code: z.number().int() }),
  z.object({ kind: z.literal('givenUp'), reason: MailFailureReason }),
])
export type MailFailure = z.infer<typeof MailFailure>
