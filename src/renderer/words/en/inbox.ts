import type { InboxItem } from '../../../shared/contract/desk/frontDesk.ts'

const kinds = {
  submission: 'Smart Form',
  request: 'Request',
  mailBounced: 'E-mail came back',
  redeemed: 'Redeemed',
  unproven: 'Not proven',
} satisfies Record<InboxItem['kind'], string>

/** Front Desk → Inbox (R10.1). */
export const inbox = {
  title: 'Inbox',
  list: 'Items',
  waiting: (count: number) => (count === 0 ? 'nothing waits' : `${count} to settle`),
  showSettled: 'Settled too',
  couldNotLoad: 'The inbox could not be read.',
  couldNotRead: 'This submission could not be read.',
  empty: 'Nothing waits',
  emptyText: 'Submitted forms, requests and e-mails that came back arrive here by themselves.',
  content: 'Content',
  unknownPatient: 'No chart',
  line: (kind: InboxItem['kind'], title: string) => `${kinds[kind]}: ${title}`,
  lineReceived: (kind: InboxItem['kind'], title: string, at: string) => `${kinds[kind]}: ${title}, received ${at}`,
  settledAt: (at: string) => `Settled ${at}`,
  openWorkspace: 'Open chart',
  file: 'File in chart',
  settle: 'Settle',
  outcome: {
    filed: 'Filed in the chart.',
    settled: 'Settled. The submission stays set aside; it is not filed in the chart.',
  },
  request: {
    text: 'An Access Link opens visits, plans and the profile to this login.',
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
    text: 'The records are open to this address now. If it is the wrong person, revoke it.',
    show: 'Show who can see the records',
  },
  unproven: {
    text: 'Somebody redeemed this invitation without being able to show that they held it. Nothing was published to them.',
    show: 'Show who can see the records',
  },
}
