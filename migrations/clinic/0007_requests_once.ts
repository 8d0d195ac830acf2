/** R11.5: a request is taken in once for each patient, by the id that whoever wrote it gave it and signed. */
export const requestsOnce = {
  number: 7,
  name: 'requests_once',
  sql: `
-- The id of what its holder wrote; null for all other items, and where nobody is known to have written it.
ALTER TABLE inbox_item ADD COLUMN request_id TEXT;
CREATE UNIQUE INDEX inbox_item_by_request ON inbox_item (patient_id, request_id) WHERE request_id IS NOT NULL;
`,
} as const
