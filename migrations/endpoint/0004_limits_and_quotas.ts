import type { EndpointMigration } from './index.ts'

/**
 * What limits are counted by (R11.7) and what quotas are measured by (R11.6). Instants, ids, hashes and age files are
 * written as in `0001_foundation`.
 */
export const limitsAndQuotas: EndpointMigration = {
  number: 4,
  name: 'limits-and-quotas',
  sql: ({ strict }) => `
-- Browsers that have signed in to a login before. The hash covers token, clinic and login, so that two logins of one
-- browser do not show as such.
CREATE TABLE device (
  clinic_id TEXT NOT NULL,
  login_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  used_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, login_id, token_hash),
  FOREIGN KEY (clinic_id, login_id) REFERENCES login (clinic_id, id)
) ${strict};
CREATE INDEX device_by_use ON device (used_at);

-- The forms that whoever holds an index may fill. They go with it, from its invitation to a link too.
CREATE TABLE record_index_form (
  clinic_id TEXT NOT NULL,
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  PRIMARY KEY (clinic_id, owner_kind, owner_id, assignment_id),
  FOREIGN KEY (clinic_id, owner_kind, owner_id) REFERENCES record_index (clinic_id, owner_kind, owner_id)
    ON UPDATE CASCADE ON DELETE CASCADE
) ${strict};
-- Indexes that stand here name none yet: a desk whose epoch has passed publishes everything again.
UPDATE clinic SET epoch = epoch + 1;

-- login_id: whoever sent it; null for what the endpoint says itself.
ALTER TABLE event ADD COLUMN login_id TEXT;
ALTER TABLE event ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE event SET bytes = length(body_sealed) WHERE body_sealed IS NOT NULL;
CREATE INDEX event_by_login ON event (clinic_id, login_id, bytes);

-- Bytes of a clinic's waiting events and drafts: changed with each of them.
ALTER TABLE clinic ADD COLUMN stored_bytes INTEGER NOT NULL DEFAULT 0;
UPDATE clinic SET stored_bytes =
  (SELECT coalesce(sum(bytes), 0) FROM event WHERE event.clinic_id = clinic.id)
  + (SELECT coalesce(sum(length(body_sealed)), 0) FROM draft WHERE draft.clinic_id = clinic.id);

CREATE INDEX applied_item_by_time ON applied_item (applied_at);
CREATE INDEX received_by_time ON received (received_at);
`,
}
