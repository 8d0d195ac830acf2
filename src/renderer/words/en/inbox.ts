import { assertNever } from '../../../shared/domain/assertNever.ts'
import { sentElsewhere } from '../../../shared/domain/verifiedEmails.ts'
import { redeemedElsewhere } from './redeemed.ts'
import type { FileTrouble } from '../../../shared/domain/fileTrouble.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import type { NotMovedBecause, WaitingOutcome } from '../../../shared/domain/waitingList.ts'
import type { DoubtfulBecause, InboxFacts, InboxKind } from '../../../shared/domain/inboxFacts.ts'

const kinds = {
  submission: 'Smart Form',
  request: 'Full access asked for',
  profile: 'Change of details proposed',
  message: 'Message',
  left: 'Login deleted by its holder',
  newEmail: 'Login has another address',
  mailBounced: 'E-mail came back',
  redeemed: 'Redeemed',
  renewed: 'Lost password renewed',
  unproven: 'Not proven',
  booking: 'Booked online',
  bookingDoubtful: 'Not to be believed',
  visitChange: 'Changed online',
  clash: 'Two at once',
  offerTaken: 'Waiting list',
  waitingAsked: 'Waiting list, asked online',
  upload: 'File sent',
  uploadDoubtful: 'File not to be believed',
  codesGuessed: 'Codes guessed at',
} satisfies Record<InboxKind, string>

type Redeemed = Extract<InboxFacts, { kind: 'redeemed' }>

const whyNotMoved = {
  off: 'is cancelled by now',
  here: 'they are here for, or have come to',
  over: 'is over',
  otherService: 'is for something else than they wait for',
  otherPractitioner: 'is with somebody else than they wait for',
} satisfies Record<NotMovedBecause, string>

const doubtful = {
  booked: 'an online booking',
  moved: 'an appointment moved online',
  cancelled: 'an appointment cancelled online',
}

/** How a number is written. */
type Figure = (count: number) => string

/** What an item is about, beside its kind. */
function about(facts: InboxFacts, figure: Figure): string {
  switch (facts.kind) {
    case 'submission':
      return facts.title
    case 'mailBounced':
      return facts.to
    case 'message':
      return facts.subject === null ? facts.email : `“${facts.subject}”`
    case 'request':
    case 'profile':
    case 'left':
    case 'redeemed':
    case 'renewed':
    case 'unproven':
    case 'booking':
    case 'waitingAsked':
    case 'uploadDoubtful':
      return facts.email
    case 'newEmail':
      return facts.newEmail
    case 'upload':
      return facts.name
    case 'bookingDoubtful':
      return doubtful[facts.act]
    case 'visitChange':
      return facts.to === null ? 'cancelled' : 'moved'
    case 'clash':
      return 'an appointment whose time somebody else has'
    case 'offerTaken':
      return 'took the time that was offered'
    case 'codesGuessed':
      return `${figure(facts.count)} wrong codes`
    default:
      return assertNever(facts)
  }
}

const outcomes = {
  added: ({ email }) => `${email} has a login of its own to these records now.`,
  upgraded: ({ email }) => `${email} has full access to these records now.`,
  alreadyHeld: ({ email }) => `${email} had access to these records already.`,
} satisfies Record<Redeemed['outcome'], (redeemed: Redeemed) => string>

/** In the list, where an invitation that went elsewhere must be seen at once (R4.8). */
function line(facts: InboxFacts, figure: Figure): string {
  const elsewhere = facts.kind === 'redeemed' ? sentElsewhere(facts.email, [facts.sentTo]) : null
  return `${kindOf(facts)}: ${about(facts, figure)}${elsewhere ? `, sent to ${elsewhere}` : ''}`
}

function kindOf(facts: InboxFacts): string {
  if (facts.kind === 'request' && !facts.isFromHolder) return 'Full access asked for, not by this login'
  if (facts.kind === 'message' && !facts.isReadable) return 'Message that does not open, from'
  if (facts.kind === 'message' && !facts.isFromHolder) return 'Message, not by this login'
  return facts.kind === 'submission' && facts.isSetAside ? 'Smart Form set aside' : kinds[facts.kind]
}

