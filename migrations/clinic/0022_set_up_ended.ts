/** R10.8: until then the next start goes on with the set-up. A clinic that was there already has been set up. */
export const setUpEnded = {
  number: 22,
  name: 'set_up_ended',
  sql: `
ALTER TABLE clinic ADD COLUMN set_up_ended_at TEXT;
UPDATE clinic SET set_up_ended_at = created_at;
`,
} as const
