/**
 * R4.5: the name that a clinic chooses for its short address. `chosen_name` is what was chosen, `short_name` what the endpoint
 * holds for this clinic; `chosen_name_refused` says that another clinic has the one that was chosen.
 */
export const shortAddress = {
  number: 13,
  name: 'short_address',
  sql: `
ALTER TABLE clinic ADD COLUMN short_name TEXT;
ALTER TABLE clinic ADD COLUMN chosen_name TEXT;
ALTER TABLE clinic ADD COLUMN chosen_name_refused INTEGER NOT NULL DEFAULT 0;
`,
} as const
