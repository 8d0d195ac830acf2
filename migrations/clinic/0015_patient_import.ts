/**
 * R10.8: who came from another program's file, so that the whole of it can be undone. `undone_at` is set when undoing
 * begins; charts that somebody has worked on since stay.
 */
export const patientImport = {
  number: 15,
  name: 'patient_import',
  sql: `
CREATE TABLE patient_import (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL REFERENCES staff (id),
  undone_at TEXT
) STRICT;

ALTER TABLE patient ADD COLUMN import_id TEXT REFERENCES patient_import (id);

CREATE INDEX patient_by_import ON patient (import_id) WHERE import_id IS NOT NULL;
-- Taking a patient out again looks for what hangs on it.
CREATE INDEX inbox_item_by_patient ON inbox_item (patient_id) WHERE patient_id IS NOT NULL;
`,
} as const
