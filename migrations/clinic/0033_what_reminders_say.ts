/** R9.1: what a reminder says beside its visit, so that it is made anew where that is no longer so. Of one made before nobody knows. */
export const whatRemindersSay = {
  number: 33,
  name: 'what_reminders_say',
  sql: `
-- clinic_json: its name, address, telephone, cut-off and portal. called_name: of the practitioner.
ALTER TABLE reminder ADD COLUMN clinic_json TEXT NOT NULL DEFAULT '';
ALTER TABLE reminder ADD COLUMN called_name TEXT NOT NULL DEFAULT '';
`,
} as const
