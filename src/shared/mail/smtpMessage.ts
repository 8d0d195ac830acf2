import type { MailContent } from '../domain/mailContent.ts'
import { calendarFile } from './calendarFile.ts'

/** An e-mail as nodemailer takes it, completed with its sender's address: Message-ID and sender are of one domain. */
export function smtpMessage(mail: MailContent, from: { readonly address: string; readonly name: string }) {
  return {
    messageId: `<${mail.id}@${domainOf(from.address)}>`,
    from,
    to: { name: '', address: mail.to },
    ...(mail.replyTo !== null && { replyTo: { name: mail.fromName, address: mail.replyTo } }),
    // Said apart, so that no text in a header can add a recipient.
    envelope: { from: from.address, to: [mail.to] },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // Whoever is away does not answer it (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(mail.calendar && {
      icalEvent: {
        method: mail.calendar.method,
        filename: 'visit.ics',
        content: calendarFile(mail.calendar, { organizer: from, attendee: mail.to }),
      },
    }),
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
