import type { MailFailure } from '../../../shared/domain/mailFailure.ts'
import { mailFailure } from './mailFailure.ts'
import { redeemedBy, redeemedElsewhere } from './redeemed.ts'
import type { Invitation } from '../../../shared/contract/desk/access.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import type { HolderTrouble } from '../../../shared/domain/refusals.ts'
import type { LifeRedemption, LifeStep } from '../../workspace/access/invitationLife.ts'
import type { Standing } from '../../workspace/access/invitationStanding.ts'
import type { TimeLeft } from '../../workspace/access/timeLeft.ts'

const standings = {
  notSent: 'Not sent',
  waiting: 'Leaves soon',
  leaving: 'Leaving',
  bounced: 'E-mail came back',
  failed: 'E-mail not sent',
  unknown: 'E-mail uncertain',
  sent: 'Sent, not opened',
  opened: 'Opened',
  redeemed: 'Redeemed',
  returned: 'Not needed any more',
  expired: 'Expired',
  revoked: 'Revoked',
  replaced: 'Replaced',
} satisfies Record<Standing, string>

/** Each sign of a code as it is read out on a bad line (R4.5). */
const spoken: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  J: 'Juliett',
  K: 'Kilo',
  M: 'Mike',
  N: 'November',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
}

/** The tab "Medical Access Code" (R2.3, R4.1). */
export const access = {
  couldNotLoad: 'The invitations could not be read.',
  firstAddress: 'Access to the records',
  secondAddress: 'Access for a second address',
  raise: 'From limited to full access',
  request: 'Request Access Code',
  emptyTitle: 'No Access Code is open',
  emptyText: (name: string) =>
    `A code opens ${name}’s records once, together with the date of birth. Send it as an Access Link, read it aloud or print it.`,
  openTitle: (email: string) => `${email} has full access`,
  openText: (name: string) =>
    `For one more person, or where nobody can get in any more, a new code opens ${name}’s records once, together with the date of birth.`,
  noBirthDate: 'Without a date of birth on file there is no code to read aloud; the Access Link works.',
  codeEnded: 'The code has ended.',
  readAloud: 'Read aloud or print. With the date of birth it opens the records; it is not a password.',
  readOut: 'Read it out',
  readPage: 'First the page:',
  readCode: 'Then the code, and the date of birth:',
  noShortAddress: 'A short address for this page can be chosen in Settings.',
  expires: (at: string, left: string) => `expires ${at} (${left})`,
  send: 'Send Access Link',
  sendAgain: 'Send Access Link again',
  correct: 'Correct the address and send again',
  print: 'Print slip',
  revoke: 'Revoke',
  life: 'What happened to it',
  never: '–',
  sendTo: {
    title: 'Check the address',
    text: 'Whoever reads this mailbox can open the records.',
    label: 'E-mail address',
    fromChart: 'As in the chart.',
    notFromChart: 'Differs from the chart; the chart stays as it is.',
    missing: 'No e-mail address on file. Type the one to send to.',
    missingInChart: 'No e-mail address in the chart; “Send Access Link” asks for one.',
    needed: 'An e-mail address is needed.',
    invalid: 'This is not an e-mail address. It looks like name@example.com.',
    tellOthers: (emails: readonly string[]) => `Tell ${emails.join(', ')} by e-mail when it is redeemed`,
    whyUntold: 'Why they are not told',
    sent: (email: string) => `Access Link leaves to ${email} in a moment`,
    cameBack: (email: string, failure: MailFailure) => `The e-mail to ${email} came back: ${mailFailure(failure)}`,
  },
  revoking: {
    title: 'Revoke this Access Link',
    text: 'The code and every e-mail that carries it stop working at once. This cannot be undone; a new code can be requested.',
    confirm: 'Revoke',
    suggestions: ['Wrong address', 'Wrong person', 'The patient asked for it'],
  },
  replacing: {
    title: 'Request a new code',
    text: 'The earlier Access Link stops working at once, and the new one has to be sent.',
    confirm: 'Request Access Code',
  },
  earlier: 'Earlier',
  holders: (name: string) => `Who can see ${name}’s records`,
  safety: 'Safety words:',
  holdersEmpty: 'Nobody yet. The records open when an Access Link is redeemed.',
  invited: 'invited; would be full',
  open: 'Open',
  holderActs: (email: string) => `Change the access of ${email}`,
  holding: (since: string, by: string, level: AccessLevel) =>
    level === 'limited' ? `since ${since} ${by}; sees forms and own bookings only` : `since ${since} ${by}`,
  by: (kind: 'form' | 'access', staffName: string) =>
    kind === 'access' ? `by Access Link from ${staffName}` : `by “Take me to my forms” from ${staffName}`,
  byBooking: 'by online booking',
  unproven: 'Not proven: whoever redeemed this could not show that they held the link, and sees nothing.',
  suspended: 'Suspended',
  suspendedSince: (at: string, level: AccessLevel) =>
    `lost password renewed ${at}; sees nothing here. A new Access Link to this address gives it ${level === 'full' ? 'full access again' : 'full access; it was limited before'}.`,
  nothingNew: {
    unusableKey: 'The key of this login cannot be used: it sees nothing new. A new Access Link gives a new one.',
    unknownLink:
      'The online service no longer knows this access: it sees nothing new. A new Access Link gives a new one.',
    lowerLevel:
      'The online service has this access at limited: it sees nothing new. A new Access Link raises it again.',
  } satisfies Record<HolderTrouble, string>,
  sentElsewhere: redeemedElsewhere,
  lower: 'Lower to limited…',
  revokeLink: 'Revoke access…',
  seeAs: 'See as this person',
  lowering: {
    title: (email: string) => `Lower ${email} to limited`,
    text: 'Visits booked by the clinic, plans and the profile are withdrawn at the next synchronisation. The patient is told by e-mail.',
    confirm: 'Lower to limited',
    suggestions: ['Full access was given by mistake', 'The patient asked for it'],
  },
  ending: {
    title: (email: string) => `Revoke the access of ${email}`,
    text: 'Everything is withdrawn at the next synchronisation. The patient is told by e-mail.',
    confirm: 'Revoke access',
    suggestions: ['Redeemed by the wrong person', 'The patient asked for it', 'No longer a patient'],
  },
  slip: {
    title: 'Print slip',
    heading: 'Access to your records',
    how: 'Open the page below, or point a phone’s camera at the square. Type this code and your date of birth.',
    once: (until: string) => `It works once, until ${until}. It is not a password: you choose your own.`,
    noPage: 'The page’s address is known once this desk is connected to the online service, in Settings.',
    noCode: 'The code has ended; there is nothing to print.',
    print: 'Print',
    qr: (url: string) => `Square code for ${url}`,
  },
  spoken,
  standing: standings,
  timeLeft,
  earlierLine,
  lifeStep,
}

