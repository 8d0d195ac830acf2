/**
 * R11.1: the secret calendar address of each practitioner who wants one. `token` is null once it has ended; `is_stale` says that
 * their visits changed after what was last left for the endpoint; `put_at` is when it last took them under this token.
 */
export const calendarFeeds = {
  number: 25,
  name: 'calendar_feeds',
  sql: `
CREATE TABLE calendar_feed (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  token TEXT,
  made_at TEXT NOT NULL,
  is_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1)),
  put_at TEXT
) STRICT;
`,
} as const
