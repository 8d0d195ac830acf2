/**
 * R8.5: messages both ways, as threads by subject, and which holder was given which. What the clinic answers by itself while it
 * is closed is the clinic's.
 */
export const messages = {
  number: 37,
  name: 'messages',
  sql: `
CREATE TABLE message_thread (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  subject TEXT NOT NULL,
  -- Null where the clinic began it.
  begun_by_link_id TEXT REFERENCES link (id),
  begun_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX message_thread_by_patient ON message_thread (patient_id);

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES message_thread (id),
  -- 'patient', 'clinic' or 'outOfHours'.
  written_by TEXT NOT NULL,
  -- By whom a patient's came, or whose the automatic answer is to; null of what staff wrote.
  link_id TEXT REFERENCES link (id),
  staff_id TEXT REFERENCES staff (id),
  text TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX message_by_thread ON message (thread_id, at);

-- What the endpoint has of each owner, a link or an open invitation.
CREATE TABLE message_given (
  owner_id TEXT NOT NULL,
  message_id TEXT NOT NULL REFERENCES message (id),
  PRIMARY KEY (owner_id, message_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE inbox_item ADD COLUMN thread_id TEXT REFERENCES message_thread (id);
CREATE INDEX inbox_item_by_thread ON inbox_item (thread_id) WHERE thread_id IS NOT NULL;

-- Days Monday first, parted by ';', spans by ','.
ALTER TABLE clinic ADD COLUMN open_hours TEXT NOT NULL DEFAULT ';;;;;;';
-- Empty for nothing answered.
ALTER TABLE clinic ADD COLUMN out_of_hours_text TEXT NOT NULL DEFAULT '';
`,
} as const
