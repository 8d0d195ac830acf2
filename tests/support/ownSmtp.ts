import { once } from 'node:events'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { localhostCertificate } from './certificates.ts'

export type OwnSmtp = {
  readonly port: number
  /** Everything that was accepted, in order. */
  readonly mails: readonly Email[]
  /** Connections that stand now. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

export const OWN_LOGIN = { user: 'desk@harbour.example', password: 'a password of the server' } as const

/**
 * A clinic's own mail server, as a provider runs it: TLS, a login that it checks, and only one sender.
 * @param options e.g. `{ secure: false }` for STARTTLS, another certificate
 */
export async function startOwnSmtp(options: SMTPServerOptions = {}): Promise<OwnSmtp> {
  const mails: Email[] = []
  const server = new SMTPServer({
    secure: true,
    ...localhostCertificate,
    disableReverseLookup: true,
    closeTimeout: 200,
    onAuth: ({ username, password }, _session, answer) =>
      username === OWN_LOGIN.user && password === OWN_LOGIN.password
        ? answer(null, { user: username })
        : answer(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 })),
    onMailFrom: ({ address }, _session, answer) =>
      answer(
        address === OWN_LOGIN.user ? null : Object.assign(new Error('5.7.1 Not your address'), { responseCode: 553 }),
      ),
    onRcptTo: ({ address }, _session, answer) =>
      answer(
        address.startsWith('nobody') ? Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 }) : null,
      ),
    onData: (stream, _session, answer) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((parsed) => {
          mails.push(parsed)
          answer(null)
        }, answer)
      })
    },
    ...options,
  })
  // Clients that go away in the middle, or do not trust it, are what it is here for.
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
  return {
    port: address.port,
    mails,
    connections: () => server.connections.size,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}
