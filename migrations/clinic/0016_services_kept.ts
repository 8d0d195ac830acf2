/**
 * R6.1, R10.7, R10.8: services that are changed by several people, and withdrawn without being lost. A visit keeps the name
 * of its service as it was when it was booked: what a service is called later is not what somebody agreed to.
 */
export const servicesKept = {
  number: 16,
  name: 'services_kept',
  sql: `
ALTER TABLE service ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE service ADD COLUMN changed_at TEXT;
ALTER TABLE service ADD COLUMN changed_by TEXT REFERENCES staff (id);
-- Since when it is not offered any more; visits of it stand.
ALTER TABLE service ADD COLUMN withdrawn_at TEXT;
ALTER TABLE appointment ADD COLUMN service_name TEXT NOT NULL DEFAULT '';
UPDATE appointment SET service_name = (SELECT name FROM service WHERE service.id = appointment.service_id);
`,
} as const
