import type { Invitation } from '../../shared/contract/desk/patients.ts'
import { assertNever } from '../../shared/domain/assertNever.ts'
import type { LifeStep } from '../workspace/access/invitationLife.ts'
import type { Standing } from '../workspace/access/invitationStanding.ts'

/** The tab "Medical Access Code" (R2.3, R4.1). */
export const accessWords = {
  title: 'Medical Access Code',
  firstAddress: 'Access to the records',
  secondAddress: 'Access for a second address',
  request: 'Request Access Code',
  requestAgain: 'Request Access Code',
  emptyTitle: 'No Access Code is open',
  emptyText: (name: string) =>
    `A code opens ${name}’s records to whoever holds it and knows the date of birth. It is sent as an Access Link, read aloud or printed, and works once.`,
  noBirthDate: 'Without a date of birth on file there is no code to read aloud; the Access Link works.',
  readAloud: 'Read aloud or print. With the date of birth it opens the records; it is not a password.',
  codeLabel: (spelled: string) => `Code ${spelled}`,
  expires: (at: string, left: string) => `expires ${at} (${left})`,
  send: 'Send Access Link',
  sendAgain: 'Send Access Link again',
  correct: 'Correct the address and send again',
  undo: 'Undo',
  print: 'Print slip',
  revoke: 'Revoke',
  waits: (seconds: number) => `Leaves in ${seconds} s`,
  sendTo: {
    title: 'Check the address',
    text: 'Whoever opens this e-mail can open the records.',
    label: 'E-mail address',
    fromChart: 'From the chart.',
    notFromChart: 'Differs from the chart; the chart stays as it is.',
    missing: 'No e-mail address on file. Type the one to send to.',
    invalid: 'This is not an e-mail address. It looks like name@example.com.',
    cancel: 'Cancel',
  },
  revoking: {
    title: 'Revoke this Access Link',
    text: 'The code and every e-mail that carries it stop working at once. This cannot be undone; a new code can be requested.',
    reason: 'Reason',
    reasonMissing: 'A reason is needed; it stands in the history.',
    confirm: 'Revoke',
    keep: 'Keep it',
  },
  earlier: 'Earlier',
  earlierEmpty: 'No earlier invitations.',
  holders: (name: string) => `Who can see ${name}’s records`,
  holdersEmpty: 'Nobody yet. Records open when an Access Link is redeemed.',
  invited: 'invited; would be full',
  holderActs: (email: string) => `Change the access of ${email}`,
  since: (day: string) => `since ${day}`,
  by: (kind: 'form' | 'access', staffName: string) =>
    kind === 'access' ? `by Access Link from ${staffName}` : `by “Take me to my forms” from ${staffName}`,
  byBooking: 'by online booking',
  limitedSees: 'sees forms and own bookings only',
  unproven: 'Not proven: whoever redeemed this could not show that they held the link. Nothing was published to it.',
  lower: 'Lower to limited…',
  revokeLink: 'Revoke access…',
  seeAs: 'See as this person',
  lowering: {
    title: (email: string) => `Lower ${email} to limited`,
    text: 'Visits booked by the clinic, plans and the chart’s profile are withdrawn at the next sync. The patient is told by e-mail.',
    confirm: 'Lower to limited',
  },
  ending: {
    title: (email: string) => `Revoke the access of ${email}`,
    text: 'Everything is withdrawn at the next sync. The patient is told by e-mail.',
    confirm: 'Revoke access',
  },
  cancel: 'Cancel',
  done: {
    undone: 'Access Link not sent.',
    revoked: 'Access Link revoked.',
    lowered: 'Access lowered to limited.',
    ended: 'Access revoked.',
    requested: 'Access Code ready.',
  },
  errors: {
    NOT_PAIRED:
      'This desk is not connected to its endpoint yet. Connect it in Settings; the code can be printed meanwhile.',
    EMAIL_MISSING: 'An e-mail address is needed.',
    INVITATION_CLOSED: 'This code has ended meanwhile. Request a new one.',
    TOO_LATE: 'The e-mail has left already.',
  },
  slip: {
    title: 'Access to your records',
    hello: 'Your code',
    how: 'Open this page, or point a phone’s camera at the square, and type the code and your date of birth.',
    once: (until: string) => `It works once, until ${until}. It is not a password: you choose your own.`,
    help: (phone: string) => `Questions: ${phone}`,
    noPage: 'The page’s address is known once this desk is connected to its endpoint.',
    print: 'Print',
    close: 'Close',
    qr: (url: string) => `Square code for ${url}`,
  },
  standing: {
    notSent: 'Not sent',
    waiting: 'Leaves soon',
    leaving: 'Leaving',
    bounced: 'E-mail came back',
    failed: 'E-mail not sent',
    unknown: 'E-mail uncertain',
    sent: 'Sent, not opened',
    opened: 'Opened',
    redeemed: 'Redeemed',
    expired: 'Expired',
    revoked: 'Revoked',
    replaced: 'Replaced',
  } satisfies Record<Standing, string>,
  hint: {
    sent: 'Not arrived? It may be in the spam folder; the code can be read aloud.',
    opened: 'The page is open at the patient’s. It is spent when a password is chosen or the patient signs in.',
    unknown: 'The connection broke while it left. Sending again does no harm.',
  },
  kind: (kind: Invitation['kind']) => (kind === 'access' ? 'Access Link' : 'Smart Form'),
  never: '–',
}

/** One line of the life in words; the address is set apart so that the page can set it in bold. */
export function lifeStepWords(step: LifeStep): { before: string; strong?: string; after?: string } {
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
      return { before: 'E-mail to ', strong: step.to, after: ` came back${step.failure ? `: ${step.failure}` : ''}` }
    case 'failed':
      return {
        before: 'E-mail to ',
        strong: step.to,
        after: ` could not be sent${step.failure ? `: ${step.failure}` : ''}`,
      }
    case 'accepted':
      return { before: step.domain ? `Accepted by ${step.domain}’s mail server` : 'Accepted by the mail server' }
    case 'fetched':
      return { before: 'Page fetched, as mail scanners do; nothing was spent' }
    case 'opened':
      return { before: 'Opened' }
    case 'redeemed':
      return { before: redeemedWords(step.by, step.outcome) }
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

export function redeemedWords(by: string | null, outcome: Invitation['redeemedOutcome']): string {
  if (!by) return 'Redeemed'
  switch (outcome) {
    case 'upgraded':
      return `Redeemed by ${by}, upgraded from limited to full`
    case 'alreadyHeld':
      return `Redeemed by ${by}, who had access already`
    case 'added':
    case null:
      return `Redeemed by ${by}`
    default:
      return assertNever(outcome)
  }
}
