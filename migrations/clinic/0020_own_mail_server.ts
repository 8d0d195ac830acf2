/** R9.4: how e-mails leave, and the clinic's own mail server, which is kept when it is not used. */
export const ownMailServer = {
  number: 20,
  name: 'own_mail_server',
  sql: `
ALTER TABLE clinic ADD COLUMN mail_way TEXT NOT NULL DEFAULT 'endpoint';
ALTER TABLE clinic ADD COLUMN smtp_host TEXT NOT NULL DEFAULT '';
ALTER TABLE clinic ADD COLUMN smtp_port INTEGER NOT NULL DEFAULT 465;
ALTER TABLE clinic ADD COLUMN smtp_security TEXT NOT NULL DEFAULT 'tls';
ALTER TABLE clinic ADD COLUMN smtp_user TEXT NOT NULL DEFAULT '';
ALTER TABLE clinic ADD COLUMN smtp_password TEXT NOT NULL DEFAULT '';
ALTER TABLE clinic ADD COLUMN mail_from_address TEXT NOT NULL DEFAULT '';
ALTER TABLE clinic ADD COLUMN mail_from_name TEXT NOT NULL DEFAULT '';
`,
} as const
