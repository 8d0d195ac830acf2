/**
 * R6.6, R10.4: what a patient was last told of a visit, in place of a mark that only said whether; and how a visit stood
 * before its last change, which is what Undo goes back to. A visit whose booking was undone, and a version of a plan whose
 * publishing was, stay in the file and are shown nowhere.
 */
export const undoAndTelling = {
  number: 14,
  name: 'undo_and_telling',
  sql: `
-- What the patient was told last (Told); null while they know of no visit.
ALTER TABLE appointment ADD COLUMN told_json TEXT;
-- How it stood before its last change (VisitBefore); null where there is no way back.
ALTER TABLE appointment ADD COLUMN before_json TEXT;
-- The version that was undone last, so that undoing twice is undoing once.
ALTER TABLE appointment ADD COLUMN undone_version INTEGER;
-- When its booking was undone.
ALTER TABLE appointment ADD COLUMN undone_at TEXT;
-- Until now a visit was told of by its confirmation; of one that is cancelled the patient knows the visit, or its end.
UPDATE appointment SET told_json = json_object(
  'visit', json(CASE WHEN status = 'cancelled' AND is_told = 1 THEN 'null'
    ELSE json_object('startsAt', starts_at, 'practitionerId', practitioner_id) END),
  'how', 'email', 'at', changed_at, 'by', changed_by
) WHERE is_told = 1 OR status = 'cancelled';
ALTER TABLE appointment DROP COLUMN is_told;
ALTER TABLE plan_version ADD COLUMN undone_at TEXT;
`,
} as const
