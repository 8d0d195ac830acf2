CREATE TABLE anchor_attempt (
  id TEXT PRIMARY KEY,
  -- The row of the audit log that it names.
  seq INTEGER NOT NULL,
  left_at TEXT NOT NULL
) STRICT;

CREATE TABLE "appointment" (
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
  overbook_reason TEXT,
  -- iCalendar SEQUENCE (R9.2).
  sequence INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id),
  created_by TEXT REFERENCES staff (id),
  created_at TEXT NOT NULL
, told_json TEXT, before_json TEXT, undone_version INTEGER, undone_at TEXT, service_name TEXT NOT NULL DEFAULT '', is_claimed INTEGER NOT NULL DEFAULT 0, claim_state TEXT, is_awaited INTEGER NOT NULL DEFAULT 0, cancel_reason TEXT, series_id TEXT REFERENCES series (id), originally_at TEXT, reason TEXT, note TEXT, alert TEXT, called_at TEXT, called_by TEXT REFERENCES staff (id)) STRICT;

CREATE INDEX appointment_by_day ON appointment (starts_at);

CREATE INDEX appointment_by_link ON appointment (booked_by_link_id) WHERE booked_by_link_id IS NOT NULL;

CREATE INDEX appointment_by_patient ON appointment (patient_id, starts_at);

CREATE UNIQUE INDEX appointment_by_series ON appointment (series_id, originally_at) WHERE series_id IS NOT NULL;

CREATE INDEX appointment_by_time ON appointment (practitioner_id, starts_at);

CREATE INDEX appointment_in_doubt ON appointment (claim_state) WHERE claim_state IS NOT NULL;

CREATE TABLE assignment (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  questionnaire_version_id TEXT NOT NULL REFERENCES questionnaire_version (id),
  invitation_id TEXT REFERENCES invitation (id),
  appointment_id TEXT REFERENCES appointment (id),
  sent_to TEXT,
  due_at TEXT,
  assigned_at TEXT NOT NULL,
  assigned_by TEXT NOT NULL REFERENCES staff (id),
  submitted_at TEXT
) STRICT;

CREATE INDEX assignment_by_appointment ON assignment (appointment_id);

CREATE INDEX assignment_by_invitation ON assignment (invitation_id);

CREATE INDEX assignment_by_patient ON assignment (patient_id, assigned_at);

CREATE INDEX assignment_out ON assignment (invitation_id) WHERE submitted_at IS NULL;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  staff_id TEXT REFERENCES staff (id),
  patient_id TEXT REFERENCES patient (id),
  action TEXT NOT NULL,
  detail TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
, format INTEGER NOT NULL DEFAULT 1, station TEXT) STRICT;

CREATE INDEX audit_by_patient ON audit (patient_id, seq);

CREATE TABLE calendar_feed (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  token TEXT,
  made_at TEXT NOT NULL,
  is_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1)),
  put_at TEXT
) STRICT;

CREATE TABLE clinic (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address_line TEXT NOT NULL,
  phone TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  identity TEXT NOT NULL,
  recipient TEXT NOT NULL,
  code_salt TEXT NOT NULL,
  access_days INTEGER NOT NULL DEFAULT 5,
  undo_seconds INTEGER NOT NULL DEFAULT 10,
  created_at TEXT NOT NULL
, version INTEGER NOT NULL DEFAULT 1, changed_at TEXT, changed_by TEXT REFERENCES staff (id), short_name TEXT, chosen_name TEXT, chosen_name_refused INTEGER NOT NULL DEFAULT 0, mail_way TEXT NOT NULL DEFAULT 'endpoint', smtp_host TEXT NOT NULL DEFAULT '', smtp_port INTEGER NOT NULL DEFAULT 465, smtp_security TEXT NOT NULL DEFAULT 'tls', smtp_user TEXT NOT NULL DEFAULT '', smtp_password TEXT NOT NULL DEFAULT '', mail_from_address TEXT NOT NULL DEFAULT '', mail_from_name TEXT NOT NULL DEFAULT '', idle_minutes INTEGER NOT NULL DEFAULT 10, set_up_ended_at TEXT, email TEXT NOT NULL DEFAULT '', reminder_hours INTEGER DEFAULT 24, open_hours TEXT NOT NULL DEFAULT ';;;;;;', out_of_hours_text TEXT NOT NULL DEFAULT '', of_age INTEGER NOT NULL DEFAULT 16) STRICT;

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  file_id TEXT NOT NULL UNIQUE REFERENCES file (id),
  title TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES staff (id),
  -- Taken back from whoever had it, until it is shared again.
  recalled_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_by_patient ON document (patient_id, added_at);

