import { createTransport } from 'nodemailer'
import { smtpMessage } from '../../../shared/mail/smtpMessage.ts'
import type { OpenSmtp } from '../context.ts'

const CONNECT_MILLISECONDS = 15_000
const SILENCE_MILLISECONDS = 30_000
const CONNECTIONS = 3

/**
 * R9.4: the clinic's own mail server over SMTP, always through TLS with a certificate that this computer trusts. Reads no
 * file and no address that a message may name.
 */
export const openSmtp: OpenSmtp = (server) => {
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    host: server.smtpHost,
    port: server.smtpPort,
    secure: server.smtpSecurity === 'tls',
    requireTLS: server.smtpSecurity === 'startTls',
    ...(server.smtpUser !== '' && { auth: { user: server.smtpUser, pass: server.smtpPassword } }),
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    dnsTimeout: CONNECT_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail, signal) {
      const from = { address: server.mailFromAddress, name: server.mailFromName || mail.fromName }
      const { response } = await transport.sendMail({ ...smtpMessage(mail, from), ...(signal && { signal }) })
      return response
    },
    close: () => transport.close(),
  }
}
