/** R9.1: reminders of visits, each an e-mail of its own, and what their patients answered. A clinic that was made before reminds as well. */
export const reminders = {
  number: 30,
  name: 'reminders',
  sql: `
-- Hours before a visit; null: nobody is reminded.
ALTER TABLE clinic ADD COLUMN reminder_hours INTEGER DEFAULT 24;

-- practitioner_id to ends_at: as the e-mail says. reminder_hours, time_zone: what its time was reckoned by.
-- secret: an age identity, in its link. ended_at: since when it says nothing true any more.
CREATE TABLE reminder (
  mail_id TEXT PRIMARY KEY REFERENCES mail (id),
  appointment_id TEXT NOT NULL REFERENCES appointment (id),
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  reminder_hours INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  secret TEXT NOT NULL,
  ended_at TEXT,
  answered_at TEXT
) STRICT;
CREATE INDEX reminder_by_visit ON reminder (appointment_id);
CREATE INDEX reminder_to_come ON reminder (starts_at) WHERE ended_at IS NULL;
`,
} as const
