import { Assignment, Submission, type LibraryForm } from '../../../shared/contract/desk/forms.ts'
import type { Leaving } from '../../../shared/contract/desk/outbox.ts'
import type { EmailForChart } from '../../../shared/contract/desk/patients.ts'
import { assignmentState, type AssignmentFacts, type AssignmentState } from '../../../shared/domain/assignments.ts'
import {
  type InvitationId,
  PatientId,
  type QuestionnaireVersionId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts'
import { canBeExtended } from '../../../shared/domain/invitations.ts'
import { questionCounts } from '../../../shared/domain/questionnaires/questionCounts.ts'
import { Questionnaire } from '../../../shared/domain/questionnaires/types.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Acting, CoreContext } from '../context.ts'
import {
  findSubmission,
  listAssignments,
  listAssignmentsOf,
  listAssignmentStates,
  listNewestVersions,
  listSubmissionsOf,
  type AssignmentWithState,
  type SubmissionWithForm,
} from '../db/forms.ts'
import { findInvitation, updateInvitation } from '../db/invitations.ts'
import { findPatient } from '../db/patients.ts'
import { appendAudit, auditStay } from './audit.ts'
import { putEmailOnFile } from './emailForChart.ts'
import { assignForms, mailForms, prepareForms } from './invitations/formInvitations.ts'
import { greetedAs, leaveMail, portalOf } from './mail/leaveMail.ts'
import { failure } from './serviceError.ts'

const NEWEST = 1_000

/** The library (R7.3, R10.1): the newest version of each form, with counts over all of its versions. */
export async function readLibrary(context: CoreContext): Promise<LibraryForm[]> {
  const { db } = context
  const now = context.clock.now()
  const states = Map.groupBy(await listAssignmentStates(db), (row) => row.questionnaire_id)
  return (await listNewestVersions(db)).map((row) => {
    const questionnaire = Questionnaire.parse(JSON.parse(row.resource_json))
    const counts: Record<AssignmentState, number> = { pending: 0, inProgress: 0, submitted: 0, expired: 0 }
    for (const assignment of states.get(row.questionnaire_id) ?? []) {
      counts[assignmentState(factsOf(assignment), now)] += 1
    }
    return {
      // A version's id passed its schema when it was published.
      id: row.id as QuestionnaireVersionId,
      title: row.title,
      description: questionnaire.description ?? null,
      version: row.version,
      questions: questionCounts(questionnaire),
      minutes: row.minutes,
      questionnaire,
      counts,
    }
  })
}

/** The newest thousand, newest first. */
export async function readAssignments(context: CoreContext): Promise<Assignment[]> {
  const rows = await listAssignments(context.db, NEWEST)
  return rows.map((row) => toAssignment(row, context.clock.now()))
}

/** R10.2, R8.6. @throws ServiceError NOT_FOUND */
export async function readFormsOf(acting: Acting, patientId: PatientId) {
  return acting.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action: 'forms.read' }, patientId)
    const assignments = await listAssignmentsOf(tx, patientId)
    const submissions = await listSubmissionsOf(tx, patientId)
    return {
      assignments: assignments.map((row) => toAssignment(row, acting.clock.now())),
      submissions: submissions.map(toSubmission),
    }
  })
}

/** R8.6: reading what a patient sent is in the audit log. @throws ServiceError NOT_FOUND */
export async function readSubmission(acting: Acting, id: SubmissionId): Promise<Submission> {
  return acting.db.transaction().execute(async (tx) => {
    const row = await findSubmission(tx, id)
    if (!row) throw failure('NOT_FOUND')
    const facts = { action: 'submission.read', title: row.title } as const
    await auditStay(tx, acting, facts, PatientId.parse(row.patient_id), id)
    return toSubmission(row)
  })
}

