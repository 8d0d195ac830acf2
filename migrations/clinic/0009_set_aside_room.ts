/**
 * R11.6: what was set aside has a bound. Each thing that waits for a person says what it counts and for whom; what came over
 * the bound is noted without its contents.
 */
export const setAsideRoom = {
  number: 9,
  name: 'set_aside_room',
  sql: `
ALTER TABLE event_set_aside ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE event_set_aside SET bytes = 4096 + length(CAST(event_json AS BLOB));
CREATE INDEX event_set_aside_kept ON event_set_aside (bytes) WHERE put_away_at IS NULL;

-- The login that wrote it; null where nobody is known to have.
ALTER TABLE inbox_item ADD COLUMN kept_for TEXT REFERENCES login (id);
-- What it counts until it is settled; null where it counts nothing.
ALTER TABLE inbox_item ADD COLUMN kept_bytes INTEGER;
UPDATE inbox_item SET
  kept_bytes = 4096 + length(CAST(sent.response_json AS BLOB)) + length(CAST(sent.problems_json AS BLOB)),
  kept_for = CASE sent.state WHEN 'setAside' THEN link.login_id END
FROM submission AS sent JOIN link ON link.id = sent.link_id
WHERE sent.id = inbox_item.submission_id AND sent.state IN ('setAside', 'unproven');
CREATE INDEX inbox_item_kept ON inbox_item (kept_for, kept_bytes) WHERE done_at IS NULL AND kept_bytes IS NOT NULL;

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
`,
} as const
