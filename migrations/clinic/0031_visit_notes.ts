/** R6.2: what the desk notes of a visit for itself: why the patient comes, a note, and what the reception is to say or ask at arrival. */
export const visitNotes = {
  number: 31,
  name: 'visit_notes',
  sql: `
ALTER TABLE appointment ADD COLUMN reason TEXT;
ALTER TABLE appointment ADD COLUMN note TEXT;
ALTER TABLE appointment ADD COLUMN alert TEXT;
`,
} as const
