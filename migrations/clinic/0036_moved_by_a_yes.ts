/** R6.2: which visit a yes moves, for whoever has one already; null where it makes one. */
export const movedByAYes = {
  number: 36,
  name: 'moved_by_a_yes',
  sql: `
-- No key of another table: a visit that somebody online was faster for is there no more.
ALTER TABLE waiting_entry ADD COLUMN instead_of TEXT;
ALTER TABLE waiting_offer ADD COLUMN instead_of TEXT;

CREATE INDEX waiting_offer_by_visit ON waiting_offer (instead_of) WHERE instead_of IS NOT NULL;
`,
} as const
