import type { EndpointMigration } from './index.ts'

/**
 * The first endpoint schema, the same on SQLite and on PostgreSQL. Instants are ISO 8601 text in UTC (`…_at`), ids UUID
 * text, JSON in `…_json`, age files decoded (`…_sealed`), tokens only as their SHA-256 in hexadecimal (`…_hash`).
 * Every row carries its clinic, and ids are unique within a clinic only, so that no clinic can take another's id (R11.3).
 */
export const foundation: EndpointMigration = {
  number: 1,
  name: 'foundation',
  sql: ({ bytes, strict }) => `
CREATE TABLE clinic (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  profile_json TEXT NOT NULL,
  -- The last event's number: raised in the transaction that appends, so that numbers are committed in their order.
  last_seq INTEGER NOT NULL,
  paired_at TEXT NOT NULL
) ${strict};

-- clinic_id: who has used the code, or whom alone it may pair again; null for a new clinic.
CREATE TABLE pairing_code (
  code_hash TEXT PRIMARY KEY,
  clinic_id TEXT,
  expires_at TEXT NOT NULL
) ${strict};

-- Outbox items that were applied: the idempotency of push.
CREATE TABLE applied_item (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  applied_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id)
) ${strict};

-- Patient to clinic. The desk's acknowledgement deletes the row.
CREATE TABLE event (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  body_json TEXT NOT NULL,
  body_sealed ${bytes},
  PRIMARY KEY (clinic_id, seq)
) ${strict};

CREATE TABLE invitation (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('form', 'access')),
  state TEXT NOT NULL CHECK (state IN ('open', 'redeemed', 'revoked', 'replaced')),
  recipient TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  code_token_hash TEXT,
  expires_at TEXT NOT NULL,
  days_from_opening INTEGER,
  -- Null once the invitation has ended.
  greeting_sealed ${bytes},
  fetched_at TEXT,
  opened_at TEXT,
  ended_at TEXT,
  PRIMARY KEY (clinic_id, id)
) ${strict};
CREATE UNIQUE INDEX invitation_by_token ON invitation (clinic_id, token_hash);
CREATE UNIQUE INDEX invitation_by_code ON invitation (clinic_id, code_token_hash) WHERE code_token_hash IS NOT NULL;
CREATE INDEX invitation_by_expiry ON invitation (expires_at);

CREATE TABLE login (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  auth_hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  parameters_json TEXT NOT NULL,
  recipient TEXT NOT NULL,
  keyring_sealed ${bytes} NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, email_key)
) ${strict};

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  clinic_id TEXT NOT NULL,
  login_id TEXT NOT NULL,
  started_at TEXT NOT NULL,
  used_at TEXT NOT NULL,
  FOREIGN KEY (clinic_id, login_id) REFERENCES login (clinic_id, id)
) ${strict};
CREATE INDEX session_by_use ON session (used_at);

-- The tie between one login and one patient; the level belongs to it (R3.1).
CREATE TABLE link (
  clinic_id TEXT NOT NULL,
  id TEXT NOT NULL,
  login_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('limited', 'full')),
  since_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, login_id) REFERENCES login (clinic_id, id)
) ${strict};
CREATE UNIQUE INDEX link_held ON link (clinic_id, login_id, patient_id) WHERE ended_at IS NULL;

CREATE TABLE projection (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('invitation', 'link')),
  owner_id TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('limited', 'full')),
  -- Versions count within an epoch: a restored backup counts from an earlier number.
  epoch INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body_sealed ${bytes} NOT NULL,
  published_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, owner_kind, owner_id)
) ${strict};

-- Half-filled forms, sealed to the patient (R7.4).
CREATE TABLE draft (
  clinic_id TEXT NOT NULL,
  link_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  body_sealed ${bytes} NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, link_id, assignment_id),
  FOREIGN KEY (clinic_id, link_id) REFERENCES link (clinic_id, id)
) ${strict};

-- Submissions and requests that arrived: the idempotency of what patients send.
CREATE TABLE received (
  clinic_id TEXT NOT NULL,
  link_id TEXT NOT NULL,
  id TEXT NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, link_id, id),
  FOREIGN KEY (clinic_id, link_id) REFERENCES link (clinic_id, id)
) ${strict};

-- E-mails that wait, sealed to the mail worker. The row goes when the mail server has accepted or refused it.
CREATE TABLE mail (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  to_address TEXT NOT NULL,
  body_sealed ${bytes} NOT NULL,
  attempts INTEGER NOT NULL,
  -- The next attempt; while a worker has the mail, when another may take it for abandoned.
  due_at TEXT NOT NULL,
  claimed_by TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id)
) ${strict};
CREATE INDEX mail_by_due ON mail (due_at, created_at);

-- Limits (R4.5). The key is an HMAC: neither an address nor an e-mail can be read from it.
CREATE TABLE attempt (
  key_hash TEXT PRIMARY KEY,
  points INTEGER NOT NULL,
  resets_at TEXT NOT NULL
) ${strict};
CREATE INDEX attempt_by_reset ON attempt (resets_at);
`,
}
