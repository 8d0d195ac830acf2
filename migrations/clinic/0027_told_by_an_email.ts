/**
 * R6.6: which e-mail told a patient of a visit, so that what they knew before counts again where it is taken back. Until here an
 * e-mail that was undone said by itself that nobody was told. And why a visit was cancelled.
 */
export const toldByAnEmail = {
  number: 27,
  name: 'told_by_an_email',
  sql: `
ALTER TABLE appointment ADD COLUMN cancel_reason TEXT;
UPDATE appointment SET told_json = (
  SELECT CASE mail.state WHEN 'undone' THEN NULL ELSE json_set(appointment.told_json, '$.mailId', mail.id) END
  FROM mail WHERE mail.appointment_id = appointment.id ORDER BY mail.created_at DESC, mail.id DESC LIMIT 1
) WHERE told_json ->> '$.how' = 'email' AND EXISTS (SELECT 1 FROM mail WHERE mail.appointment_id = appointment.id);
`,
} as const
