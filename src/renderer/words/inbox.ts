import type { InboxItem } from '../../shared/contract/desk/frontDesk.ts'

/** Front Desk → Inbox (R10.1). */
export const inboxWords = {
  title: 'Inbox',
  list: 'Items',
  waiting: (count: number) => (count === 0 ? 'nothing waits' : `${count} to settle`),
  showSettled: 'Settled too',
  empty: 'Nothing waits',
  emptyText: 'Submitted forms, requests and e-mails that came back arrive here by themselves.',
  choose: 'Nothing chosen',
  chooseText: 'Choose an item to read it.',
  unknownPatient: 'No chart',
  kinds: {
    submission: 'Smart Form',
    request: 'Request',
    mailBounced: 'E-mail came back',
    redeemed: 'Redeemed',
    unproven: 'Not proven',
  } satisfies Record<InboxItem['kind'], string>,
  received: (at: string) => `received ${at}`,
  settledAt: (at: string) => `Settled ${at}`,
  openWorkspace: 'Open the chart',
  file: 'File in chart',
  settle: 'Settle',
  settled: 'Settled',
  filed: 'Filed in the chart.',
  setAside: 'Set aside: the answers break the form’s rules. They are kept as they came.',
  request: {
    text: (name: string) => `${name} asks for full access. An Access Link opens visits, plans and the profile.`,
    send: 'Send Access Link',
  },
  bounced: {
    text: 'The address on file does not take e-mail. Correct it, and the same e-mail is sent again.',
    label: 'E-mail address on file',
    fix: 'Correct the address and send again',
    invalid: 'This is not an e-mail address. It looks like name@example.com.',
    sent: 'Sent again.',
  },
  redeemed: {
    text: 'The records are open to this address now. If it is the wrong person, revoke it.',
    show: 'Show who can see the records',
  },
  unproven: {
    text: 'Somebody redeemed this invitation without being able to show that they held it. Nothing was published to them.',
    show: 'Show who can see the records',
  },
  errors: {
    EMAIL_MISSING: 'An e-mail address is needed.',
    INVITATION_CLOSED: 'The link in this e-mail has ended meanwhile. Send a new one from the chart.',
    NOT_FOUND: 'This item is gone.',
  },
}
