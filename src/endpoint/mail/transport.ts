import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { MailContent } from '../../shared/domain/mailContent.ts'

/** How one attempt ended. */
export type Delivery =
  | { readonly kind: 'accepted' }
  /** The mail server refused the address or the message for good. */
  | { readonly kind: 'bounced'; readonly code: number }
  /** Anything else: the server is away, busy, or does not want *us* (which is nobody's address's fault). */
  | { readonly kind: 'later'; readonly code: string }

export type Transport = {
  readonly send: (mail: MailContent) => Promise<Delivery>
  readonly close: () => void
}

export const CONNECTIONS = 5

/** Pooled SMTP. Reads no file and no address that a message may name. @param url `smtp://` or `smtps://` */
export function openTransport(url: string, fromAddress: string): Transport {
  const transport = createTransport({
    pool: true,
    url,
    maxConnections: CONNECTIONS,
    maxMessages: 1_000,
    maxRequeues: 1,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    dnsTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          messageId: mail.messageId,
          from: { name: mail.fromName, address: fromAddress },
          to: { name: '', address: mail.to },
          // Said apart, so that no text in a header can add a recipient.
          envelope: { from: fromAddress, to: [mail.to] },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...(mail.calendar && { icalEvent: mail.calendar }),
        })
        return { kind: 'accepted' }
      } catch (error) {
        return toDelivery(error)
      }
    },
    close: () => transport.close(),
  }
}

/** A refused sender or a refused sign-in is our configuration, not the patient's address: that is tried again. */
function toDelivery(error: unknown): Delivery {
  const { responseCode, command, code } = smtpFacts(error)
  const isAboutTheMail = command === 'RCPT TO' || command === 'DATA'
  if (isAboutTheMail && responseCode !== null && responseCode >= 500) return { kind: 'bounced', code: responseCode }
  return { kind: 'later', code: responseCode === null ? code : String(responseCode) }
}

const SmtpError = z.object({
  responseCode: z.number().nullable().default(null),
  command: z.string().default(''),
  code: z.string().default('unknown'),
})

function smtpFacts(error: unknown): z.infer<typeof SmtpError> {
  return SmtpError.catch({ responseCode: null, command: '', code: 'unknown' }).parse(error)
}
