/**
 * R8.2, R8.3: documents that the clinic shares and files that patients send. The bytes of each are an age file beside this one,
 * named by its id; what opens it stands here.
 */
export const documents = {
  number: 38,
  name: 'documents',
  sql: `
CREATE TABLE file (
  -- Also of its blob at the endpoint.
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- Who sent it; null: staff added it.
  link_id TEXT REFERENCES link (id),
  -- As whoever sent it calls it.
  name TEXT NOT NULL,
  -- What they say beside it; empty for nothing.
  note TEXT NOT NULL,
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  identity TEXT NOT NULL,
  -- Of the age file, in hexadecimal.
  sha256 TEXT NOT NULL,
  -- 'arriving' until it lies beside this file, 'here', or 'refused' with why.
  state TEXT NOT NULL,
  refused_because TEXT,
  -- The endpoint has its bytes.
  is_at_endpoint INTEGER NOT NULL,
  received_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX file_by_patient ON file (patient_id);

CREATE INDEX file_by_link ON file (link_id) WHERE link_id IS NOT NULL;

CREATE INDEX file_arriving ON file (received_at) WHERE state = 'arriving';

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  file_id TEXT NOT NULL UNIQUE REFERENCES file (id),
  title TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES staff (id),
  -- Taken back from whoever had it, until it is shared again.
  recalled_at TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  changed_by TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_by_patient ON document (patient_id, added_at);

CREATE TABLE document_share (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  -- Null: with everybody who has full access.
  link_id TEXT REFERENCES link (id),
  shared_at TEXT NOT NULL,
  shared_by TEXT NOT NULL REFERENCES staff (id),
  ended_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX document_share_by_document ON document_share (document_id);

-- Who opened it first, and when.
CREATE TABLE document_opening (
  document_id TEXT NOT NULL REFERENCES document (id),
  link_id TEXT NOT NULL REFERENCES link (id),
  opened_at TEXT NOT NULL,
  PRIMARY KEY (document_id, link_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE inbox_item ADD COLUMN file_id TEXT REFERENCES file (id);

CREATE INDEX inbox_item_by_file ON inbox_item (file_id) WHERE file_id IS NOT NULL;
`,
} as const
