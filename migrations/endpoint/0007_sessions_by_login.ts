import type { EndpointMigration } from './index.ts'

/** R11.6: each sign-in counts the sessions of its login, and no longer reads those of everybody. */
export const sessionsByLogin: EndpointMigration = {
  number: 7,
  name: 'sessions-by-login',
  sql: () => `
CREATE INDEX session_by_login ON session (clinic_id, login_id, started_at);
`,
}
