/** R6.2: whoever asked online to be on the waiting list was put there by nobody of the staff: `waiting_entry` is rebuilt. */
export const waitingAskedOnline = {
  number: 32,
  name: 'waiting_asked_online',
  sql: `
CREATE TABLE waiting_entry_new (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  service_id TEXT NOT NULL REFERENCES service (id),
  -- Null for anyone.
  practitioner_id TEXT REFERENCES staff (id),
  -- Numbers 1 (Monday) to 7, and parts of the day; an empty list is any.
  weekdays_json TEXT NOT NULL,
  parts_json TEXT NOT NULL,
  from_on TEXT,
  until_on TEXT,
  is_urgent INTEGER NOT NULL,
  since TEXT NOT NULL,
  -- Null for whoever asked online.
  created_by TEXT REFERENCES staff (id),
  -- 'removed' or 'booked'; both null while they wait.
  ended_at TEXT,
  ended_because TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
INSERT INTO waiting_entry_new SELECT
  id, patient_id, service_id, practitioner_id, weekdays_json, parts_json, from_on, until_on, is_urgent, since, created_by,
  ended_at, ended_because, version, changed_at, changed_by
FROM waiting_entry;
DROP TABLE waiting_entry;
ALTER TABLE waiting_entry_new RENAME TO waiting_entry;

CREATE INDEX waiting_entry_open ON waiting_entry (since) WHERE ended_at IS NULL;
CREATE INDEX waiting_entry_by_patient ON waiting_entry (patient_id);
`,
} as const
