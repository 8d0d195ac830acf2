/** R6.2: how long a time is kept for whoever it is offered to, in minutes. */
export const offersStand = {
  number: 35,
  name: 'offers_stand',
  sql: `
ALTER TABLE online_booking ADD COLUMN offer_minutes INTEGER NOT NULL DEFAULT 120;
`,
} as const
