import type { EndpointMigration } from './index.ts'

/**
 * Messages (R8.5, decision 0040): each is sealed for one holder by itself, whose owner is a link or an open invitation as with indexes.
 * `number` counts what the clinic gives; `signed_*` is for whom the desk made it, which its MACs cover.
 */
export const messages: EndpointMigration = {
  number: 13,
  name: 'messages',
  sql: ({ strict, bytes }) => `
ALTER TABLE clinic ADD COLUMN last_message INTEGER NOT NULL DEFAULT 0;

CREATE TABLE message (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  level TEXT NOT NULL,
  signed_kind TEXT NOT NULL,
  signed_id TEXT NOT NULL,
  macs_json TEXT NOT NULL,
  body_sealed ${bytes} NOT NULL,
  PRIMARY KEY (clinic_id, owner_kind, owner_id, id)
) ${strict};
CREATE INDEX message_by_number ON message (clinic_id, owner_kind, owner_id, number);
`,
}
