import type { EndpointMigration } from './index.ts'

/**
 * R6.2: freed times that a clinic offers to somebody on its waiting list. Whose it is stands nowhere here: a time, what the visit
 * is of the public catalogue, and the hash of what the link in the e-mail proves itself by. The time is held by the claim of its id.
 */
export const offers: EndpointMigration = {
  number: 10,
  name: 'offers',
  sql: ({ strict }) => `
CREATE TABLE offer (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  practitioner_id TEXT NOT NULL,
  service_id TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  until_at TEXT NOT NULL,
  -- 'open', 'accepted', 'declined', 'withdrawn' or 'gone'.
  state TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, token_hash)
) ${strict};
CREATE INDEX offer_by_end ON offer (until_at);
`,
}
