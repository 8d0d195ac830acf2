import { assertNever } from '../../../shared/domain/assertNever.ts'
import { sentElsewhere } from '../../../shared/domain/verifiedEmails.ts'
import { redeemedElsewhere } from './redeemed.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import type { InboxFacts, InboxKind } from '../../../shared/domain/inboxFacts.ts'

const kinds = {
  submission: 'Smart Form',
  request: 'Full access asked for',
  mailBounced: 'E-mail came back',
  redeemed: 'Redeemed',
  renewed: 'Lost password renewed',
  unproven: 'Not proven',
  codesGuessed: 'Codes guessed at',
} satisfies Record<InboxKind, string>

type Redeemed = Extract<InboxFacts, { kind: 'redeemed' }>

/** How a number is written. */
type Figure = (count: number) => string

/** What an item is about, beside its kind. */
function about(facts: InboxFacts, figure: Figure): string {
  switch (facts.kind) {
    case 'submission':
      return facts.title
    case 'mailBounced':
      return facts.to
    case 'request':
    case 'redeemed':
    case 'renewed':
    case 'unproven':
      return facts.email
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
  emptyText: 'Submitted forms, requests and e-mails that came back arrive here by themselves.',
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
  codesGuessed: {
    /** `figure` is the count as it is written. */
    said: (figure: string, since: string) => `${figure} codes that open nothing were tried since ${since}.`,
    text: 'No code can be found that way: after 5,000 tries in an hour codes open nothing until the next hour. Links in e-mails go on working.',
  },
}
