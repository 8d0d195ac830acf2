/**
 * What was set aside says why and of which kind it is, so that it can be shown where it is settled (R11.6). A row of before
 * this was set aside because it could not be applied. What a person put away stays, and is shown no more.
 */
export const setAside = {
  number: 5,
  name: 'set_aside',
  sql: `
ALTER TABLE event_set_aside ADD COLUMN kind TEXT;
ALTER TABLE event_set_aside ADD COLUMN reason TEXT NOT NULL DEFAULT 'notApplied';
ALTER TABLE event_set_aside ADD COLUMN put_away_at TEXT;
UPDATE event_set_aside SET kind = event_json ->> '$.body.kind' WHERE json_valid(event_json);
CREATE INDEX event_set_aside_open ON event_set_aside (reason, kind) WHERE put_away_at IS NULL;

-- Holders to whose key nothing can be sealed, until something can.
CREATE TABLE unsealed_holder (
  link_id TEXT PRIMARY KEY REFERENCES link (id),
  since_at TEXT NOT NULL,
  put_away_at TEXT
) STRICT;
`,
}
