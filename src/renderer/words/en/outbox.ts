import type { OutboxMail } from '../../../shared/contract/desk/outbox.ts'
import type { OutKindName, OutRefusal } from '../../../shared/domain/refusals.ts'
import { mailFailureSentence } from './mailFailure.ts'

const kinds = {
  confirmation: 'Confirmation',
  change: 'Change',
  cancellation: 'Cancellation',
  forms: 'Smart Form',
  accessLink: 'Access Link',
  linkAdded: 'Access added',
  linkEnded: 'Access ended',
  passwordRenewed: 'Password renewed',
  messageWaiting: 'A message waits',
  offer: 'Waiting list: a time offered',
  reminder: 'Reminder',
  test: 'Test e-mail',
} satisfies Record<OutboxMail['kind'], string>

const refusedKinds = {
  'clinic.put': 'The clinic’s profile',
  'clinic.name': 'The clinic’s short address',
  'clinic.wipe': 'Wiping what the online service holds',
  'invitation.put': 'An invitation',
  'invitation.end': 'The end of an invitation',
  'records.put': 'What a patient sees',
  'messages.put': 'Messages of a patient',
  'blob.end': 'A file that was fetched',
  'link.level': 'A lowered access',
  'link.end': 'A revoked access',
  'link.move': 'Whose chart an access is of',
  'sale.put': 'What can be booked online',
  'claim.put': 'The time of an appointment',
  'offer.put': 'A time offered from the waiting list',
  'offer.end': 'An offer that is withdrawn',
  'login.restore': 'A login put back',
  'feed.put': 'A calendar address',
  'mail.put': 'An e-mail',
  'reminder.put': 'A reminder',
  'reminder.end': 'A reminder taken back',
  'anchor.put': 'The seal of the history',
} satisfies Record<OutKindName, string>

/** The figure of the rail, and of the page. */
const needAttention = (count: number) => (count === 1 ? '1 needs attention' : `${count} need attention`)

/** Front Desk → Outbox (R9.3). */
export const outbox = {
  title: 'Outbox',
  couldNotLoad: 'The outbox could not be read.',
  summary: (leaving: number, trouble: number) =>
    [leaving > 0 ? `${leaving} to leave` : null, trouble > 0 ? needAttention(trouble) : null]
      .filter((part) => part !== null)
      .join(' · '),
  listOf: (group: string) => `E-mails: ${group}`,
  attention: 'Needs attention',
  needAttention,
  leaving: 'Leaving',
  rest: 'Sent and ended',
  reminders: 'Reminders',
  remindersSummary: (count: number, next: string) =>
    count === 1 ? `1 reminder waits until ${next}` : `${count} reminders wait, the next until ${next}`,
  remindersNext: (count: number) => `The next ${count} of them`,
  waitsUntil: (at: string) => `Waiting until ${at}`,
  withdraw: 'Withdraw',
  withdrawn: 'Reminder withdrawn',
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
    withdrawn: 'Withdrawn',
  } satisfies Record<OutboxMail['state'], string>,
  failure: mailFailureSentence,
  /** What the online service refused. */
  refusedKind: (kind: OutKindName) => refusedKinds[kind],
  refusal: {
    unknownLink: 'The online service does not know this access.',
    unknownInvitation: 'The online service does not know this invitation.',
    unknownPart: 'A part of it had not arrived.',
    lowerLevel: 'The online service has this access at limited.',
    nameTaken: 'Another clinic has this short address.',
    notAnAgeFile: 'It was not sealed.',
    mailQuota: 'Today the online service takes no more e-mails of this clinic; it can be sent again tomorrow.',
    timeTaken: 'Somebody else has this time.',
    eventsWait: 'Something new came in meanwhile.',
    tooOld: 'It waited too long; what it says can be done anew.',
    internal: 'The online service could not take it.',
    invalid: 'The online service did not understand it.',
    tooLarge: 'It is too large.',
    notBuilt: 'This desk could not make it.',
    predecessorRefused: 'What it waits for was refused; it leaves once that is taken.',
  } satisfies Record<OutRefusal, string>,
}
