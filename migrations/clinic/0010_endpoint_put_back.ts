/**
 * R3.5, R11.6: the endpoint was put back from a backup. When that was noticed, and when everything was said again; and
 * which anchors left without an answer, so that one that arrives late is not taken for an older state.
 */
export const endpointPutBack = {
  number: 10,
  name: 'endpoint_put_back',
  sql: `
CREATE TABLE endpoint_put_back (
  id INTEGER PRIMARY KEY,
  noticed_at TEXT NOT NULL,
  -- When everything was left in the outbox again; null while that is to come.
  said_again_at TEXT,
  put_away_at TEXT
) STRICT;

CREATE TABLE anchor_attempt (
  id TEXT PRIMARY KEY,
  -- The row of the audit log that it names.
  seq INTEGER NOT NULL,
  left_at TEXT NOT NULL
) STRICT;
`,
} as const