/** Front Desk → Inbox (R10.1). */
export const inbox = {
  title: 'Inbox',
  back: 'Back to the list',
  list: 'Items',
  /** The figure of the rail, and of the page. */
  waiting: (count: number) => (count === 0 ? 'nothing to settle' : `${count} to settle`),
  showSettled: 'Settled too',
  couldNotLoad: 'The inbox could not be read.',
  couldNotRead: 'This submission could not be read.',
  empty: 'The Inbox is empty',
  emptyText: 'Submitted forms, messages, requests and e-mails that came back arrive here by themselves.',
  content: 'Content',
  unknownPatient: 'No chart',
  /** In place of a patient, where it is about none. */
  wholeClinic: 'The whole clinic',
  about,
  line,
  lineReceived: (facts: InboxFacts, figure: Figure, at: string) =>
    `${kindOf(facts)}: ${about(facts, figure)}, received ${at}`,
  settledMeanwhile: 'Settled meanwhile',
  settledAt: (at: string) => `Settled ${at}`,
  openWorkspace: 'Open chart',
  file: 'File in chart',
  settle: 'Settle',
  wasSettled: 'Settled.',
  outcome: {
    filed: 'Filed in the chart.',
    settled: 'Settled. The submission stays set aside; it is not filed in the chart.',
  },
  request: {
    text: 'An Access Link opens visits, plans and the profile to this login.',
    unreadable: 'What was written with it could not be read.',
    notFromHolder:
      'This came through the online service, but this login did not write it. It may be somebody else’s: call the patient before you send anything.',
    send: 'Send Access Link',
  },
  profile: {
    text: (email: string) => `${email} proposes this. Nothing is in the chart before it is ticked and taken here.`,
    notFromHolder:
      'This came through the online service, but this login did not write it. It may be somebody else’s: nothing of it can be taken. Call the patient.',
    caption: 'What is proposed, beside the chart',
    field: 'Detail',
    before: 'As they saw it',
    proposed: 'Proposed',
    chart: 'In the chart now',
    take: 'Take',
    takeField: (field: string) => `Take: ${field}`,
    none: '–',
    changedSince: 'changed since',
    outcome: { taken: 'Taken', left: 'Left as it was' },
    settle: (count: number) =>
      count === 0
        ? 'Take nothing and settle'
        : count === 1
          ? 'Take 1 detail and settle'
          : `Take ${count} details and settle`,
    done: 'Settled. The patient sees what was taken.',
    couldNotLoad: 'The chart could not be read.',
  },
  left: {
    text: 'They deleted their login themselves: it sees nothing of this chart any more, and the chart stays as it is. A new Access Link makes a new login.',
    notFromHolder:
      'This came through the online service, but this login did not write it: access stays as it is here. Call the patient.',
  },
  newEmail: {
    text: (was: string, email: string) =>
      `They sign in as ${email} from now on, and no more as ${was}. The portal’s server checked that they read that mailbox. The e-mail in the chart stays as it is: ask whether it changes too.`,
    notFromHolder: (email: string) =>
      `The online service says that this login has the address ${email} now, but the login did not write it: nothing has changed here. Call the patient.`,
  },
  bounced: {
    text: 'Correct the address in the chart; the same e-mail is sent to it again.',
    label: 'E-mail address',
    fix: 'Correct the address and send again',
    invalid: 'This is not an e-mail address. It looks like name@example.com.',
    sent: 'The e-mail leaves again in a moment',
  },
  redeemed: {
    said: (facts: Redeemed) => outcomes[facts.outcome](facts),
    elsewhere: redeemedElsewhere,
    hadEnded: 'The clinic had ended this invitation before: the access was ended at once.',
    text: 'What this invitation gives is open to them now. If it is the wrong person, revoke the access.',
    ended: 'The access that came of it has ended.',
    show: 'Show who can see the records',
  },
  renewed: {
    said: (email: string, name: string) =>
      `${email} had lost the password and chose a new one, by the Access Link that went to this address. ${name}’s records are open to the new password; the old one opens nothing any more.`,
    others: 'Until each is sent an Access Link of their own, this login does not see:',
    level: { full: 'full access', limited: 'limited access' } satisfies Record<AccessLevel, string>,
    send: (name: string) => `Send ${name} an Access Link`,
    restored: 'The login has its old password again, and the new one opens nothing.',
    renewedSince: 'This password has been renewed once more since: see the newer line.',
    wasThem: 'It was them',
    wasNotThem: 'It was not them…',
    restoring: {
      title: (email: string) => `Take the new password of ${email} back`,
      text: 'The new password opens nothing any more, of nobody’s records. The login is as it was before, with its old password and all that it saw. Whoever reads this mailbox can try again with the next Access Link: agree with the patient by telephone how to go on.',
      confirm: 'Put the login back',
    },
    done: 'The login is put back.',
    show: 'Show who can see the records',
  },
  unproven: {
    text: 'Somebody redeemed this invitation without being able to show that they held it. It shows them nothing. If it was the patient, revoke the access and send a new Access Link.',
    show: 'Show who can see the records',
  },
  upload: {
    facts: (kind: string, size: string) => `${kind}, ${size}`,
    arriving: 'It is on its way to this desk.',
    arrivingText: 'A large file on a slow line takes a while. It goes on by itself.',
    refused: {
      lost: 'The file did not arrive: the online service has it no more. The patient can send it again.',
      damaged:
        'The file came damaged, or is not the one that was sent. It was not kept. The patient can send it again.',
      otherKind: 'The file is not what it says it is. It was not kept, and nothing of it was opened.',
    } satisfies Record<FileTrouble, string>,
    couldNotRead: 'This file could not be read.',
    name: 'Name in Documents',
    nameMissing: 'A name of up to 200 characters',
    file: 'File in Documents',
    filed: 'Filed in Documents.',
    isFiled: 'It is in Documents.',
    show: 'Open Documents',
  },
  uploadDoubtful: {
    unreadable: 'A file came that does not open. It was not fetched. The patient can send it again.',
    notFromHolder: 'A file came in the name of this login, and the login did not send it. It was not fetched.',
  },
  codesGuessed: {
    /** `figure` is the count as it is written. */
    said: (figure: string, since: string) => `${figure} codes that open nothing were tried since ${since}.`,
    text: 'No code can be found that way: after 5,000 tries in an hour codes open nothing until the next hour. Links in e-mails go on working.',
  },
  /** The chips over the list. */
  filters: {
    label: 'Which items',
    all: 'All',
    booking: 'Bookings',
    submission: 'Forms',
    message: 'Messages',
    other: 'Other',
  },
  nothingOfThese: 'Nothing of this kind',
  nothingOfTheseText: 'Choose All to see what else waits.',
  booking: {
    line: (likely: number) =>
      likely === 0
        ? 'Booking: new, no chart is likely'
        : likely === 1
          ? 'Booking to match: 1 chart is likely'
          : `Booking to match: ${likely} charts are likely`,
    toAnswer: 'Booking to approve',
    login: {
      unconfirmed: 'With a new login, whose e-mail address nobody has confirmed.',
      confirmed: 'With a login whose mailbox is theirs.',
      hasLogin: 'With a new login; this e-mail address has another one already.',
    },
    inCalendar: 'In the calendar',
    facts: { service: 'Service', time: 'Time', with: 'With', reason: 'Reason', state: 'State' },
    lasting: (service: string, minutes: number) => `${service}, ${minutes} min`,
    quoted: (reason: string) => `“${reason}”`,
    nothingSaid: 'nothing said',
    claimed: 'Claimed, kept whatever is chosen',
    awaited: 'Claimed, waits for an answer',
    off: 'Cancelled',
    gone: 'Not in the calendar any more',
    asTyped: 'As typed in the booking',
    noChart: 'No chart yet',
    chart: (number: string) => `Chart No. ${number}`,
    rows: {
      name: 'Name',
      born: 'Born',
      phone: 'Telephone',
      email: 'E-mail',
      lastVisit: 'Last visit',
      online: 'Online',
    },
    match: { same: 'same', near: 'near', differs: 'differs', none: 'none' },
    none: 'none',
    hasBeenHere: { yes: 'says: been here before', no: 'says: first time here', unsaid: 'nothing said' },
    thisLogin: 'this login, limited',
    nobody: 'nobody',
    holds: (email: string, level: AccessLevel) => `${email}, ${level}`,
    logins: (count: number) => `${count} logins`,
    lastVisit: (day: string, practitioner: string) => `${day}, ${practitioner}`,
    likely: { very: 'Very likely', less: 'Less likely' },
    because: (likely: string, reasons: readonly string[]) => `${likely}: ${reasons.join(', ').toLowerCase()}`,
    isThisOne: 'It is this one',
    newChart: 'Make a new chart',
    choices: 'Whose chart it is',
    overwritten: 'Nothing in a chart is overwritten.',
    sees: 'The login sees what it booked and nothing else. Full access needs an Access Link; matching does not give it.',
    merged: (name: string) => `${name}’s booking is in the chart`,
    made: (name: string) => `${name} has a chart`,
    isIn: (name: string, number: string) => `In the chart of ${name}, No. ${number}.`,
    takeBack: 'Take it back',
    tookBack: 'As it was before',
    approve: 'Approve',
    decline: 'Decline',
    approved: (name: string) => `${name}’s booking approved`,
    declined: (name: string) => `${name}’s booking declined. E-mail leaves in a moment.`,
    declinedUntold: (name: string) => `${name}’s booking declined. Patient not told.`,
    couldNotRead: 'This booking could not be read.',
  },
  doubt: {
    because: {
      unreadable: 'What came with it cannot be read.',
      notFromHolder: 'Nobody whom this desk knows wrote it.',
      accessEnded: 'Whoever wrote it has no access to this patient any more.',
      mismatch: 'What the online service says of it is something else than what the patient wrote.',
      heldBack: 'The online service brought it long after the offer had ended: the time may be somebody else’s by now.',
    } satisfies Record<DoubtfulBecause, string>,
    booked: (service: string, email: string | null) =>
      `The online service said that ${email ?? 'somebody'} had booked ${service}. Nothing was put into the calendar. Settled, the time is free again.`,
    changed: (at: string) =>
      `The online service said that this appointment was changed to, or called off at, ${at}. It stands as it stood.`,
    time: (practitioner: string, at: string) => `${practitioner}, ${at}`,
  },
  change: {
    moved: (to: string) => `The patient moves this appointment to ${to}.`,
    cancelled: 'The patient cancels this appointment.',
    because: {
      late: 'It came after the time until which the page lets patients do it, so nothing was changed. Call the patient.',
      changedSince: 'The clinic had changed it in the meantime, so nothing was changed. Call the patient.',
      over: 'It had begun or was off already, so nothing was changed.',
    },
    done: 'It is done, and the time is free again.',
  },
  offerTaken: {
    booked: 'The appointment is booked, and its confirmation goes by e-mail.',
    moved: (was: string) =>
      `The appointment of ${was} is moved there, and an e-mail says so. That time goes to the waiting list.`,
    besides: (was: string, because: NotMovedBecause) =>
      `It was to move the appointment of ${was}, which ${whyNotMoved[because]}: it is booked as another, and its confirmation goes by e-mail.`,
  },
  waitingAsked: {
    asks: (service: string | null) => `Asks for the waiting list: ${service ?? 'a service that is not known here'}.`,
    outcome: {
      added: 'They are on the waiting list now.',
      waitsAlready: 'They were on the waiting list for it already. Nothing was changed.',
      tooMany: 'They wait for as many services as may be asked for online. Nobody was added.',
      notOffered: 'It is not offered, or not by whom they asked for. Nobody was added: call the patient.',
      accessEnded: 'Whoever asked has no access to this patient any more. Nobody was added.',
    } satisfies Record<WaitingOutcome, string>,
    show: 'Show the waiting list',
  },
  clash: {
    text: 'Both were booked while this desk and the online service could not ask each other. Call one of them and move the appointment, or keep both.',
    over: 'They do not run into each other any more.',
    alone: 'The other was booked online and has not arrived here yet.',
    noPhone: 'no telephone number',
    online: 'booked online',
    atDesk: 'booked here',
    move: (name: string) => `Move ${name}`,
    keepBoth: 'Keep both…',
    keeping: {
      title: 'Keep both appointments',
      text: 'They stay at the same time, on purpose. The reason is kept in the history.',
      confirm: 'Keep both',
      suggestions: ['Two members of one family', 'One of them is short', 'A colleague takes one'],
    },
    kept: 'Both stay',
  },
}
