import type { EndpointMigration } from './index.ts'

/**
 * Reminders of visits (R9.1, decision 0038): laid up long before they leave, and answered by whoever reads them. Instants, ids and hashes
 * are written as in `0001_foundation`; what is or is not is 1 or 0.
 */
export const reminders: EndpointMigration = {
  number: 11,
  name: 'reminders',
  sql: ({ strict }) => `
-- By the id of its e-mail. It stays when that has left: whoever repeats it finds it, and so does whoever answers.
-- visit_id to token_hash: as it says; null where it was ended before it came.
CREATE TABLE reminder (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  visit_id TEXT,
  practitioner_id TEXT,
  starts_at TEXT,
  ends_at TEXT,
  token_hash TEXT,
  ended_at TEXT,
  answered_at TEXT,
  kept_until TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id)
) ${strict};
CREATE UNIQUE INDEX reminder_by_token ON reminder (clinic_id, token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX reminder_by_end ON reminder (kept_until);

ALTER TABLE mail ADD COLUMN is_reminder INTEGER NOT NULL DEFAULT 0;
`,
}
