import type { Insertable, Selectable, Updateable } from 'kysely'
import type {
  AppointmentId,
  AssignmentId,
  InvitationId,
  PatientId,
  QuestionnaireVersionId,
  SubmissionId,
} from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { AssignmentTable, QuestionnaireVersionTable, SubmissionTable } from './formTables.ts'

export type QuestionnaireVersionRow = Selectable<QuestionnaireVersionTable>
export type AssignmentRow = Selectable<AssignmentTable>
export type SubmissionRow = Selectable<SubmissionTable>

/** Of each form the newest published version, by title. */
export function listNewestVersions(db: Db): Promise<QuestionnaireVersionRow[]> {
  return db
    .selectFrom('questionnaire_version')
    .selectAll()
    .where((eb) =>
      eb(
        'questionnaire_version.id',
        '=',
        eb
          .selectFrom('questionnaire_version as newest')
          .select('newest.id')
          .whereRef('newest.questionnaire_id', '=', 'questionnaire_version.questionnaire_id')
          .orderBy('newest.published_at', 'desc')
          .orderBy('newest.id', 'desc')
          .limit(1),
      ),
    )
    .orderBy('title')
    .execute()
}

export function listVersions(db: Db, ids: readonly QuestionnaireVersionId[]): Promise<QuestionnaireVersionRow[]> {
  return db.selectFrom('questionnaire_version').selectAll().where('id', 'in', ids).execute()
}

/** R7.2: a published version never changes. */
export async function insertVersion(tx: Tx, row: Insertable<QuestionnaireVersionTable>): Promise<void> {
  await tx.insertInto('questionnaire_version').values(row).execute()
}

export async function insertAssignment(tx: Tx, row: Insertable<AssignmentTable>): Promise<void> {
  await tx.insertInto('assignment').values(row).execute()
}

type AssignmentChanges = Omit<Updateable<AssignmentTable>, 'id'>
const changeAssignment = compileOnce((db, { id, ...changes }: { id: string } & AssignmentChanges) =>
  db.updateTable('assignment').set(changes).where('id', '=', id),
)

export async function updateAssignment(tx: Tx, id: string, changes: AssignmentChanges): Promise<void> {
  await changeAssignment(tx, { ...changes, id })
}

const selectAssignment = compileOnce((db, { id }: { id: string }) =>
  db
    .selectFrom('assignment')
    .innerJoin('questionnaire_version as version', 'version.id', 'assignment.questionnaire_version_id')
    .selectAll('assignment')
    .select(['version.title', 'version.resource_json'])
    .where('assignment.id', '=', id),
)

/** An assignment with the form in the version that it was given in. */
export async function findAssignment(db: Db, id: AssignmentId) {
  const [row] = await selectAssignment(db, { id })
  return row ?? null
}

function selectAssignments(db: Db) {
  return db
    .selectFrom('assignment')
    .innerJoin('questionnaire_version as version', 'version.id', 'assignment.questionnaire_version_id')
    .innerJoin('patient', 'patient.id', 'assignment.patient_id')
    .leftJoin('invitation', 'invitation.id', 'assignment.invitation_id')
    .select([
      'assignment.id',
      'assignment.patient_id',
      'assignment.invitation_id',
      'sent_to',
      'assigned_at',
      'submitted_at',
      'version.title',
    ])
    .select(['given_name', 'family_name', 'questionnaire_id'])
    .select(['invitation.state as invitation_state', 'invitation.opened_at', 'invitation.expires_at'])
    .select('invitation.sent_at')
    .orderBy('assigned_at', 'desc')
    .orderBy('assignment.id', 'desc')
}
export type AssignmentWithState = Awaited<ReturnType<typeof listAssignments>>[number]

export function listAssignments(db: Db, limit: number) {
  return selectAssignments(db).limit(limit).execute()
}

export function listAssignmentsOf(db: Db, patientId: PatientId) {
  return selectAssignments(db).where('assignment.patient_id', '=', patientId).execute()
}

/** Everything that an assignment's state follows from, of all assignments: for the library's counts. */
export function listAssignmentStates(db: Db) {
  return db
    .selectFrom('assignment')
    .innerJoin('questionnaire_version as version', 'version.id', 'assignment.questionnaire_version_id')
    .leftJoin('invitation', 'invitation.id', 'assignment.invitation_id')
    .select(['questionnaire_id', 'submitted_at', 'invitation.state as invitation_state'])
    .select(['invitation.opened_at', 'invitation.expires_at'])
    .execute()
}

