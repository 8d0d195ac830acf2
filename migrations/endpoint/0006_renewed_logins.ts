import type { EndpointMigration } from './index.ts'

/** A login whose password is lost gives its e-mail to a new one, and stays as it was, so that it can be put back. */
export const renewedLogins: EndpointMigration = {
  number: 6,
  name: 'renewed-logins',
  sql: () => `
-- Of which e-mail alone it may renew the login: an HMAC under a key from the invitation's secret.
ALTER TABLE invitation ADD COLUMN renewal TEXT;

-- parked_by: the invitation by which another login took this one's place; its e-mail key is then one that no e-mail has.
-- made_by: the invitation by which this one took the place of another, or of none.
ALTER TABLE login ADD COLUMN parked_by TEXT;
ALTER TABLE login ADD COLUMN made_by TEXT;
`,
}
