import { once } from 'node:events'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { until } from './until.ts'

export type ReceivedMail = {
  /** The addresses of the SMTP envelope. */
  readonly to: readonly string[]
  readonly parsed: Email
  readonly raw: string
}

export type SmtpServer = {
  /** `smtp://127.0.0.1:<port>`; the same port after `stop` and `start`. */
  readonly url: string
  readonly port: number
  /** Everything that was accepted, in order. */
  readonly mails: readonly ReceivedMail[]
  /** Answers RCPT TO this address with `code` (550: the address is refused for good; 450: later). */
  readonly refuse: (address: string, code?: number) => void
  readonly accept: (address: string) => void
  /** Takes the message and then drops the connection instead of answering 250, once: a reply lost on the way. */
  readonly loseNextReply: () => void
  /** Resolves with the first mail, taken or still to come, that fits. */
  readonly waitFor: (fits: (mail: ReceivedMail) => boolean, withinMs?: number) => Promise<ReceivedMail>
  readonly waitForMailTo: (address: string, withinMs?: number) => Promise<ReceivedMail>
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

/** A real SMTP server on a free port of this machine that keeps what it is given, parsed. */
export async function startSmtp(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = []
  const refused = new Map<string, number>()
  let losesNextReply = false
  let server: SMTPServer | null = null
  let port = 0

  function makeServer(): SMTPServer {
    const made = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 200,
      onRcptTo({ address }, _session, answer) {
        const code = refused.get(address.toLowerCase())
        answer(code ? Object.assign(new Error('Mailbox unavailable'), { responseCode: code }) : null)
      },
      onData(stream, session, answer) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const raw = Buffer.concat(chunks)
          void PostalMime.parse(raw).then((parsed) => {
            mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), parsed, raw: raw.toString('utf8') })
            if (!losesNextReply) return answer(null)
            losesNextReply = false
            made.connections.forEach((connection) => connection.close())
          }, answer)
        })
      },
    })
    // A client that goes away in the middle is an ordinary thing here.
    made.on('error', () => undefined)
    return made
  }

  async function start(): Promise<void> {
    const made = makeServer()
    const listening = made.listen(port, '127.0.0.1')
    if (!listening.listening) await once(listening, 'listening')
    const address = listening.address()
    if (address === null || typeof address === 'string') throw new Error('The SMTP server has no port')
    port = address.port
    server = made
  }

  async function stop(): Promise<void> {
    const closing = server
    server = null
    if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()))
  }

  const waitFor = (fits: (mail: ReceivedMail) => boolean, withinMs?: number) =>
    until(() => mails.find(fits), 'an e-mail', withinMs)

  await start()
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    refuse: (address, code = 550) => void refused.set(address.toLowerCase(), code),
    accept: (address) => void refused.delete(address.toLowerCase()),
    loseNextReply: () => {
      losesNextReply = true
    },
    waitFor,
    waitForMailTo: (address, withinMs) =>
      waitFor(({ to }) => to.some((each) => each.toLowerCase() === address.toLowerCase()), withinMs),
    stop,
    start,
  }
}
