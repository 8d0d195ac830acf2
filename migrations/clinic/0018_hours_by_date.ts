/**
 * R6.1: hours that begin on a date, and time off. The hours of 0001-01-01 are those that always were: they need no row of
 * `working_week` before somebody changes them.
 */
export const hoursByDate = {
  number: 18,
  name: 'hours_by_date',
  sql: `
CREATE TABLE working_week (
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  -- The first clinic day on which it counts; until the next one begins.
  begins_on TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id),
  PRIMARY KEY (practitioner_id, begins_on)
) STRICT, WITHOUT ROWID;
ALTER TABLE working_hours ADD COLUMN begins_on TEXT NOT NULL DEFAULT '0001-01-01';
DROP INDEX working_hours_by_practitioner;
CREATE INDEX working_hours_by_practitioner ON working_hours (practitioner_id, begins_on, weekday);
CREATE TABLE time_off (
  id TEXT PRIMARY KEY,
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  -- The first and the last clinic day.
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  -- Of each of these days; null from its beginning, or until its end.
  from_time TEXT,
  to_time TEXT,
  -- What for; empty for nothing said.
  word TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT REFERENCES staff (id)
) STRICT;
CREATE INDEX time_off_by_day ON time_off (to_on, practitioner_id);
`,
} as const
