/** R6.2: who waits for an earlier time, and the freed times that they are offered. */
export const waitingList = {
  number: 28,
  name: 'waiting_list',
  sql: `
CREATE TABLE waiting_entry (
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
  created_by TEXT NOT NULL REFERENCES staff (id),
  -- 'removed' or 'booked'; both null while they wait.
  ended_at TEXT,
  ended_because TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_entry_open ON waiting_entry (since) WHERE ended_at IS NULL;
CREATE INDEX waiting_entry_by_patient ON waiting_entry (patient_id);

-- The id is the one that the visit has once it is accepted.
CREATE TABLE waiting_offer (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES waiting_entry (id),
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  service_id TEXT NOT NULL REFERENCES service (id),
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  until_at TEXT NOT NULL,
  state TEXT NOT NULL,
  -- An age identity: what the link in its e-mail bears, and what an answer is proven by.
  secret TEXT NOT NULL,
  mail_id TEXT REFERENCES mail (id),
  offered_at TEXT NOT NULL,
  offered_by TEXT NOT NULL REFERENCES staff (id),
  answered_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_offer_by_entry ON waiting_offer (entry_id);
CREATE INDEX waiting_offer_by_time ON waiting_offer (practitioner_id, starts_at);
CREATE INDEX waiting_offer_by_mail ON waiting_offer (mail_id) WHERE mail_id IS NOT NULL;
`,
} as const
