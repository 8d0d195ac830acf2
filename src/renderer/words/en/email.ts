import type { OutboxMail } from '../../../shared/contract/desk/outbox.ts'
import type { MailWay, MailServerField, SmtpSecurity } from '../../../shared/domain/mailServer.ts'

/** Front Desk → Settings → E-mail (R9.4). */
export const email = {
  wayTitle: 'How e-mails leave',
  ways: {
    endpoint: 'Through the online service',
    own: 'Through the clinic’s own mail server',
  } satisfies Record<MailWay, string>,
  wayTexts: {
    endpoint: 'Each waits there sealed, is opened in memory to be sent, and is erased once a mail server took it.',
    own: 'This desk hands them over itself. The online service never sees one.',
  } satisfies Record<MailWay, string>,
  fields: {
    mailWay: 'How e-mails leave',
    smtpHost: 'Mail server',
    smtpPort: 'Port',
    smtpSecurity: 'Encryption',
    smtpUser: 'User name',
    smtpPassword: 'Password',
    mailFromAddress: 'Sent from',
    mailFromName: 'Name of the sender',
  } satisfies Record<MailServerField | 'mailWay' | 'smtpPassword', string>,
  securities: { tls: 'TLS', startTls: 'STARTTLS' } satisfies Record<SmtpSecurity, string>,
  passwordKept: 'One is kept, and shown to nobody. Typing replaces it.',
  passwordNone: 'Kept in the clinic’s encrypted file, and shown to nobody again.',
  none: 'not given',
  save: 'Save e-mail',
  hostNeeded: 'The name of the mail server is needed.',
  hostInvalid: 'A name such as smtp.example.com, without spaces and slashes.',
  portOutside: 'A whole number from 1 to 65535.',
  fromNeeded: 'The address that e-mails come from is needed.',
  fromInvalid: 'This is not an e-mail address.',
  oneLine: 'One line, not as long as that.',
  test: {
    title: 'Test e-mail',
    to: 'To',
    send: 'Send a test e-mail',
    waiting: (host: string, seconds: number) => `Waiting for ${host}: ${seconds} s, at most 30`,
    givenUp: 'Given up. Whether it arrives is not known.',
    accepted: (answer: string) => `The mail server took it: “${answer}”`,
    never: 'None has arrived yet.',
    last: (to: string, at: string) => `To ${to}, ${at}`,
    states: {
      waiting: 'Leaving',
      leaving: 'Handed over',
      sent: 'Arrived',
      bounced: 'Came back',
      failed: 'Not sent',
      unknown: 'Uncertain',
      undone: 'Undone',
      withdrawn: 'Withdrawn',
    } satisfies Record<OutboxMail['state'], string>,
    onItsWay:
      'No mail server has taken it yet. The online service tries for three days; the Outbox says when it arrives.',
    failures: {
      unknownHost: (host: string) => `No mail server is called “${host}”. Look at its name.`,
      nobodyAnswers: (host: string) =>
        `Nobody answers at ${host} on this port. Look at the port, and whether a firewall stands between.`,
      tooSlow: (host: string) => `${host} did not answer in time. Try again, or look at the port.`,
      otherSecurity: (host: string) =>
        `${host} does not speak this encryption on this port. TLS is usually at 465, STARTTLS at 587.`,
      wrongCertificate: {
        selfSigned: (host: string) =>
          `The certificate of ${host} is vouched for by nobody but itself, so that it could be anybody’s. Nothing was sent.`,
        expired: (host: string) => `The certificate of ${host} is no longer valid, or not yet. Nothing was sent.`,
        otherName: (host: string) => `The certificate is not for ${host}. Look at the name. Nothing was sent.`,
        untrusted: (host: string) =>
          `The certificate of ${host} is vouched for by nobody whom this computer trusts. Nothing was sent.`,
      },
      loginRefused: 'The mail server refuses the user name or the password.',
      senderRefused: 'The mail server does not let this user send from this address.',
      recipientRefused: 'The mail server refuses the address that the e-mail goes to.',
      messageRefused: 'The mail server took the addresses and refused the e-mail itself.',
      other: 'The mail server ended the conversation.',
    },
  },
}
