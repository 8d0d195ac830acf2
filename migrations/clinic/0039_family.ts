/** R5.3: why the other full holders are not told of whoever redeems an invitation; and from which age one holds one's own records. */
export const family = {
  number: 39,
  name: 'family',
  sql: `
ALTER TABLE invitation ADD COLUMN untold_reason TEXT;
ALTER TABLE clinic ADD COLUMN of_age INTEGER NOT NULL DEFAULT 16;
`,
} as const
