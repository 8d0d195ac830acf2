/**
 * R11.6: a redemption by which the same key would hold a patient by another link waits until the endpoint has said whether
 * it knows the link that stands. One of each link: the newest takes the place of the one before it.
 */
export const waitingRedemptions = {
  number: 11,
  name: 'waiting_redemptions',
  sql: `
CREATE TABLE waiting_redemption (
  -- The link that stands.
  link_id TEXT PRIMARY KEY REFERENCES link (id),
  -- By the endpoint's word: it need not be known here.
  new_link_id TEXT NOT NULL,
  invitation_id TEXT NOT NULL REFERENCES invitation (id),
  event_seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  -- Of the line in the Inbox (InboxFacts); null where staff were told.
  facts_json TEXT
) STRICT;
`,
} as const
