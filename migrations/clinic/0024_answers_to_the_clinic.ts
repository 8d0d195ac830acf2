/**
 * R9.2, R9.3: where answers to e-mails go. An e-mail is completed by whoever hands it over: it keeps its id in place of a
 * Message-ID, and of its visit the facts in place of a file. One that waits from before leaves without its calendar file.
 */
export const answersToTheClinic = {
  number: 24,
  name: 'answers_to_the_clinic',
  sql: `
ALTER TABLE clinic ADD COLUMN email TEXT NOT NULL DEFAULT '';
UPDATE mail SET content_json = json_set(
  json_remove(content_json, '$.messageId'), '$.format', 2, '$.id', id, '$.replyTo', NULL, '$.calendar', NULL
) WHERE content_json ->> '$.format' = 1;
`,
} as const
