/** What the endpoint says of itself, where that is not what was pinned when this desk was paired with it (R11.5). */
export const offeredEndpoint = {
  number: 4,
  name: 'offered_endpoint',
  sql: `
ALTER TABLE sync_state ADD COLUMN offered_portal_url TEXT;
ALTER TABLE sync_state ADD COLUMN offered_mail_recipient TEXT;
`,
} as const
