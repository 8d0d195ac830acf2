import { once } from 'node:events'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'

export type PostOffice = {
  /** Where the endpoint hands e-mails in: `smtp://127.0.0.1:<port>`. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** A slip of the finger for example.com; an e-mail to it comes back, as from a domain that does not exist. */
export const NO_SUCH_DOMAIN = 'exmaple.com'
const DOMAIN_UNKNOWN = Object.assign(new Error('Domain not found'), { responseCode: 550 })

/** A mail server that hands on to the mail catcher whatever has an address that could exist. @param catcherPort its SMTP */
export async function openPostOffice(catcherPort: number): Promise<PostOffice> {
  const catcher = createTransport({ pool: true, host: '127.0.0.1', port: catcherPort, secure: false, ignoreTLS: true })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, answer) =>
      answer(address.toLowerCase().endsWith(`@${NO_SUCH_DOMAIN}`) ? DOMAIN_UNKNOWN : null),
    onData: (raw, { envelope }, answer) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      const to = envelope.rcptTo.map(({ address }) => address)
      catcher.sendMail({ envelope: { from, to }, raw }).then(() => answer(null), answer)
    },
  })
  // A client that goes away in the middle is an ordinary thing here.
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    close: async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()))
      catcher.close()
    },
  }
}
