import type { EndpointMigration } from './index.ts'

/** A second way to a login: what its authenticator derives proves who it is, and opens what opens the keyring. */
export const passkeys: EndpointMigration = {
  number: 15,
  name: 'passkeys',
  sql: ({ bytes, strict }) => `
-- wrap_sealed: the key of the keyring, an age file that nothing but the authenticator opens. device_json: a BrowserDevice.
CREATE TABLE passkey (
  clinic_id TEXT NOT NULL,
  id_hash TEXT NOT NULL,
  login_id TEXT NOT NULL,
  auth_hash TEXT NOT NULL,
  wrap_sealed ${bytes} NOT NULL,
  device_json TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (clinic_id, id_hash),
  FOREIGN KEY (clinic_id, login_id) REFERENCES login (clinic_id, id)
)${strict};
CREATE INDEX passkey_by_login ON passkey (clinic_id, login_id);
`,
}
