/**
 * What says whether an e-mail is a login's own (R4.8): whether an invitation was redeemed by its link or by its code,
 * which key was named with it, and which e-mails carried the link. Nothing is known of what was redeemed before, so it
 * verifies nothing: what such logins see is published anew.
 */
export const verifiedEmails = {
  number: 3,
  name: 'verified_emails',
  sql: `
-- 'link' or 'code'.
ALTER TABLE invitation ADD COLUMN redeemed_with TEXT;
-- The age recipient of the login, as it was named then.
ALTER TABLE invitation ADD COLUMN redeemed_recipient TEXT;
CREATE INDEX invitation_by_redeemer ON invitation (redeemed_recipient) WHERE redeemed_recipient IS NOT NULL;

ALTER TABLE mail ADD COLUMN carries_link INTEGER NOT NULL DEFAULT 0;
UPDATE mail SET carries_link = 1 WHERE invitation_id IS NOT NULL AND content_json LIKE '%/open#%';

-- The link that a redemption made, so that it can be ended from the Inbox; of an older one it is not known.
UPDATE inbox_item SET facts_json = json_set(facts_json, '$.linkId', NULL) WHERE kind = 'redeemed';

-- What an e-mail alone had made visible is withdrawn.
INSERT INTO outbox (id, kind, subject, body_json, due_at, state, created_at)
SELECT
  lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' ||
    substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
  'records.put', patient.id, json_object('patientId', patient.id),
  strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'waiting', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM patient
WHERE EXISTS (SELECT 1 FROM assignment WHERE assignment.patient_id = patient.id AND assignment.sent_to IS NOT NULL)
  AND (EXISTS (
    SELECT 1 FROM link
    WHERE link.patient_id = patient.id AND link.ended_at IS NULL AND link.proven_recipient IS NOT NULL
  ) OR EXISTS (
    SELECT 1 FROM invitation
    WHERE invitation.patient_id = patient.id AND invitation.state IN ('prepared', 'sending', 'sent', 'opened')
  ))
ON CONFLICT (kind, subject) WHERE subject IS NOT NULL DO UPDATE SET state = 'waiting', reason = NULL;
`,
} as const
