/**
 * Facts in place of sentences, a version for whatever people change (R10.7), rows that wait for rows, and indexes with
 * parts in place of whole projections. The lists of kinds go: zod checks them where they are read and a test compares
 * them, so that a new kind rebuilds no table. Tables that others refer to are rebuilt here; the runner allows it.
 */
export const factsAndVersions = {
  number: 2,
  name: 'facts_and_versions',
  sql: `
ALTER TABLE clinic ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE clinic ADD COLUMN changed_at TEXT;
ALTER TABLE clinic ADD COLUMN changed_by TEXT REFERENCES staff (id);

ALTER TABLE patient ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE patient ADD COLUMN changed_by TEXT REFERENCES staff (id);

ALTER TABLE plan ADD COLUMN draft_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE plan ADD COLUMN draft_saved_by TEXT REFERENCES staff (id);

ALTER TABLE sync_state RENAME COLUMN projection_version TO index_version;
-- The audit row that the endpoint was told of last.
ALTER TABLE sync_state ADD COLUMN anchored_seq INTEGER NOT NULL DEFAULT 0;

CREATE TABLE staff_new (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  called_name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  tint INTEGER NOT NULL,
  has_calendar INTEGER NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO staff_new SELECT
  id, name, called_name, email, email_key, role, password_hash, tint, has_calendar, is_active, created_at
FROM staff;
DROP TABLE staff;
ALTER TABLE staff_new RENAME TO staff;

CREATE TABLE appointment_new (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  service_id TEXT NOT NULL REFERENCES service (id),
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  status TEXT NOT NULL,
  status_at TEXT NOT NULL,
  -- The link through which it was booked online; null when the clinic booked it (R3.2).
  booked_by_link_id TEXT REFERENCES link (id),
  is_told INTEGER NOT NULL,
  overbook_reason TEXT,
  -- iCalendar SEQUENCE (R9.2).
  sequence INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id),
  created_by TEXT REFERENCES staff (id),
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO appointment_new SELECT
  id, patient_id, practitioner_id, service_id, starts_at, ends_at, status, status_at, booked_by_link_id, is_told,
  overbook_reason, sequence, 1, status_at, created_by, created_by, created_at
FROM appointment;
DROP TABLE appointment;
ALTER TABLE appointment_new RENAME TO appointment;
CREATE INDEX appointment_by_time ON appointment (practitioner_id, starts_at);
CREATE INDEX appointment_by_day ON appointment (starts_at);
CREATE INDEX appointment_by_patient ON appointment (patient_id, starts_at);

CREATE TABLE invitation_new (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  email TEXT,
  secret TEXT NOT NULL,
  recipient TEXT NOT NULL,
  code TEXT,
  -- The age identity derived from code and birth date (R4.5), and its recipient.
  code_secret TEXT,
  code_recipient TEXT,
  requested_by TEXT NOT NULL REFERENCES staff (id),
  prepared_at TEXT NOT NULL,
  sent_at TEXT,
  accepted_at TEXT,
  fetched_at TEXT,
  opened_at TEXT,
  redeemed_at TEXT,
  redeemed_by_email TEXT,
  redeemed_outcome TEXT,
  ended_at TEXT,
  end_reason TEXT,
  expires_at TEXT NOT NULL
) STRICT;
INSERT INTO invitation_new SELECT
  id, patient_id, kind, state, email, secret, recipient, code, code_secret, code_recipient, requested_by, prepared_at,
  sent_at, accepted_at, fetched_at, opened_at, redeemed_at, redeemed_by_email, redeemed_outcome, ended_at, end_reason,
  expires_at
FROM invitation;
DROP TABLE invitation;
ALTER TABLE invitation_new RENAME TO invitation;
CREATE INDEX invitation_by_patient ON invitation (patient_id, prepared_at);

CREATE TABLE link_new (
  id TEXT PRIMARY KEY,
  login_id TEXT NOT NULL REFERENCES login (id),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  level TEXT NOT NULL,
  -- The age recipient that the redeemer proved; null while unproven: nothing is published to it.
  proven_recipient TEXT,
  since_at TEXT NOT NULL,
  ended_at TEXT,
  -- By staff, for end_reason; or because its invitation had ended before it was redeemed.
  ended_because TEXT,
  end_reason TEXT
) STRICT;
INSERT INTO link_new SELECT
  id, login_id, patient_id, level, proven_recipient, since_at, ended_at,
  CASE WHEN ended_at IS NULL THEN NULL WHEN end_reason = 'Its invitation had ended' THEN 'invitationEnded' ELSE 'staff' END,
  CASE WHEN end_reason = 'Its invitation had ended' THEN NULL ELSE end_reason END
FROM link;
DROP TABLE link;
ALTER TABLE link_new RENAME TO link;
CREATE INDEX link_by_patient ON link (patient_id);
CREATE INDEX link_by_login ON link (login_id);

CREATE TABLE submission_new (
  id TEXT PRIMARY KEY,
  assignment_id TEXT REFERENCES assignment (id),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  link_id TEXT NOT NULL REFERENCES link (id),
  questionnaire_version_id TEXT NOT NULL REFERENCES questionnaire_version (id),
  response_json TEXT NOT NULL,
  state TEXT NOT NULL,
  problems_json TEXT NOT NULL,
  submitted_at TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
INSERT INTO submission_new SELECT
  id, assignment_id, patient_id, link_id, questionnaire_version_id, response_json, state,
  (SELECT json_group_array(json_object('kind', 'earlier', 'text', value)) FROM json_each(problems_json)),
  submitted_at, received_at
FROM submission;
DROP TABLE submission;
ALTER TABLE submission_new RENAME TO submission;
CREATE INDEX submission_by_patient ON submission (patient_id, submitted_at);

-- E-mails (R9.3). The content is sealed to the mail worker when it leaves; the rest is its life.
CREATE TABLE mail_new (
  id TEXT PRIMARY KEY,
  patient_id TEXT REFERENCES patient (id),
  kind TEXT NOT NULL,
  recipient_email TEXT NOT NULL,
  subject TEXT NOT NULL,
  content_json TEXT NOT NULL,
  state TEXT NOT NULL,
  invitation_id TEXT REFERENCES invitation (id),
  appointment_id TEXT REFERENCES appointment (id),
  created_at TEXT NOT NULL,
  leaves_at TEXT NOT NULL,
  sent_at TEXT,
  failure_json TEXT
) STRICT;
INSERT INTO mail_new SELECT
  id, patient_id, kind, recipient_email, subject, content_json, state, invitation_id, appointment_id, created_at,
  leaves_at, sent_at,
  CASE
    WHEN failure LIKE 'The mail server refused the address (%)'
      THEN json_object('kind', 'addressRefused', 'code', CAST(substr(failure, 38) AS INTEGER))
    WHEN failure IS NOT NULL THEN json_object('kind', 'givenUp', 'reason', 'notAccepted')
  END
FROM mail;
DROP TABLE mail;
ALTER TABLE mail_new RENAME TO mail;
CREATE INDEX mail_by_state ON mail (state, created_at);
CREATE INDEX mail_by_patient ON mail (patient_id, created_at);
CREATE INDEX mail_by_invitation ON mail (invitation_id);
CREATE INDEX mail_by_appointment ON mail (appointment_id);

CREATE TABLE inbox_item_new (
  id TEXT PRIMARY KEY,
  event_seq INTEGER UNIQUE,
  kind TEXT NOT NULL,
  patient_id TEXT REFERENCES patient (id),
  submission_id TEXT REFERENCES submission (id),
  mail_id TEXT REFERENCES mail (id),
  -- A kind and its facts (InboxFacts); words are made where it is read.
  facts_json TEXT NOT NULL,
  received_at TEXT NOT NULL,
  done_at TEXT,
  done_by TEXT REFERENCES staff (id)
) STRICT;
INSERT INTO inbox_item_new SELECT
  id, event_seq, kind, patient_id, submission_id, mail_id,
  CASE kind
    WHEN 'submission' THEN json_object(
      'kind', kind, 'submissionId', submission_id, 'title', title,
      'isSetAside', json(CASE WHEN message IS NULL THEN 'false' ELSE 'true' END))
    WHEN 'request' THEN json_object(
      'kind', kind,
      'email', replace(replace(replace(title, ' asks for full access', ''), 'A request of ', ''), ' cannot be read', ''),
      'isReadable', json(CASE WHEN title LIKE 'A request of % cannot be read' THEN 'false' ELSE 'true' END),
      'message', message)
    WHEN 'mailBounced' THEN json_object(
      'kind', kind, 'mailId', mail_id, 'to', title,
      'failure', json(CASE
        WHEN message LIKE 'The mail server refused the address (%)'
          THEN json_object('kind', 'addressRefused', 'code', CAST(substr(message, 38) AS INTEGER))
        ELSE json_object('kind', 'givenUp', 'reason', 'notAccepted') END))
    WHEN 'redeemed' THEN json_object(
      'kind', kind, 'email', title, 'sentTo', NULL,
      'outcome', CASE message
        WHEN 'Upgraded from limited to full' THEN 'upgraded' WHEN 'Had access before' THEN 'alreadyHeld' ELSE 'added' END,
      'hadEnded', json(CASE WHEN message LIKE 'Redeemed after%' THEN 'true' ELSE 'false' END))
    ELSE json_object('kind', kind, 'email', title)
  END,
  received_at, done_at, done_by
FROM inbox_item;
DROP TABLE inbox_item;
ALTER TABLE inbox_item_new RENAME TO inbox_item;
CREATE INDEX inbox_item_open ON inbox_item (done_at, received_at);
CREATE INDEX inbox_item_by_mail ON inbox_item (mail_id) WHERE mail_id IS NOT NULL;

-- What is sealed once and named by indexes: of one patient, never of the whole clinic.
CREATE TABLE part (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- What it holds: 'form <assignment>', 'submission <id>', 'plan <id> <version>'.
  subject TEXT NOT NULL UNIQUE,
  identity TEXT NOT NULL,
  -- Of the age file, in hexadecimal.
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX part_by_patient ON part (patient_id);

-- What waits for the endpoint, in the order in which it was caused. Written in the transaction of its cause; the id is
-- the idempotency key. body_json names what to read; what must be sealed is sealed outside any transaction.
CREATE TABLE outbox_new (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  -- Of one kind and subject one row waits, however often it was caused; null where each stands for itself.
  subject TEXT,
  body_json TEXT NOT NULL,
  -- The row that must have been taken first; one that is not there any more was.
  after_id TEXT,
  -- Not before this instant: the countdown of "Undo" (R9.3).
  due_at TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO outbox_new (seq, id, kind, subject, body_json, after_id, due_at, state, reason, created_at) SELECT
  seq, id, kind,
  -- Of rows about the same thing the newest stands for it.
  CASE WHEN seq = (
    SELECT max(same.seq) FROM outbox AS same
    WHERE same.kind = outbox.kind AND same.body_json ->> '$.id' IS outbox.body_json ->> '$.id'
  ) THEN CASE kind WHEN 'invitation.put' THEN body_json ->> '$.id' WHEN 'clinic.put' THEN 'clinic' END END,
  body_json, NULL, due_at, state,
  CASE
    WHEN reason IN ('unknownLink', 'unknownInvitation', 'notAnAgeFile', 'internal', 'invalid', 'tooLarge', 'notBuilt')
      THEN reason
    WHEN reason = 'invitationRefused' THEN 'predecessorRefused' WHEN reason IS NOT NULL THEN 'invalid' END,
  created_at
FROM outbox WHERE kind <> 'projection.put';
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (state, due_at, seq);
CREATE UNIQUE INDEX outbox_by_subject ON outbox (kind, subject) WHERE subject IS NOT NULL;

-- Whatever any holder sees is published anew, as indexes and parts.
INSERT INTO outbox (id, kind, subject, body_json, due_at, state, created_at)
SELECT
  lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' ||
    substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
  'records.put', patient.id, json_object('patientId', patient.id),
  strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'waiting', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM patient
WHERE EXISTS (
    SELECT 1 FROM link
    WHERE link.patient_id = patient.id AND link.ended_at IS NULL AND link.proven_recipient IS NOT NULL
  ) OR EXISTS (
    SELECT 1 FROM invitation
    WHERE invitation.patient_id = patient.id AND invitation.state IN ('prepared', 'sending', 'sent', 'opened')
  );
-- R4.6: an e-mail that still waits leaves after what it opens.
UPDATE outbox SET after_id = (
  SELECT records.id FROM mail JOIN outbox AS records ON records.kind = 'records.put' AND records.subject = mail.patient_id
  WHERE mail.id = outbox.body_json ->> '$.id' AND mail.invitation_id IS NOT NULL
) WHERE kind = 'mail.put' AND state = 'waiting';
DROP TABLE projection_due;

-- format 1: detail is text, as it was written before; 2: detail is AuditFacts, and the hash covers the station too.
ALTER TABLE audit ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
ALTER TABLE audit ADD COLUMN station TEXT;
`,
} as const
