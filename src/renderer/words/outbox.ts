import type { OutboxMail } from '../../shared/contract/desk/frontDesk.ts'

/** Front Desk → Outbox (R9.3). */
export const outboxWords = {
  title: 'Outbox',
  list: 'E-mails',
  summary: (waiting: number, trouble: number) =>
    [waiting > 0 ? `${waiting} to leave` : null, trouble > 0 ? `${trouble} in trouble` : null]
      .filter((part) => part !== null)
      .join(' · '),
  attention: 'Needs attention',
  leavingSoon: 'Leaving',
  rest: 'All e-mails',
  empty: 'No e-mails yet',
  emptyText: 'Confirmations, forms and Access Links stand here from the moment they are made.',
  undo: 'Undo',
  undone: 'Not sent.',
  sendAgain: 'Send again',
  sentAgain: 'Sent again.',
  leavesNext: 'Leaves at the next synchronisation',
  leavesIn: (seconds: number) => `Leaves in ${seconds} s`,
  to: (email: string) => `to ${email}`,
  noPatient: 'No chart',
  refusedKinds: {} as Readonly<Record<string, string>>,
  refused: (what: string) => `${what} was refused`,
  kinds: {
    confirmation: 'Confirmation',
    forms: 'Smart Form',
    accessLink: 'Access Link',
    linkAdded: 'Access added',
    linkEnded: 'Access ended',
  } satisfies Record<OutboxMail['kind'], string>,
  states: {
    waiting: 'Waiting',
    leaving: 'Leaving',
    sent: 'Sent',
    bounced: 'Came back',
    failed: 'Not sent',
    unknown: 'Uncertain',
    undone: 'Undone',
  } satisfies Record<OutboxMail['state'], string>,
  errors: {
    TOO_LATE: 'The e-mail has left already.',
    EMAIL_MISSING: 'The chart has no e-mail address now.',
    INVITATION_CLOSED: 'The link in this e-mail has ended. Send a new one from the chart.',
  },
}
