import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { sentElsewhere } from '../../../shared/domain/verifiedEmails.ts'
import type { Tone } from '../../components/tone.ts'
import { words } from '../../words/words.ts'

/** Whose an item is, where one looks for a name. */
export function whose({ patientName, facts }: Pick<InboxItem, 'patientName' | 'facts'>): string {
  if (patientName !== null) return patientName
  return facts.kind === 'codesGuessed' ? words.inbox.wholeClinic : words.inbox.unknownPatient
}

/** What is not as it should be (R4.8, R11.5) is seen in the list, before it is opened. */
export function toneOf(facts: InboxFacts): Extract<Tone, 'plain' | 'warn' | 'bad'> {
  switch (facts.kind) {
    case 'mailBounced':
    case 'unproven':
    case 'codesGuessed':
      return 'bad'
    case 'request':
      return facts.isFromHolder ? 'plain' : 'bad'
    case 'redeemed':
      return sentElsewhere(facts.email, [facts.sentTo]) === null ? 'plain' : 'warn'
    case 'renewed':
      return 'warn'
    case 'submission':
      return facts.isSetAside ? 'warn' : 'plain'
  }
}