CREATE TABLE document_opening (
  document_id TEXT NOT NULL REFERENCES document (id),
  link_id TEXT NOT NULL REFERENCES link (id),
  opened_at TEXT NOT NULL,
  PRIMARY KEY (document_id, link_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_share (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  -- Null: with everybody who has full access.
  link_id TEXT REFERENCES link (id),
  shared_at TEXT NOT NULL,
  shared_by TEXT NOT NULL REFERENCES staff (id),
  ended_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX document_share_by_document ON document_share (document_id);

CREATE TABLE endpoint_put_back (
  id INTEGER PRIMARY KEY,
  noticed_at TEXT NOT NULL,
  -- When everything was left in the outbox again; null while that is to come.
  said_again_at TEXT,
  put_away_at TEXT
) STRICT;

CREATE TABLE event_not_kept (
  -- The endpoint's number, of the first where the row stands for several.
  seq INTEGER PRIMARY KEY,
  kind TEXT,
  login_id TEXT REFERENCES login (id),
  patient_id TEXT REFERENCES patient (id),
  bytes INTEGER NOT NULL,
  -- Of the event as it came, in hexadecimal; null in the row of those that were counted together.
  sha256 TEXT,
  count INTEGER NOT NULL DEFAULT 1,
  not_kept_at TEXT NOT NULL,
  put_away_at TEXT
) STRICT;

CREATE INDEX event_not_kept_open ON event_not_kept (login_id) WHERE put_away_at IS NULL;

CREATE TABLE event_set_aside (
  seq INTEGER PRIMARY KEY,
  event_json TEXT NOT NULL,
  set_aside_at TEXT NOT NULL
, kind TEXT, reason TEXT NOT NULL DEFAULT 'notApplied', put_away_at TEXT, bytes INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX event_set_aside_kept ON event_set_aside (bytes) WHERE put_away_at IS NULL;

CREATE INDEX event_set_aside_open ON event_set_aside (reason, kind) WHERE put_away_at IS NULL;

CREATE TABLE file (
  -- Also of its blob at the endpoint.
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- Who sent it; null: staff added it.
  link_id TEXT REFERENCES link (id),
  -- As whoever sent it calls it.
  name TEXT NOT NULL,
  -- What they say beside it; empty for nothing.
  note TEXT NOT NULL,
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  identity TEXT NOT NULL,
  -- Of the age file, in hexadecimal.
  sha256 TEXT NOT NULL,
  -- 'arriving' until it lies beside this file, 'here', or 'refused' with why.
  state TEXT NOT NULL,
  refused_because TEXT,
  -- The endpoint has its bytes.
  is_at_endpoint INTEGER NOT NULL,
  received_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX file_arriving ON file (received_at) WHERE state = 'arriving';

CREATE INDEX file_by_link ON file (link_id) WHERE link_id IS NOT NULL;

CREATE INDEX file_by_patient ON file (patient_id);

CREATE TABLE "inbox_item" (
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
, request_id TEXT, kept_for TEXT REFERENCES login (id), kept_bytes INTEGER, appointment_id TEXT REFERENCES appointment (id), thread_id TEXT REFERENCES message_thread (id), file_id TEXT REFERENCES file (id)) STRICT;

CREATE INDEX inbox_item_by_appointment ON inbox_item (appointment_id) WHERE appointment_id IS NOT NULL;

CREATE INDEX inbox_item_by_file ON inbox_item (file_id) WHERE file_id IS NOT NULL;

CREATE INDEX inbox_item_by_mail ON inbox_item (mail_id) WHERE mail_id IS NOT NULL;

CREATE INDEX inbox_item_by_patient ON inbox_item (patient_id) WHERE patient_id IS NOT NULL;

CREATE UNIQUE INDEX inbox_item_by_request ON inbox_item (patient_id, request_id) WHERE request_id IS NOT NULL;

CREATE INDEX inbox_item_by_thread ON inbox_item (thread_id) WHERE thread_id IS NOT NULL;

CREATE INDEX inbox_item_kept ON inbox_item (kept_for, kept_bytes) WHERE done_at IS NULL AND kept_bytes IS NOT NULL;

CREATE INDEX inbox_item_open ON inbox_item (done_at, received_at);

CREATE TABLE "invitation" (
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
, redeemed_with TEXT, redeemed_recipient TEXT, untold_reason TEXT, extra_day_at TEXT) STRICT;

CREATE INDEX invitation_by_code ON invitation (code) WHERE code IS NOT NULL;

CREATE INDEX invitation_by_patient ON invitation (patient_id, prepared_at);

CREATE INDEX invitation_by_redeemer ON invitation (redeemed_recipient) WHERE redeemed_recipient IS NOT NULL;

CREATE TABLE "link" (
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

CREATE INDEX link_by_key ON link (proven_recipient) WHERE proven_recipient IS NOT NULL;

CREATE INDEX link_by_login ON link (login_id);

CREATE INDEX link_by_patient ON link (patient_id);

CREATE TABLE link_invitation (
  link_id TEXT NOT NULL REFERENCES link (id),
  invitation_id TEXT NOT NULL REFERENCES invitation (id),
  PRIMARY KEY (link_id, invitation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE login (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  recipient TEXT NOT NULL,
  first_seen_at TEXT NOT NULL
, confirmation TEXT) STRICT;

CREATE INDEX login_by_email ON login (email_key);

CREATE TABLE "mail" (
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
, carries_link INTEGER NOT NULL DEFAULT 0, given_to_endpoint INTEGER NOT NULL DEFAULT 0, series_id TEXT REFERENCES series (id)) STRICT;

CREATE INDEX mail_by_appointment ON mail (appointment_id);

CREATE INDEX mail_by_invitation ON mail (invitation_id);

CREATE INDEX mail_by_patient ON mail (patient_id, created_at);

CREATE INDEX mail_by_series ON mail (series_id) WHERE series_id IS NOT NULL;

CREATE INDEX mail_by_state ON mail (state, created_at);

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

CREATE TABLE message_given (
  owner_id TEXT NOT NULL,
  message_id TEXT NOT NULL REFERENCES message (id),
  PRIMARY KEY (owner_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_thread (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  subject TEXT NOT NULL,
  -- Null where the clinic began it.
  begun_by_link_id TEXT REFERENCES link (id),
  begun_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX message_thread_by_patient ON message_thread (patient_id);

CREATE TABLE one_time_code (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  -- Argon2id, as a password's.
  code_hash TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT;

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
, offer_minutes INTEGER NOT NULL DEFAULT 120) STRICT;

CREATE TABLE "outbox" (
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

CREATE UNIQUE INDEX outbox_by_subject ON outbox (kind, subject) WHERE subject IS NOT NULL;

CREATE INDEX outbox_waiting ON outbox (state, due_at, seq);

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

CREATE TABLE patient (
  id TEXT PRIMARY KEY,
  chart_number INTEGER NOT NULL UNIQUE,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  birth_on TEXT,
  phone TEXT,
  email TEXT,
  email_key TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  archived_at TEXT
, version INTEGER NOT NULL DEFAULT 1, changed_by TEXT REFERENCES staff (id), import_id TEXT REFERENCES patient_import (id), standing TEXT NOT NULL DEFAULT 'chart', merged_into TEXT REFERENCES patient (id)) STRICT;

CREATE INDEX patient_by_email ON patient (email_key) WHERE email_key IS NOT NULL;

CREATE INDEX patient_by_import ON patient (import_id) WHERE import_id IS NOT NULL;

CREATE INDEX patient_by_name ON patient (family_name COLLATE NOCASE, given_name COLLATE NOCASE, id)
  WHERE archived_at IS NULL;

CREATE TABLE patient_import (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL REFERENCES staff (id),
  undone_at TEXT
) STRICT;

CREATE TABLE patient_merge (
  -- The person who was provisional.
  patient_id TEXT PRIMARY KEY REFERENCES patient (id),
  chart_id TEXT NOT NULL REFERENCES patient (id),
  -- Which rows were moved, so that undoing puts those back and no others.
  moved_json TEXT NOT NULL,
  merged_at TEXT NOT NULL,
  merged_by TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX patient_provisional ON patient (standing) WHERE standing = 'provisional';

CREATE VIRTUAL TABLE patient_search USING fts5 (
  name, phone, email, birth,
  -- Symbols count as letters, so that a name of emoji is found too.
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'",
  prefix = '1 2 3 4'
);

CREATE TABLE plan (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  title TEXT NOT NULL,
  draft TEXT NOT NULL,
  draft_saved_at TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES staff (id)
, draft_version INTEGER NOT NULL DEFAULT 1, draft_saved_by TEXT REFERENCES staff (id)) STRICT;

CREATE INDEX plan_by_patient ON plan (patient_id);

CREATE TABLE plan_version (
  plan_id TEXT NOT NULL REFERENCES plan (id),
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL REFERENCES staff (id), undone_at TEXT,
  PRIMARY KEY (plan_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE questionnaire_version (
  id TEXT PRIMARY KEY,
  questionnaire_id TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  resource_json TEXT NOT NULL,
  published_at TEXT NOT NULL,
  UNIQUE (questionnaire_id, version)
) STRICT;

CREATE TABLE range_on_sale (
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  -- Minutes since the epoch.
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  -- The endpoint has said that it took it; until then it may have.
  is_taken INTEGER NOT NULL,
  PRIMARY KEY (practitioner_id, from_minute, to_minute, is_taken)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_sheet (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Of the key that it was checked for: where the file has another by now, the sheet opens it no more.
  key_hash TEXT NOT NULL,
  made_at TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  checked_by TEXT NOT NULL REFERENCES staff (id)
) STRICT;

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
, clinic_json TEXT NOT NULL DEFAULT '', called_name TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX reminder_by_visit ON reminder (appointment_id);

CREATE INDEX reminder_to_come ON reminder (starts_at) WHERE ended_at IS NULL;

CREATE TABLE second_factor (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  -- Base32: the authenticator has the same.
  secret TEXT NOT NULL,
  since_at TEXT NOT NULL,
  -- The latest step of thirty seconds of which a code was taken: no code works twice.
  last_step INTEGER NOT NULL,
  -- Key of the hashes of its spare codes, in hexadecimal.
  spare_salt TEXT NOT NULL
) STRICT;

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

CREATE TABLE service (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  buffer_before_minutes INTEGER NOT NULL,
  buffer_after_minutes INTEGER NOT NULL,
  is_bookable_online INTEGER NOT NULL,
  sort INTEGER NOT NULL
, version INTEGER NOT NULL DEFAULT 1, changed_at TEXT, changed_by TEXT REFERENCES staff (id), withdrawn_at TEXT) STRICT;

CREATE TABLE service_form (
  service_id TEXT NOT NULL REFERENCES service (id),
  questionnaire_version_id TEXT NOT NULL REFERENCES questionnaire_version (id),
  PRIMARY KEY (service_id, questionnaire_version_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_practitioner (
  service_id TEXT NOT NULL REFERENCES service (id),
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (service_id, practitioner_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE spare_code (
  staff_id TEXT NOT NULL REFERENCES second_factor (staff_id),
  -- HMAC-SHA-256, in hexadecimal.
  code_hash TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (staff_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE "staff" (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  called_name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  -- Argon2id, in its own text form; null until the person has chosen one.
  password_hash TEXT,
  tint INTEGER NOT NULL,
  has_calendar INTEGER NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 1,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT,
  changed_by TEXT REFERENCES staff (id),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE "submission" (
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

CREATE INDEX submission_by_patient ON submission (patient_id, submitted_at);

CREATE TABLE sync_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  endpoint_url TEXT,
  endpoint_token TEXT,
  portal_url TEXT,
  mail_recipient TEXT,
  epoch INTEGER NOT NULL DEFAULT 1,
  -- The last event of the endpoint that was applied.
  cursor INTEGER NOT NULL DEFAULT 0,
  -- The last projection version that was given out; one counter for the whole clinic.
  index_version INTEGER NOT NULL DEFAULT 0,
  last_synchronised_at TEXT
, anchored_seq INTEGER NOT NULL DEFAULT 0, offered_portal_url TEXT, offered_mail_recipient TEXT) STRICT;

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

CREATE TABLE unsealed_holder (
  link_id TEXT PRIMARY KEY REFERENCES link (id),
  since_at TEXT NOT NULL,
  put_away_at TEXT
, reason TEXT NOT NULL DEFAULT 'unusableKey') STRICT;

CREATE TABLE "waiting_entry" (
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
, instead_of TEXT) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_entry_by_patient ON waiting_entry (patient_id);

CREATE INDEX waiting_entry_open ON waiting_entry (since) WHERE ended_at IS NULL;

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
, instead_of TEXT) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_offer_by_entry ON waiting_offer (entry_id);

CREATE INDEX waiting_offer_by_mail ON waiting_offer (mail_id) WHERE mail_id IS NOT NULL;

CREATE INDEX waiting_offer_by_time ON waiting_offer (practitioner_id, starts_at);

CREATE INDEX waiting_offer_by_visit ON waiting_offer (instead_of) WHERE instead_of IS NOT NULL;

CREATE TABLE waiting_redemption (
  -- The link that stands.
  link_id TEXT PRIMARY KEY REFERENCES link (id),
  -- By the endpoint's word: it need not be known here.
  new_link_id TEXT NOT NULL,
  invitation_id TEXT NOT NULL REFERENCES invitation (id),
  event_seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  -- Of the line in the Inbox (InboxFacts); null where staff were told.
  facts_json TEXT
) STRICT;

CREATE TABLE working_hours (
  id TEXT PRIMARY KEY,
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_time TEXT NOT NULL,
  to_time TEXT NOT NULL
, begins_on TEXT NOT NULL DEFAULT '0001-01-01') STRICT;

CREATE INDEX working_hours_by_practitioner ON working_hours (practitioner_id, begins_on, weekday);

CREATE TABLE working_week (
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  -- The first clinic day on which it counts; until the next one begins.
  begins_on TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id),
  PRIMARY KEY (practitioner_id, begins_on)
) STRICT, WITHOUT ROWID;
