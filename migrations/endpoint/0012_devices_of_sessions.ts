import type { EndpointMigration } from './index.ts'

/** A login's owner sees where it is signed in, and ends what they do not know. */
export const devicesOfSessions: EndpointMigration = {
  number: 12,
  name: 'devices-of-sessions',
  sql: () => `
-- What kind of browser it is, as its owner would know it again: a \`BrowserDevice\`. Null: it began before that was kept.
ALTER TABLE session ADD COLUMN device_json TEXT;
`,
}