/** "4 days 23 h", "3 h 20 min", "12 min". */
function timeLeft({ days, hours, minutes }: TimeLeft): string {
  if (days > 0) return `${days === 1 ? '1 day' : `${days} days`} ${hours} h`
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`
}

/** One line for an invitation that is over. */
function earlierLine(invitation: Invitation, standing: Standing, redemption: LifeRedemption): string {
  const what = invitation.kind === 'access' ? 'Access Link' : 'Smart Form link'
  const to = invitation.email ? ` to ${invitation.email}` : ''
  switch (standing) {
    case 'redeemed':
      return invitation.kind === 'access' ? redeemedBy(redemption) : `Smart Form link: ${redeemedBy(redemption)}`
    case 'returned':
      return `${what}${to}: not needed any more, what it carried came back another way`
    case 'replaced':
      return `${what}${to}: replaced ${invitation.openedAt ? 'after' : 'before'} it was opened`
    case 'revoked':
      return `${what}${to}: revoked${invitation.endReason ? `, ${invitation.endReason}` : ''}`
    case 'expired':
      return `${what}${to}: expired ${invitation.openedAt ? 'after' : 'before'} it was opened`
    case 'notSent':
    case 'waiting':
    case 'leaving':
    case 'bounced':
    case 'failed':
    case 'unknown':
    case 'sent':
    case 'opened':
      return `${what}${to}: ${standings[standing].toLowerCase()}`
    default:
      return assertNever(standing)
  }
}

/** One line of the life in words; the address is set apart so that the page can set it in bold. */
function lifeStep(step: LifeStep): { before: string; strong?: string; after?: string } {
  switch (step.kind) {
    case 'requested':
      return { before: `Code requested by ${step.by}` }
    case 'notSent':
      return { before: 'Access Link not sent yet' }
    case 'undone':
      return { before: 'Access Link taken back before it left' }
    case 'waiting':
      return { before: 'Access Link leaves soon to ', strong: step.to }
    case 'leaving':
      return { before: 'Access Link is leaving to ', strong: step.to }
    case 'sent':
      return { before: 'Access Link sent to ', strong: step.to }
    case 'unknown':
      return { before: 'Access Link may have reached ', strong: step.to, after: '; the connection broke' }
    case 'bounced':
      return {
        before: 'E-mail to ',
        strong: step.to,
        after: ` came back${step.failure ? `: ${mailFailure(step.failure)}` : ''}`,
      }
    case 'failed':
      return {
        before: 'E-mail to ',
        strong: step.to,
        after: ` could not be sent${step.failure ? `: ${mailFailure(step.failure)}` : ''}`,
      }
    case 'accepted':
      return { before: step.domain ? `Accepted by ${step.domain}’s mail server` : 'Accepted by the mail server' }
    case 'fetched':
      return { before: 'Page fetched, as mail scanners do; nothing was spent' }
    case 'opened':
      return { before: 'Opened' }
    case 'dayTaken':
      return { before: 'Expired, and one more day was taken' }
    case 'redeemed':
      return { before: redeemedBy(step) }
    case 'returned':
      return { before: 'What it carried came back another way' }
    case 'expired':
      return { before: 'Expired' }
    case 'replaced':
      return { before: 'Replaced by a newer code' }
    case 'revoked':
      return { before: step.reason ? `Revoked: ${step.reason}` : 'Revoked' }
    default:
      return assertNever(step)
  }
}
