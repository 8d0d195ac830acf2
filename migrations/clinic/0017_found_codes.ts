/** R10.1: a chart is found by its Access Code as quickly as by its name. */
export const foundCodes = {
  number: 17,
  name: 'found_codes',
  sql: `
CREATE INDEX invitation_by_code ON invitation (code) WHERE code IS NOT NULL;
`,
} as const
