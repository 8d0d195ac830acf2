import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { sentElsewhere } from '../../../shared/domain/verifiedEmails.ts'
import type { Tone } from '../../components/tone.ts'
import { formats, words } from '../../words/words.ts'

/** Whose an item is, where one looks for a name. */
export function whose({ patientName, facts }: Pick<InboxItem, 'patientName' | 'facts'>): string {
  if (patientName !== null) return patientName
  return facts.kind === 'codesGuessed' ? words.inbox.wholeClinic : words.inbox.unknownPatient
}

/** What is not as it should be (R4.8, R11.5) is seen in the list, before it is opened. */
export function toneOf(facts: InboxFacts): Extract<Tone, 'plain' | 'warn' | 'bad'> {
  switch (facts.kind) {
    case 'booking':
    case 'offerTaken':
    case 'upload':
      return 'plain'
    case 'waitingAsked':
      return facts.outcome === 'added' || facts.outcome === 'waitsAlready' ? 'plain' : 'warn'
    case 'visitChange':
      return facts.because === null ? 'plain' : 'warn'
    case 'clash':
    case 'bookingDoubtful':
    case 'mailBounced':
    case 'unproven':
    case 'uploadDoubtful':
    case 'codesGuessed':
      return 'bad'
    case 'message':
    case 'request':
    case 'profile':
    case 'left':
    case 'newEmail':
      return facts.isFromHolder ? 'plain' : 'bad'
    case 'redeemed':
      return sentElsewhere(facts.email, [facts.sentTo]) === null ? 'plain' : 'warn'
    case 'renewed':
      return 'warn'
    case 'submission':
      return facts.isSetAside ? 'warn' : 'plain'
  }
}

/** What the list says of an item. */
export function lineOf({ facts, likely, doneAt }: Pick<InboxItem, 'facts' | 'likely' | 'doneAt'>): string {
  if (facts.kind !== 'booking' || doneAt !== null) return words.inbox.line(facts, formats.number)
  return likely === null ? words.inbox.booking.toAnswer : words.inbox.booking.line(likely)
}

/** The chips over the list, in their order; null for all of them. */
export const FILTERS = [null, 'booking', 'submission', 'message', 'other'] as const
export type InboxFilter = Exclude<(typeof FILTERS)[number], null>

const OF_BOOKINGS: readonly InboxFacts['kind'][] = [
  'booking',
  'bookingDoubtful',
  'visitChange',
  'clash',
  'offerTaken',
  'waitingAsked',
]

export function filterOf({ facts }: Pick<InboxItem, 'facts'>): InboxFilter {
  if (OF_BOOKINGS.includes(facts.kind)) return 'booking'
  return facts.kind === 'submission' || facts.kind === 'message' ? facts.kind : 'other'
}
