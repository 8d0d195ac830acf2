import type { EndpointMigration } from './index.ts'

/** An address that a login wants in the place of its own, until whoever reads its mailbox follows the link (decision 0043). */
export const wantedEmails: EndpointMigration = {
  number: 17,
  name: 'wanted-emails',
  sql: () => `
-- wanted_token_hash: of what the e-mail to it carries. All three are null where nothing is wanted.
ALTER TABLE login ADD COLUMN wanted_email TEXT;
ALTER TABLE login ADD COLUMN wanted_token_hash TEXT;
ALTER TABLE login ADD COLUMN wanted_until TEXT;
`,
}
