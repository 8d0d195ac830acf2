import type { EndpointMigration } from './index.ts'

/**
 * What clinics have on sale, and claims on it (R6.3, R6.4, decision 0034). Instants, ids, hashes and JSON are written as in
 * `0001_foundation`; `busy_…` in whole minutes since the epoch; what is or is not is 1 or 0.
 */
export const timesOnSale: EndpointMigration = {
  number: 9,
  name: 'times-on-sale',
  sql: ({ kind, strict, numbered }) => `
-- A Sale without its ranges.
CREATE TABLE sale (
  clinic_id TEXT PRIMARY KEY REFERENCES clinic (id),
  sale_json TEXT NOT NULL
) ${strict};

-- One practitioner's time, by a number of its own. Whoever claims in it has locked this row first.
CREATE TABLE lane (
  number ${numbered},
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  practitioner_id TEXT NOT NULL,
  UNIQUE (clinic_id, practitioner_id)
) ${strict};

-- The ranges of a lane, whole: read and replaced together, apart from the row that is locked.
CREATE TABLE lane_range (
  lane INTEGER PRIMARY KEY REFERENCES lane (number),
  ranges_json TEXT NOT NULL
) ${strict};

-- A stretch of a lane that is a visit's, its buffers included.
-- held_until: of a hold; null once it is booked. token_hash, holder_hash and site_hash: by what it was held.
-- login_id, link_id, service_id: of whoever booked it online; null for what the desk booked.
CREATE TABLE claim (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  lane INTEGER NOT NULL REFERENCES lane (number),
  busy_from INTEGER NOT NULL,
  busy_to INTEGER NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  is_on_purpose INTEGER NOT NULL,
  is_awaited INTEGER NOT NULL,
  held_until TEXT,
  token_hash TEXT,
  holder_hash TEXT,
  site_hash TEXT,
  service_id TEXT,
  login_id TEXT,
  link_id TEXT,
  ended_at TEXT,
  PRIMARY KEY (clinic_id, id)${
    // The second guard: a lane's minutes are a stretch of one line of integers.
    kind === 'postgres'
      ? `,
  CONSTRAINT claim_apart EXCLUDE USING gist
    (int8range(lane::int8 * 4294967296 + busy_from, lane::int8 * 4294967296 + busy_to) WITH &&)
    WHERE (ended_at IS NULL AND is_on_purpose = 0)`
      : ''
  }
) ${strict};
-- All that is asked of a lane stands in it.
CREATE INDEX claim_in_lane ON claim (lane, busy_to, busy_from, held_until, id) WHERE ended_at IS NULL;
CREATE INDEX claim_by_login ON claim (clinic_id, login_id, starts_at) WHERE login_id IS NOT NULL;
CREATE INDEX claim_by_hold ON claim (clinic_id, held_until) WHERE held_until IS NOT NULL;
CREATE INDEX claim_by_end ON claim (busy_to);

-- What waits about a visit goes with it.
ALTER TABLE mail ADD COLUMN claim_id TEXT;

-- Of a login that a booking made: by what its e-mail is confirmed, and what came of it; null while it is not.
ALTER TABLE login ADD COLUMN confirm_token_hash TEXT;
ALTER TABLE login ADD COLUMN confirmed_as TEXT;
CREATE UNIQUE INDEX login_by_confirmation ON login (clinic_id, confirm_token_hash) WHERE confirm_token_hash IS NOT NULL;

-- The link of the same login that this one's patient turned out to have; a move of the patient back revives it.
ALTER TABLE link ADD COLUMN merged_into TEXT;
`,
}
