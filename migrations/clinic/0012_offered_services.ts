/**
 * R6.1: who offers which service. A service with no row here is offered by everybody, as before: a clinic that has not
 * said is not held up.
 */
export const offeredServices = {
  number: 12,
  name: 'offered_services',
  sql: `
CREATE TABLE service_practitioner (
  service_id TEXT NOT NULL REFERENCES service (id),
  practitioner_id TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (service_id, practitioner_id)
) STRICT, WITHOUT ROWID;
`,
} as const
