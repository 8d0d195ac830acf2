import type { OutboxMail } from '../../../shared/contract/desk/frontDesk.ts'

const kinds = {
  confirmation: 'Confirmation',
  forms: 'Smart Form',
  accessLink: 'Access Link',
  linkAdded: 'Access added',
  linkEnded: 'Access ended',
} satisfies Record<OutboxMail['kind'], string>

const refusedKinds: Readonly<Record<string, string>> = {
  'clinic.put': 'The clinic’s profile',
  'invitation.put': 'An invitation',
  'invitation.end': 'The end of an invitation',
  'projection.put': 'What a patient sees',
  'link.level': 'A lowered access',
  'link.end': 'A revoked access',
  'mail.put': 'An e-mail',
}

/** Front Desk → Outbox (R9.3). */
export const outbox = {
  title: 'Outbox',
  couldNotLoad: 'The outbox could not be read.',
  summary: (leaving: number, trouble: number) =>
    [leaving > 0 ? `${leaving} to leave` : null, trouble > 0 ? `${trouble} to settle` : null]
      .filter((part) => part !== null)
      .join(' · '),
  listOf: (group: string) => `E-mails: ${group}`,
  attention: 'Needs attention',
  leaving: 'Leaving',
  rest: 'Sent and ended',
  empty: 'No e-mails yet',
  emptyText: 'Confirmations, forms and Access Links stand here from the moment they are made.',
  sendAgain: 'Send again',
  sentAgain: 'The e-mail leaves again in a moment',
  leavesNext: 'Leaves at the next synchronisation',
  leavesIn: (seconds: number) => `Leaves in ${seconds} s`,
  about: (kind: OutboxMail['kind'], to: string) => `${kinds[kind]} to ${to}`,
  noPatient: 'No chart',
  refused: 'Refused',
  kinds,
  states: {
    waiting: 'Waiting',
    leaving: 'Leaving',
    sent: 'Sent',
    bounced: 'Came back',
    failed: 'Not sent',
    unknown: 'Uncertain',
    undone: 'Undone',
  } satisfies Record<OutboxMail['state'], string>,
  /** What the online service refused; a kind without words is shown as it stands. */
  refusedKind: (kind: string) => refusedKinds[kind] ?? kind,
}
