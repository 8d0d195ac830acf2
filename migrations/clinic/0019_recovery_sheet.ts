/** R10.9: the recovery sheet that was checked last; one row at most. */
export const recoverySheet = {
  number: 19,
  name: 'recovery_sheet',
  sql: `
CREATE TABLE recovery_sheet (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Of the key that it was checked for: where the file has another by now, the sheet opens it no more.
  key_hash TEXT NOT NULL,
  made_at TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  checked_by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
`,
} as const
