/** R6.2: who on the call list was called, by whom and when; null while nobody ticked the visit. */
export const called = {
  number: 34,
  name: 'called',
  sql: `
ALTER TABLE appointment ADD COLUMN called_at TEXT;
ALTER TABLE appointment ADD COLUMN called_by TEXT REFERENCES staff (id);
`,
} as const
