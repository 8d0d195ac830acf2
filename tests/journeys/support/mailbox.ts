import { startSmtp, type ReceivedMail, type SmtpServer } from '../../support/smtp.ts'

export type Letter = {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The .ics, or empty. */
  readonly calendar: string
  readonly messageId: string
}

export type Mailbox = Pick<SmtpServer, 'url' | 'refuse' | 'accept'> & {
  /** The oldest e-mail to this address that nobody has asked for yet. */
  readonly nextTo: (address: string) => Promise<Letter>
  readonly count: () => number
  /** Of all that came to this address, in order. */
  readonly subjectsTo: (address: string) => readonly string[]
  readonly close: () => Promise<void>
}

/** A real SMTP server, read as people read their mail: one after the other. */
export async function openMailbox(): Promise<Mailbox> {
  const smtp = await startSmtp()
  const taken = new Set<ReceivedMail>()
  return {
    url: smtp.url,
    refuse: smtp.refuse,
    accept: smtp.accept,
    count: () => smtp.mails.length,
    subjectsTo: (address) =>
      smtp.mails.filter(({ to }) => to.includes(address)).map(({ parsed }) => parsed.subject ?? ''),
    nextTo: async (address) => {
      const mail = await smtp.waitFor((each) => !taken.has(each) && each.to.includes(address), 20_000)
      taken.add(mail)
      return letterFrom(mail)
    },
    close: smtp.stop,
  }
}

function letterFrom({ parsed }: ReceivedMail): Letter {
  const calendar = parsed.attachments.find(({ mimeType }) => mimeType.startsWith('text/calendar'))?.content
  return {
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html ?? '',
    calendar: typeof calendar === 'string' ? calendar : calendar ? new TextDecoder().decode(calendar) : '',
    messageId: parsed.messageId ?? '',
  }
}
