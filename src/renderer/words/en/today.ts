import type { VisitNoteField } from '../../../shared/domain/visitNotes.ts'
import type { Punctuality } from '../../../shared/domain/punctuality.ts'
import type { ClaimState } from '../../../shared/domain/booking/claimState.ts'
import type { InboxKind } from '../../../shared/domain/inboxFacts.ts'
import type { CallView } from '../../frontDesk/today/callView.ts'
import type { Blocker } from '../../../shared/domain/blockers.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'

const status = {
  booked: 'Confirmed',
  arrived: 'Arrived',
  inSession: 'In session',
  completed: 'Completed',
  noShow: 'No-show',
  cancelled: 'Cancelled',
} satisfies Record<AppointmentStatus, string>

const blocker = {
  practitionerGone: 'Practitioner gone',
  formNotReturned: 'Form not returned',
  mailBounced: 'E-mail bounced',
  notTold: 'Patient not told',
  limitedOnly: 'Limited access',
  noEmail: 'No e-mail',
} satisfies Record<Blocker, string>

const mark = {
  booked: 'Mark as confirmed',
  arrived: 'Mark as arrived',
  inSession: 'Start session',
  completed: 'Mark as completed',
  noShow: 'Mark as no-show',
  cancelled: 'Cancel appointment',
} satisfies Record<AppointmentStatus, string>

/** `85 min`; from two hours on `2 h`. */
function length(minutes: number): string {
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}

/** How a visit stands to the clock (R10.1). */
function punctuality(of: Punctuality): string {
  if (of.kind === 'unmarked') return 'Over, not marked'
  return of.kind === 'late' ? `${length(of.minutes)} late` : `Waiting ${length(of.minutes)}`
}

