import type { EndpointMigration, SqlWords } from './index.ts'

/**
 * Bytes by reference (R8.2, R8.3): a part that is too large for a call comes, and goes, as a stream. It is named by indexes
 * and let go of like any other part, and its bytes go with it.
 */
export const blobs: EndpointMigration = {
  number: 14,
  name: 'blobs',
  sql: (words) => `${withoutBody(words)}
-- state: 'arriving', 'whole', or 'sent' while the desk has yet to fetch it. link_id: through which a patient sends it; null
-- for what the desk put, and for what it has fetched.
CREATE TABLE blob (
  clinic_id TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  link_id TEXT,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, id) REFERENCES part (clinic_id, id) ON DELETE CASCADE
) ${words.strict};
CREATE INDEX blob_by_link ON blob (clinic_id, link_id, bytes);

-- An age file in pieces: the first begins it, and each goes on where the one before ends.
CREATE TABLE blob_chunk (
  clinic_id TEXT NOT NULL,
  blob_id TEXT NOT NULL,
  from_byte INTEGER NOT NULL,
  body_sealed ${words.bytes} NOT NULL,
  PRIMARY KEY (clinic_id, blob_id, from_byte),
  FOREIGN KEY (clinic_id, blob_id) REFERENCES blob (clinic_id, id) ON DELETE CASCADE
) ${words.strict};
`,
}

/** What comes as a stream has no body beside it. SQLite makes the table anew, without foreign keys while it does. */
function withoutBody({ kind, bytes, strict }: SqlWords): string {
  if (kind === 'postgres') return 'ALTER TABLE part ALTER COLUMN body_sealed DROP NOT NULL;\n'
  return `
CREATE TABLE part_new (
  clinic_id TEXT NOT NULL REFERENCES clinic (id),
  id TEXT NOT NULL,
  -- Null for a blob.
  body_sealed ${bytes},
  loose_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id)
) ${strict};
INSERT INTO part_new SELECT clinic_id, id, body_sealed, loose_at FROM part;
DROP TABLE part;
ALTER TABLE part_new RENAME TO part;
CREATE INDEX part_by_loose ON part (loose_at);
`
}
