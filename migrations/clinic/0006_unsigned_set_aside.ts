/**
 * What patients sent before it was signed, and was set aside then: with no MAC, so that it is taken in as what it is, which
 * nobody can show to be the patient's (R11.5).
 */
export const unsignedSetAside = {
  number: 6,
  name: 'unsigned_set_aside',
  sql: `
UPDATE event_set_aside SET event_json = json_set(event_json, '$.body.mac', '')
WHERE kind IN ('form.submitted', 'request.made') AND event_json ->> '$.body.mac' IS NULL;
UPDATE event_set_aside SET event_json = json_set(event_json, '$.body.requestId', event_json ->> '$.id')
WHERE kind = 'request.made' AND event_json ->> '$.body.requestId' IS NULL;

-- A login is known by its key.
CREATE INDEX link_by_key ON link (proven_recipient) WHERE proven_recipient IS NOT NULL;
`,
} as const
