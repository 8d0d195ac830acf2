/**
 * R6.3 to R6.5: what is on sale and by which rules, which visits the endpoint knows as claims, and people who booked online
 * before they have a chart.
 */
export const onlineBooking = {
  number: 26,
  name: 'online_booking',
  sql: `
CREATE TABLE online_booking (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  is_open INTEGER NOT NULL,
  notice_minutes INTEGER NOT NULL,
  horizon_days INTEGER NOT NULL,
  cut_off_minutes INTEGER NOT NULL,
  step_minutes INTEGER NOT NULL,
  most_open INTEGER NOT NULL,
  is_approved_first INTEGER NOT NULL,
  -- Sites that may show the page in a frame, one a line.
  frame_sites TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT,
  changed_by TEXT REFERENCES staff (id),
  -- The clinic day for which the ranges were left in the outbox last.
  left_on TEXT
) STRICT;

INSERT INTO online_booking (id, is_open, notice_minutes, horizon_days, cut_off_minutes, step_minutes, most_open, is_approved_first, frame_sites)
VALUES (1, 0, 120, 60, 1440, 15, 3, 0, '');

CREATE TABLE range_on_sale (
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  -- Minutes since the epoch.
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  -- The endpoint has said that it took it; until then it may have.
  is_taken INTEGER NOT NULL,
  PRIMARY KEY (practitioner_id, from_minute, to_minute, is_taken)
) STRICT, WITHOUT ROWID;

-- The endpoint was, or is to be, told of the visit's time (R6.4).
ALTER TABLE appointment ADD COLUMN is_claimed INTEGER NOT NULL DEFAULT 0;
-- 'unconfirmed': on sale, and the endpoint has not answered yet; 'clash': it has given the time to somebody else. Null: neither.
ALTER TABLE appointment ADD COLUMN claim_state TEXT;
-- Booked online, and the clinic has yet to say yes.
ALTER TABLE appointment ADD COLUMN is_awaited INTEGER NOT NULL DEFAULT 0;

CREATE INDEX appointment_in_doubt ON appointment (claim_state) WHERE claim_state IS NOT NULL;
CREATE INDEX appointment_by_link ON appointment (booked_by_link_id) WHERE booked_by_link_id IS NOT NULL;

-- 'chart'; 'provisional': booked online, and whose chart it is has not been said (R6.5).
ALTER TABLE patient ADD COLUMN standing TEXT NOT NULL DEFAULT 'chart';
-- Whose chart it turned out to be.
ALTER TABLE patient ADD COLUMN merged_into TEXT REFERENCES patient (id);

CREATE INDEX patient_provisional ON patient (standing) WHERE standing = 'provisional';

CREATE TABLE patient_merge (
  -- The person who was provisional.
  patient_id TEXT PRIMARY KEY REFERENCES patient (id),
  chart_id TEXT NOT NULL REFERENCES patient (id),
  -- Which rows were moved, so that undoing puts those back and no others.
  moved_json TEXT NOT NULL,
  merged_at TEXT NOT NULL,
  merged_by TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;

-- 'confirmed': whoever reads the mailbox said that the login is theirs; 'hasLogin': the e-mail has another already. The endpoint's word.
ALTER TABLE login ADD COLUMN confirmation TEXT;

ALTER TABLE inbox_item ADD COLUMN appointment_id TEXT REFERENCES appointment (id);

CREATE INDEX inbox_item_by_appointment ON inbox_item (appointment_id) WHERE appointment_id IS NOT NULL;
`,
} as const
