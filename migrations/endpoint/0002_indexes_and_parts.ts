import type { EndpointMigration, SqlWords } from './index.ts'

/**
 * Whole projections become indexes and parts (decision 0014). What was projected is not carried over: the desk publishes
 * everything again. Enumerations are no longer listed in the schema: they are checked where rows are read, so that a new
 * kind needs no new table.
 */
export const indexesAndParts: EndpointMigration = {
  number: 2,
  name: 'indexes-and-parts',
  sql: (words) => `${withoutLists(words)}
DROP TABLE projection;

-- What one holder may see, whole and sealed. Versions count within an epoch: a restored backup counts from an earlier number.
CREATE TABLE record_index (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  level TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body_sealed ${words.bytes} NOT NULL,
  published_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, owner_kind, owner_id)
) ${words.strict};

-- Sealed once, never changed. loose_at: when it was put, or last let go by an invitation that was redeemed; a day later it
-- is dropped if no index names it.
CREATE TABLE part (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  body_sealed ${words.bytes} NOT NULL,
  loose_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id)
) ${words.strict};
CREATE INDEX part_by_loose ON part (loose_at);

-- Which parts an index names. An index that goes from its invitation to a link takes them along.
CREATE TABLE record_index_part (
  clinic_id TEXT NOT NULL,
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  part_id TEXT NOT NULL,
  PRIMARY KEY (clinic_id, owner_kind, owner_id, part_id),
  FOREIGN KEY (clinic_id, owner_kind, owner_id) REFERENCES record_index (clinic_id, owner_kind, owner_id)
    ON UPDATE CASCADE,
  FOREIGN KEY (clinic_id, part_id) REFERENCES part (clinic_id, id)
) ${words.strict};
CREATE INDEX record_index_part_by_part ON record_index_part (clinic_id, part_id);

-- The newest row of the desk's audit chain, sealed to the clinic itself (R8.6).
ALTER TABLE clinic ADD COLUMN anchor_sealed ${words.bytes};
`,
}

/** PostgreSQL drops a constraint by its name; SQLite makes the table anew, without foreign keys while it does. */
function withoutLists({ kind, bytes, strict }: SqlWords): string {
  if (kind === 'postgres') {
    return `
ALTER TABLE invitation DROP CONSTRAINT invitation_kind_check, DROP CONSTRAINT invitation_state_check;
ALTER TABLE link DROP CONSTRAINT link_level_check;
`
  }
  return `
CREATE TABLE invitation_new (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
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
INSERT INTO invitation_new
  SELECT clinic_id, id, patient_id, kind, state, recipient, token_hash, code_token_hash, expires_at, days_from_opening,
    greeting_sealed, fetched_at, opened_at, ended_at FROM invitation;
DROP TABLE invitation;
ALTER TABLE invitation_new RENAME TO invitation;
CREATE UNIQUE INDEX invitation_by_token ON invitation (clinic_id, token_hash);
CREATE UNIQUE INDEX invitation_by_code ON invitation (clinic_id, code_token_hash) WHERE code_token_hash IS NOT NULL;
CREATE INDEX invitation_by_expiry ON invitation (expires_at);

-- The tie between one login and one patient; the level belongs to it (R3.1).
CREATE TABLE link_new (
  clinic_id TEXT NOT NULL,
  id TEXT NOT NULL,
  login_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  level TEXT NOT NULL,
  since_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, login_id) REFERENCES login (clinic_id, id)
) ${strict};
INSERT INTO link_new SELECT clinic_id, id, login_id, patient_id, level, since_at, ended_at FROM link;
DROP TABLE link;
ALTER TABLE link_new RENAME TO link;
CREATE UNIQUE INDEX link_held ON link (clinic_id, login_id, patient_id) WHERE ended_at IS NULL;
`
}
