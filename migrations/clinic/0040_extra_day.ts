/** R4.2: when the patient took the one extra day of a Smart Form's invitation. */
export const extraDay = {
  number: 40,
  name: 'extra day',
  sql: `
ALTER TABLE invitation ADD COLUMN extra_day_at TEXT;
`,
} as const
