import { createTransport } from 'nodemailer'
import type { MailContent } from '../../shared/domain/mailContent.ts'
import { deliveryOf, type Delivery } from '../../shared/domain/smtp.ts'
import { smtpMessage } from '../../shared/mail/smtpMessage.ts'

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
        await transport.sendMail(smtpMessage(mail, { address: fromAddress, name: mail.fromName }))
        return { kind: 'accepted' }
      } catch (error) {
        return deliveryOf(error)
      }
    },
    close: () => transport.close(),
  }
}
