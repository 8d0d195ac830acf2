import type { EndpointMigration } from './index.ts'

/**
 * MACs beside what is sealed (R11.5, decision 0023), and what a keyring is overwritten with. What was published without
 * them is not carried over: the epoch rises, so that the desk publishes everything again. A keyring from before vouches for
 * no clinic, so its login goes with it, and the clinic's next link makes a new one. What patients sent stays, without a
 * MAC: the desk keeps it aside as what it is.
 */
export const whoWroteIt: EndpointMigration = {
  number: 3,
  name: 'who-wrote-it',
  sql: ({ bytes, strict }) => `
DELETE FROM record_index_part;
DELETE FROM record_index;
DELETE FROM draft;
DELETE FROM received;
DELETE FROM session;
DELETE FROM link;
DELETE FROM login;
DELETE FROM invitation;
UPDATE clinic SET epoch = epoch + 1;
UPDATE event SET body_json = replace(body_json, '"kind":"form.submitted"', '"kind":"form.submitted","mac":""');
UPDATE event SET body_json = replace(body_json, '"kind":"invitation.redeemed"', '"kind":"invitation.redeemed","holderMac":""');
UPDATE event SET body_json =
  replace(body_json, '"kind":"request.made"', '"kind":"request.made","mac":"","requestId":"' || id || '"');

-- What the desk's MACs cover stays as the desk signed it, when the index goes from its invitation to the link.
ALTER TABLE record_index ADD COLUMN signed_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE record_index ADD COLUMN signed_id TEXT NOT NULL DEFAULT '';
ALTER TABLE record_index ADD COLUMN macs_json TEXT NOT NULL DEFAULT '[]';

ALTER TABLE invitation ADD COLUMN introduction TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN code_introduction TEXT;

ALTER TABLE login ADD COLUMN keyring_token_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE login ADD COLUMN keyring_revision INTEGER NOT NULL DEFAULT 1;

-- A key of this endpoint's own: made-up salts are made with it, so that a new mail key changes none of them.
CREATE TABLE endpoint_key (
  name TEXT PRIMARY KEY,
  value ${bytes} NOT NULL
) ${strict};
`,
}
