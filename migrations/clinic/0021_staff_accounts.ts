/**
 * R10.3, R10.7: accounts that several admins change, a password that a person has not chosen yet, a one-time code to
 * choose it with, a second factor, and how long a station stays open. `staff` is rebuilt: its password may be missing.
 */
export const staffAccounts = {
  number: 21,
  name: 'staff_accounts',
  sql: `
CREATE TABLE staff_new (
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
INSERT INTO staff_new SELECT
  id, name, called_name, email, email_key, role, password_hash, tint, has_calendar, is_active, 1, NULL, NULL, created_at
FROM staff;
DROP TABLE staff;
ALTER TABLE staff_new RENAME TO staff;

CREATE TABLE one_time_code (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  -- Argon2id, as a password's.
  code_hash TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT;

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

CREATE TABLE spare_code (
  staff_id TEXT NOT NULL REFERENCES second_factor (staff_id),
  -- HMAC-SHA-256, in hexadecimal.
  code_hash TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (staff_id, code_hash)
) STRICT, WITHOUT ROWID;

ALTER TABLE clinic ADD COLUMN idle_minutes INTEGER NOT NULL DEFAULT 10;
`,
} as const
