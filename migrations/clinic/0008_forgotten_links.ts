/**
 * R11.6: a holder is noted for one more reason than a key that is none: the endpoint has forgotten the link, as after a
 * backup of its own was put back. Rows of before this are of the first.
 */
export const forgottenLinks = {
  number: 8,
  name: 'forgotten_links',
  sql: `
ALTER TABLE unsealed_holder ADD COLUMN reason TEXT NOT NULL DEFAULT 'unusableKey';
`,
} as const
