import { z } from 'zod'
import { MailId } from '../../domain/ids.ts'
import { OwnMailServer, SmtpPassword } from '../../domain/mailServer.ts'
import { MailTestFailure } from '../../domain/mailTest.ts'
import { EmailAddress } from '../../domain/people.ts'
import { restricted, signedIn } from './common.ts'

/** An e-mail as it leaves. `html`: a whole document. */
export const ReminderPreview = z.object({ subject: z.string(), text: z.string(), html: z.string() })
export type ReminderPreview = z.infer<typeof ReminderPreview>

export const email = {
  /** R9.1: a reminder with what the clinic's settings make of it, of a visit that does not exist. */
  reminderPreview: signedIn.errors({ NOT_PAIRED: {} }).input(z.object({})).output(ReminderPreview),
  /**
   * R9.4, R10.8: a test e-mail. Through the clinic's own mail server it is handed over now, with what is typed and need not be
   * saved; giving the call up gives the attempt up. Through the endpoint it leaves as every e-mail does: `mailId` in the outbox.
   */
  test: restricted
    .errors({ NOT_PAIRED: {}, MAIL_SERVER_INCOMPLETE: {} })
    .input(
      z.object({
        to: EmailAddress,
        through: z.discriminatedUnion('way', [
          z.object({ way: z.literal('endpoint') }),
          z.object({
            way: z.literal('own'),
            server: OwnMailServer,
            /** Null: the one that is kept, if it is for this server. */
            password: SmtpPassword.nullable(),
          }),
        ]),
      }),
    )
    .output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('leaves'), mailId: MailId }),
        /** `answer`: the mail server's own words. */
        z.object({ kind: z.literal('accepted'), mailId: MailId, answer: z.string() }),
        z.object({ kind: z.literal('failed'), failure: MailTestFailure }),
      ]),
    ),
}
