/**
 * R6.2: visits that recur. A series is the rule that they were booked by; whose they are, with whom and when each is, the visits say
 * by themselves. `originally_at`: when the rule has it, by which a calendar knows it (RFC 5545 RECURRENCE-ID) however it is moved.
 */
export const series = {
  number: 29,
  name: 'series',
  sql: `
CREATE TABLE series (
  id TEXT PRIMARY KEY,
  -- RFC 5545 RRULE with its COUNT, for a first visit in this zone.
  rule TEXT NOT NULL,
  first_at TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
ALTER TABLE appointment ADD COLUMN series_id TEXT REFERENCES series (id);
ALTER TABLE appointment ADD COLUMN originally_at TEXT;
CREATE UNIQUE INDEX appointment_by_series ON appointment (series_id, originally_at) WHERE series_id IS NOT NULL;
-- An e-mail about several visits of a series, or null.
ALTER TABLE mail ADD COLUMN series_id TEXT REFERENCES series (id);
CREATE INDEX mail_by_series ON mail (series_id) WHERE series_id IS NOT NULL;
`,
} as const
