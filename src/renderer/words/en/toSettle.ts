import type { HolderTrouble, OutKindName, OutRefusal } from '../../../shared/domain/refusals.ts'
import type { EventKind, SetAsideReason } from '../../../shared/domain/setAside.ts'
import { outbox } from './outbox.ts'

const invitation = (count: number) => (count === 1 ? 'Word of an invitation' : `Word of ${count} invitations`)
const mail = (count: number) => (count === 1 ? 'Word of an e-mail' : `Word of ${count} e-mails`)

const events = {
  'invitation.fetched': invitation,
  'invitation.opened': invitation,
  'invitation.dayTaken': invitation,
  'invitation.redeemed': invitation,
  'login.renewed': (count: number) =>
    count === 1 ? 'Word of a renewed password' : `Word of ${count} renewed passwords`,
  'form.submitted': (count: number) => (count === 1 ? 'A Smart Form' : `${count} Smart Forms`),
  'request.made': (count: number) => (count === 1 ? 'A request' : `${count} requests`),
  'message.sent': (count: number) => (count === 1 ? 'A message' : `${count} messages`),
  'file.sent': (count: number) => (count === 1 ? 'A file' : `${count} files`),
  'document.opened': (count: number) =>
    count === 1 ? 'Word of an opened document' : `Word of ${count} opened documents`,
  'visit.booked': (count: number) => (count === 1 ? 'An online booking' : `${count} online bookings`),
  'visit.moved': (count: number) => (count === 1 ? 'A moved appointment' : `${count} moved appointments`),
  'visit.cancelled': (count: number) => (count === 1 ? 'A cancelled appointment' : `${count} cancelled appointments`),
  'offer.answered': (count: number) => (count === 1 ? 'An answer to an offer' : `${count} answers to offers`),
  'login.confirmed': (count: number) =>
    count === 1 ? 'A confirmed e-mail address' : `${count} confirmed e-mail addresses`,
  'mail.sent': mail,
  'mail.bounced': mail,
  'mail.failed': mail,
  'reminder.ended': (count: number) => (count === 1 ? 'Word of a reminder' : `Word of ${count} reminders`),
  'reminder.answered': (count: number) => (count === 1 ? 'An answer to a reminder' : `${count} answers to reminders`),
  'codes.guessed': (count: number) =>
    count === 1 ? 'A warning of guessed codes' : `${count} warnings of guessed codes`,
} satisfies Record<EventKind, (count: number) => string>

/** In whole megabytes, so that it is never less than it was. */
const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)} MB`

const something = (count: number) => (count === 1 ? 'Something unknown' : `${count} unknown things`)

/** Today, To settle: what synchronising could not settle by itself (R11.6). */
export const toSettle = {
  label: 'Not taken in and not handed over',
  setAside: (event: EventKind | null, count: number) => `${(event ? events[event] : something)(count)} not taken in`,
  setAsideBecause: {
    unreadable: 'It came through the online service and says nothing that this desk understands.',
    impossibleNumber: 'The online service gave it a number that cannot be. It is kept, and nothing waits for it.',
    tooLarge: 'It is larger than anything that a patient can send.',
    notOpened: 'Opening it failed. Everything else was opened.',
    notApplied: 'It names an access or a form that is not here.',
  } satisfies Record<SetAsideReason, string>,
  notTaken: (row: OutKindName, count: number) =>
    count === 1
      ? `${outbox.refusedKind(row)} not handed over`
      : `${outbox.refusedKind(row)} not handed over, ${count} times`,
  notTakenBecause: (reason: OutRefusal) => outbox.refusal[reason],
  notKept: (email: string | null, count: number) => {
    const what = count === 1 ? '1 thing' : `${count} things`
    return email === null ? `${what} of nobody known not kept` : `${what} from ${email} not kept`
  },
  /** `room` and `bytes`: how much is kept at most, and how large what was not kept is altogether. */
  notKeptBecause: (email: string | null, bytes: number, room: number) =>
    email === null
      ? `What was set aside and nobody is known to have written takes ${megabytes(room)}, and no more is kept. Not kept: ${megabytes(bytes)}. Put away the earlier ones here and in the Inbox; who misses an answer can send it again.`
      : `What ${email} sent and was set aside takes ${megabytes(room)}, and no more is kept. Not kept: ${megabytes(bytes)}. Settle the earlier ones in the Inbox, then ask for it to be sent again: the forms are still open.`,
  wasNotKept: (email: string | null, bytes: number, sha256: string | null) =>
    sha256 === null
      ? `Not kept from here on, and counted together: what was set aside ${email === null ? 'of nobody known' : `from ${email}`}`
      : `Not kept, for lack of room for what was set aside: ${bytes} bytes ${email === null ? 'of nobody known' : `from ${email}`}, SHA-256 ${sha256}`,
  holder: (email: string, patient: string) => `${email} sees nothing new of ${patient}`,
  holderBecause: {
    unusableKey: 'The key of this login cannot be used. A new Access Link gives a new one.',
    unknownLink: 'The online service no longer knows this access. A new Access Link gives a new one.',
    lowerLevel: 'The online service has this access at limited. A new Access Link raises it again.',
  } satisfies Record<HolderTrouble, string>,
  putBack: (count: number) =>
    count === 1
      ? 'The online service was put back to an older state'
      : `The online service was put back to an older state, ${count} times`,
  putBackBecause: (isSaidAgain: boolean) =>
    isSaidAgain
      ? 'Access that had ended was ended there again, and everything was published again. What patients sent there last may be lost.'
      : 'Within an hour access that had ended is ended there again, and everything is published again. What patients sent there last may be lost.',
  openChart: 'Open chart',
  putAway: 'Put away',
  wasPutAway: 'Put away; it is kept, and the history says who did it',
  takenIn: 'Taken in',
  leaves: 'It leaves again at the next synchronisation',
  stillThere: (count: number) =>
    count === 1 ? '1 could still not be taken in' : `${count} could still not be taken in`,
}