function selectSubmissions(db: Db) {
  return db
    .selectFrom('submission')
    .innerJoin('questionnaire_version as version', 'version.id', 'submission.questionnaire_version_id')
    .innerJoin('patient', 'patient.id', 'submission.patient_id')
    .innerJoin('link', 'link.id', 'submission.link_id')
    .innerJoin('login', 'login.id', 'link.login_id')
    .selectAll('submission')
    .select(['version.title', 'version.resource_json', 'given_name', 'family_name', 'login.email'])
}
export type SubmissionWithForm = NonNullable<Awaited<ReturnType<typeof findSubmission>>>

export async function findSubmission(db: Db, id: SubmissionId) {
  return (await selectSubmissions(db).where('submission.id', '=', id).executeTakeFirst()) ?? null
}

export function listSubmissionsOf(db: Db, patientId: PatientId) {
  return selectSubmissions(db)
    .where('submission.patient_id', '=', patientId)
    .orderBy('submitted_at', 'desc')
    .orderBy('submission.id', 'desc')
    .execute()
}

const addSubmission = compileOnce((db, row: Insertable<SubmissionTable>) =>
  db
    .insertInto('submission')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
)

/** @returns whether it was new; the same submission a second time changes nothing. */
export async function insertSubmission(tx: Tx, row: Insertable<SubmissionTable>): Promise<boolean> {
  return (await addSubmission(tx, row)).length > 0
}

/** @returns whether it was filed now; what was filed before or kept aside stays as it is. */
export async function fileSubmission(tx: Tx, id: string): Promise<boolean> {
  const filed = await tx
    .updateTable('submission')
    .set({ state: 'filed' })
    .where('id', '=', id)
    .where('state', '=', 'received')
    .returning('id')
    .executeTakeFirst()
  return filed !== undefined
}

/** It is to be filed again. @returns whether it was filed */
export async function unfileSubmission(tx: Tx, id: string): Promise<boolean> {
  const back = await tx
    .updateTable('submission')
    .set({ state: 'received' })
    .where('id', '=', id)
    .where('state', '=', 'filed')
    .returning('id')
    .executeTakeFirst()
  return back !== undefined
}

/** The forms of an invitation that have not come back. */
export function listFormsToFill(db: Db, invitationId: InvitationId) {
  return db
    .selectFrom('assignment')
    .innerJoin('questionnaire_version as version', 'version.id', 'assignment.questionnaire_version_id')
    .select(['version.title', 'version.minutes'])
    .where('invitation_id', '=', invitationId)
    .where('submitted_at', 'is', null)
    .execute()
}

export async function readdressAssignments(tx: Tx, invitationId: InvitationId, email: string): Promise<void> {
  await tx.updateTable('assignment').set({ sent_to: email }).where('invitation_id', '=', invitationId).execute()
}

/** The forms that were given for a visit. */
export function listAssignmentsOfVisit(db: Db, appointmentId: AppointmentId) {
  return db
    .selectFrom('assignment')
    .select(['invitation_id', 'submitted_at'])
    .where('appointment_id', '=', appointmentId)
    .execute()
}

/** What was given with one visit is due at another. */
export async function moveFormsTo(
  tx: Tx,
  from: AppointmentId,
  to: { readonly id: AppointmentId; readonly startsAt: Instant },
): Promise<void> {
  await tx
    .updateTable('assignment')
    .set({ appointment_id: to.id, due_at: to.startsAt })
    .where('appointment_id', '=', from)
    .execute()
}

export function listAssignmentsOfInvitation(db: Db, invitationId: InvitationId) {
  return db.selectFrom('assignment').select('submitted_at').where('invitation_id', '=', invitationId).execute()
}

/** Of an invitation whose sending was undone, before anybody came in by it. */
export async function deleteAssignmentsOfInvitation(tx: Tx, invitationId: InvitationId): Promise<void> {
  await tx.deleteFrom('assignment').where('invitation_id', '=', invitationId).execute()
}

/** Of a visit whose booking was undone, before anybody answered. */
export async function deleteAssignmentsOfVisit(tx: Tx, appointmentId: AppointmentId): Promise<void> {
  await tx.deleteFrom('assignment').where('appointment_id', '=', appointmentId).execute()
}
