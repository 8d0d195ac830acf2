import type { EndpointMigration } from './index.ts'

/** R11.1: a practitioner's taken times, for whoever has their calendar address. Of one practitioner one address stands. */
export const calendarFeeds: EndpointMigration = {
  number: 8,
  name: 'calendar-feeds',
  sql: ({ strict }) => `
CREATE TABLE feed (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  practitioner_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  busy_json TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, practitioner_id)
) ${strict};
CREATE INDEX feed_by_token ON feed (token_hash);
`,
}