/**
 * R2.2: forms with one e-mail that says "Take me to my forms". The same id again changes nothing.
 * @returns until when the e-mail can be taken back; null where they were sent before
 * @throws ServiceError NOT_FOUND, EMAIL_MISSING, NOT_PAIRED, CHANGED_MEANWHILE
 */
export async function sendForms(
  acting: Acting,
  input: {
    readonly id: InvitationId
    readonly patientId: PatientId
    readonly formIds: readonly QuestionnaireVersionId[]
    /** Typed where none was on file: put there in the same transaction. */
    readonly emailForChart: EmailForChart | null
  },
): Promise<Leaving | null> {
  if (await findInvitation(acting.db, input.id)) return null
  const patient = await findPatient(acting.db, input.patientId)
  if (!patient) throw failure('NOT_FOUND')
  const email = input.emailForChart?.email ?? patient.email
  if (email === null) throw failure('EMAIL_MISSING')
  await portalOf(acting.db)
  const forms = await prepareForms(acting, input.formIds, {
    id: input.id,
    patient,
    email,
    requestedBy: acting.actor.staff.id,
  })
  const leaving = await acting.db.transaction().execute(async (tx) => {
    if (await findInvitation(tx, input.id)) return null
    if (input.emailForChart) await putEmailOnFile(tx, acting, patient.id, input.emailForChart)
    await assignForms(tx, acting, forms, null)
    const left = await leaveMail(
      tx,
      acting,
      { kind: 'forms', givenName: greetedAs(patient), forms: await mailForms(tx, forms.invitation, forms.versions) },
      { to: email, patientId: patient.id, invitationId: input.id },
    )
    await updateInvitation(tx, input.id, { state: 'sending' })
    const titles = forms.versions.map((version) => version.title)
    await appendAudit(tx, acting, { action: 'forms.sent', titles }, patient.id)
    return left
  })
  acting.changes.publish('forms', 'invitations', 'outbox', 'patients')
  acting.wakeSync()
  return leaving
}

type StateRow = Pick<AssignmentWithState, 'submitted_at' | 'invitation_state' | 'opened_at' | 'expires_at'>

function factsOf(row: StateRow): AssignmentFacts {
  return {
    submittedAt: instant(row.submitted_at),
    invitation:
      row.invitation_state === null || row.expires_at === null
        ? null
        : {
            state: row.invitation_state,
            openedAt: instant(row.opened_at),
            expiresAt: Instant.parse(row.expires_at),
          },
  }
}

function instant(text: string | null): Instant | null {
  return text === null ? null : Instant.parse(text)
}

function toAssignment(row: AssignmentWithState, now: Instant): Assignment {
  return Assignment.parse({
    id: row.id,
    title: row.title,
    patientId: row.patient_id,
    patientName: `${row.given_name} ${row.family_name}`,
    state: assignmentState(factsOf(row), now),
    // A form whose e-mail was undone, or that was given without one, may still be filled in by code (R4.5, R9.3).
    sentTo: row.invitation_state === 'sending' || row.sent_at !== null ? row.sent_to : null,
    assignedAt: row.assigned_at,
    submittedAt: row.submitted_at,
    invitation: extendable(row),
  })
}

function extendable({ submitted_at, invitation_id, invitation_state, expires_at }: AssignmentWithState) {
  if (submitted_at !== null || invitation_state === null) return null
  return canBeExtended({ kind: 'form', state: invitation_state }) ? { id: invitation_id, expiresAt: expires_at } : null
}

/** For a schema to look at. */
function json(text: string): unknown {
  return JSON.parse(text)
}

function toSubmission(row: SubmissionWithForm): Submission {
  return Submission.parse({
    id: row.id,
    patientId: row.patient_id,
    patientName: `${row.given_name} ${row.family_name}`,
    title: row.title,
    submittedAt: row.submitted_at,
    receivedAt: row.received_at,
    submittedBy: row.email,
    state: row.state,
    problems: json(row.problems_json),
    questionnaire: json(row.resource_json),
    response: json(row.response_json),
  })
}
