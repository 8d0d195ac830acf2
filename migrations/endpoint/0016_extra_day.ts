import type { EndpointMigration } from './index.ts'

/** R4.2: when the patient took the one extra day of a Smart Form's invitation. */
export const extraDay: EndpointMigration = {
  number: 16,
  name: 'extra day',
  sql: () => `
ALTER TABLE invitation ADD COLUMN extra_day_at TEXT;
`,
}
