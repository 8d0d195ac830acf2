import type { EndpointMigration } from './index.ts'

/** Short addresses of clinics (R4.5). Instants and ids are written as in `0001_foundation`. */
export const shortAddresses: EndpointMigration = {
  number: 5,
  name: 'short-addresses',
  sql: ({ strict }) => `
-- A clinic has one name, and keeps those before it: they stand on paper. The newest is the one taken last.
CREATE TABLE clinic_name (
  name TEXT PRIMARY KEY,
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  taken_at TEXT NOT NULL
) ${strict};
CREATE INDEX clinic_name_by_clinic ON clinic_name (clinic_id, taken_at);
`,
}
