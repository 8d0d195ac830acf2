import { spawn } from 'node:child_process'
import nodemailer from 'nodemailer'
import { MailId } from '../src/shared/domain/ids.ts'
import { composeMail } from '../src/shared/mail/compose.ts'
import { smtpMessage } from '../src/shared/mail/smtpMessage.ts'
import { clinic, everyLetter, NOW } from '../src/shared/mail/testing/everyLetter.ts'

/** More than this of any e-mail, and it would be on its way to the wrong folder. */
export const MOST_POINTS = 1
/** What every filter must take for spam: without it nobody would know that the rules were there. */
const KNOWN_SPAM = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'
const KNOWN_SPAM_ID = 'known-spam'

export type Verdict = { readonly points: number; readonly rules: string }

/** R9.2: asks SpamAssassin's own rules, and nobody in the network, of every e-mail. @returns whether all are below the limit */
export async function lookForSpam(log: (line: string) => void): Promise<boolean> {
  const output = await run('spamassassin', ['--local', '--mbox'], await mailbox())
  if (output === null) {
    log('SpamAssassin is not installed: the e-mails were not asked about.')
    return true
  }
  const verdicts = verdictsIn(output)
  const known = verdicts.get(KNOWN_SPAM_ID)
  if (!known || known.points < 5) {
    log('SpamAssassin has no rules: it does not know what every filter knows.')
    return false
  }
  const bad = everyLetter.filter(({ kind }, index) => {
    const verdict = verdicts.get(idOf(index))
    log(`${verdict ? verdict.points.toFixed(1) : 'unknown'}  ${kind}  ${verdict?.rules ?? ''}`)
    return !verdict || verdict.points > MOST_POINTS
  })
  return bad.length === 0
}

/** By Message-ID, without its domain: they come in any order. @param output SpamAssassin's, with its headers over each message */
export function verdictsIn(output: string): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  for (const message of output.split(/^From portal /m).slice(1)) {
    const headers = message.split(/\n\n/, 1)[0]?.replaceAll(/\n[ \t]+/g, ' ') ?? ''
    const id = /^Message-ID: <([^@>]+)@/im.exec(headers)?.[1]
    const status = /^X-Spam-Status: \w+, score=(-?[\d.]+) .*?tests=(.*?) autolearn/im.exec(headers)
    if (id !== undefined && status) verdicts.set(id, { points: Number(status[1]), rules: status[2] ?? '' })
  }
  return verdicts
}

function idOf(index: number): string {
  return `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`
}

/** Every e-mail as it leaves, and one that is known to be spam. */
async function mailbox(): Promise<string> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  const from = { address: 'portal@harbour-street.example', name: clinic.name }
  const messages = []
  for (const [index, facts] of everyLetter.entries()) {
    const heading = { id: MailId.parse(idOf(index)), to: 'ben@example.com', language: 'en', now: NOW } as const
    const { message } = await transport.sendMail(smtpMessage(composeMail(clinic, facts, heading), from))
    messages.push(textOf(message))
  }
  const spam = {
    from,
    to: 'ben@example.com',
    subject: 'Test',
    text: KNOWN_SPAM,
    messageId: `<${KNOWN_SPAM_ID}@x.test>`,
  }
  messages.push(textOf((await transport.sendMail(spam)).message))
  return messages.map((message) => `From portal Mon Mar  2 09:00:00 2026\n${message}\n`).join('\n')
}

/** A buffer, as the transport was asked for. */
function textOf(message: Buffer | NodeJS.ReadableStream): string {
  if (!Buffer.isBuffer(message)) throw new Error('The transport made no buffer')
  return message.toString()
}

/** What it writes; null where there is no such program. */
function run(program: string, args: readonly string[], input: string): Promise<string | null> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  return new Promise((done) => {
    child.on('error', () => done(null))
    child.on('close', () => done(output))
    // One that is not there takes nothing.
    child.stdin.on('error', () => done(null))
    child.stdin.end(input)
  })
}
