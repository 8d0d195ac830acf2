/** R9.4: which e-mails the endpoint may know of. Of those that were there already nobody kept it. */
export const givenToEndpoint = {
  number: 23,
  name: 'given_to_endpoint',
  sql: `
ALTER TABLE mail ADD COLUMN given_to_endpoint INTEGER NOT NULL DEFAULT 0;
UPDATE mail SET given_to_endpoint = 1;
`,
} as const