/** Front Desk → Today (R10.1). */
export const today = {
  title: 'Today',
  visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
  withSomethingMissing: (count: number) => `${count} with something missing`,
  callList: 'Call list',
  newAppointment: 'New appointment',
  waiting: 'Waiting',
  inWaitingRoom: (count: number) => `${count} in the waiting room`,
  inSession: 'In session',
  next: 'Next',
  until: (clock: string) => `until ${clock}`,
  done: 'Done',
  nothingMissing: 'Nothing missing',
  status,
  statusSince: (label: string, clock: string) => `${label} ${clock}`,
  punctuality,
  blocker,
  mark,
  /** R6.3, R6.4: what is said of a visit besides its status. */
  online: {
    booked: 'Booked online',
    awaited: 'To approve',
    claim: { unconfirmed: 'Unconfirmed', clash: 'Two at once' } satisfies Record<ClaimState, string>,
  },
  /** R9.1: by the reminder. */
  willCome: 'Says: will come',
  changeStatus: (name: string, label: string) => `${label}: change status of ${name}`,
  /** Somebody wanted to tell it all the same. */
  notYet: (name: string) => `${name}’s visit is on a later day: until then it can be moved or cancelled.`,
  nothingToTell: (name: string) => `Nothing to tell ${name}.`,
  cancelledUntold: (name: string) => `${name}: Cancelled. Patient not told.`,
  cancelledTold: (name: string) => `${name}: Cancelled. E-mail leaves in a moment.`,
  statusChanged: (name: string, label: string) => `${name}: ${label}`,
  /** Somebody else set it to another status meanwhile (R10.7). */
  statusMeanwhile: (by: string, name: string, label: string) => `${by} set ${name} to “${label}” meanwhile`,
  /** R6.6: somebody tells a patient how their visit stands. */
  telling: {
    label: (mark: string, name: string) => `${mark}: tell ${name}`,
    by: { email: 'Tell by e-mail', telephone: 'Told by telephone', inPerson: 'Told in person' },
    told: {
      email: (name: string) => `E-mail to ${name} leaves in a moment`,
      telephone: (name: string) => `${name} told by telephone`,
      inPerson: (name: string) => `${name} told in person`,
    },
    byEmail: 'Tell the patient by e-mail',
    leaves: 'With a calendar file that takes the place of the earlier one.',
    notTold: 'Nothing is sent; marked “Patient not told”.',
    noEmail: 'No e-mail on file: marked “Patient not told” until somebody tells them.',
    unknown: 'The patient was not told of this visit: nothing is sent.',
    tooLate: 'This time has come: nothing is sent.',
  },
  /** R6.2: what the desk notes of a visit for itself. */
  notes: {
    act: 'Notes',
    title: (name: string) => `Notes on the visit of ${name}`,
    visit: (when: string, service: string) => `${when}, ${service}`,
    fields: { reason: 'Reason for the visit', alert: 'Reception alert', note: 'Note' } satisfies Record<
      VisitNoteField,
      string
    >,
    hints: {
      reason: 'In the patient’s words. Stays at the desk.',
      alert: 'Shown as soon as the patient has arrived.',
      note: 'Stays at the desk; no e-mail says it.',
    } satisfies Record<VisitNoteField, string>,
    none: 'Nothing',
    save: 'Save',
    saved: (name: string) => `Notes on the visit of ${name} saved`,
    what: (name: string) => `the notes on the visit of ${name}`,
    /** `Follow-up: tired since September` */
    service: (service: string, reason: string) => `${service}: ${reason}`,
    hasNote: (note: string) => `Note: ${note}`,
    /** At arrival. */
    alert: (name: string, alert: string) => `${name}: Arrived. ${alert}`,
  },
  /** Asked before a visit is cancelled. */
  cancelling: {
    title: (name: string) => `Cancel the visit of ${name}`,
    visit: (when: string, service: string) => `${when}, ${service}`,
    reason: 'Reason',
    reasonHint: 'Optional. Stays at the desk; no e-mail says it.',
    keep: 'Keep',
    which: 'Which visits',
    scope: {
      one: 'This visit',
      following: (visits: number) => `This and those that follow (${visits})`,
      toCome: (visits: number) => `All that are to come (${visits})`,
    },
    several: (name: string, visits: number) => `${name}: ${visits} visits cancelled`,
    severalTold: (name: string, visits: number) => `${name}: ${visits} visits cancelled. E-mail leaves in a moment.`,
  },
  act: { fix: 'Fix', nudge: 'Nudge', addEmail: 'Add e-mail' },
  actFor: (act: string, name: string) => `${act} ${name}`,
  nudged: (name: string) => `The forms’ e-mail leaves again for ${name}`,
  nothingToNudge: (name: string) => `No e-mail with forms was sent to ${name}; send one from Smart Forms.`,
  empty: 'No visits today',
  emptyHint: 'Book one with the button above, or press N.',
  toSettle: 'To settle',
  nothingToSettle: 'Nothing new in Inbox, and everybody was told.',
  /** What lies open in the Inbox, by kind; the figures make up the Inbox’s own. */
  inInbox: {
    submission: 'Smart Forms received',
    request: 'Full access asked for',
    message: 'Messages to answer',
    mailBounced: 'Mail that came back',
    redeemed: 'Access redeemed',
    renewed: 'Lost passwords renewed',
    unproven: 'Access not proven',
    booking: 'Booked online',
    bookingDoubtful: 'Bookings not to be believed',
    visitChange: 'Appointments changed online',
    clash: 'Two appointments at once',
    offerTaken: 'Offered times taken',
    waitingAsked: 'Waiting list asked for online',
    profile: 'Changes of details proposed',
    upload: 'Files sent',
    uploadDoubtful: 'Files not to be believed',
    left: 'Logins deleted by their holders',
    newEmail: 'Logins with another address',
    codesGuessed: 'Codes guessed at',
  } satisfies Record<InboxKind, string>,
  latest: (name: string, when: string) => `Latest: ${name}, ${when}`,
  bouncedHint: (address: string) => `${address} refused`,
  uncertain: 'E-mails that may not have left',
  /** R6.6: on other days than today. */
  untold: {
    label: 'Patients not told, on other days',
    isOff: (day: string, clock: string) => `Called off: ${day}, ${clock}`,
    isMoved: (day: string, clock: string) => `Moved to ${day}, ${clock}`,
  },
  endpointChanged: 'The online service has changed',
  endpointChangedHint: 'E-mails wait. See Settings, Connection',
  historyNotWhole: 'The history is not whole',
  historyNotWholeHint: 'See Settings, History',
  tomorrow: 'Tomorrow',
  noVisitsTomorrow: 'No visits booked.',
  ready: (count: number) => `${count} ready`,
  formNotReturned: 'Form not returned',
  noEmail: 'No e-mail on file',
  mailBounced: 'E-mail bounced',
  withoutReminder: 'Without a reminder',
  tomorrowBar: (ready: number, visits: number) => `${ready} of ${visits} visits ready`,
  couldNotLoad: 'The day could not be read.',
  /** R6.2: whom the reception rings. */
  calls: {
    which: 'Whom to ring',
    views: { today: 'Today', tomorrow: 'Tomorrow', withoutReminder: 'Tomorrow, no reminder' } satisfies Record<
      CallView,
      string
    >,
    print: 'Print',
    progress: (called: number, all: number) => `${called} of ${all} ticked`,
    tick: (name: string, clock: string) => `${clock} ${name}: called`,
    called: (when: string, by: string) => `${when}, ${by}`,
    noReminder: 'No reminder',
    noTelephone: 'No telephone',
    titleOf: (title: string, of: string) => `${title} · ${of}`,
    empty: {
      today: 'Nobody to ring today',
      tomorrow: 'Nobody to ring for tomorrow',
      withoutReminder: 'Everybody of tomorrow gets a reminder',
    } satisfies Record<CallView, string>,
    done: {
      ticked: (name: string) => `${name}: ticked on the call list`,
      unticked: (name: string) => `${name}: tick taken away`,
    },
  },
  callListTitle: (day: string) => `Call list, ${day}`,
  time: 'Time',
  patient: 'Patient',
  practitioner: 'Practitioner',
  telephone: 'Telephone',
  missing: 'Missing',
}
