import { assertNever } from '../../../shared/domain/assertNever.ts'
import {
  AppointmentId,
  AssignmentId,
  InvitationId,
  LinkId,
  PlanId,
  SubmissionId,
  type PatientId,
} from '../../../shared/domain/ids.ts'
import { Questionnaire, QuestionnaireResponse } from '../../../shared/domain/questionnaires/types.ts'
import type { PartContent } from '../../../shared/domain/recordIndex.ts'
import { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import type {
  Chart,
  ChartAppointment,
  ChartForm,
  ChartPlan,
  ChartSubmission,
} from '../../../shared/domain/visibility.ts'
import type { Db } from '../context.ts'
import { listMessagesOf } from './messages.ts'
import { readChartDocuments, readChartUploads } from './documents.ts'

/** What a part holds. */
export type PartSubject =
  | { readonly kind: 'form'; readonly assignmentId: AssignmentId }
  | { readonly kind: 'submission'; readonly submissionId: SubmissionId }
  | { readonly kind: 'plan'; readonly planId: PlanId; readonly version: number }

/** One patient's chart as far as a holder could ever see any of it; `visibleItems` decides who sees what. Null when unknown. */
export async function readChart(db: Db, patientId: PatientId): Promise<Chart | null> {
  const patient = await db
    .selectFrom('patient')
    .select(['given_name', 'family_name', 'birth_on', 'phone', 'email'])
    .where('id', '=', patientId)
    .executeTakeFirst()
  if (!patient) return null
  return {
    profile: {
      givenName: patient.given_name,
      familyName: patient.family_name,
      birthOn: patient.birth_on === null ? null : CalendarDay.parse(patient.birth_on),
      phone: patient.phone,
      email: patient.email,
    },
    appointments: await readAppointments(db, patientId),
    forms: await readForms(db, patientId),
    submissions: await readSubmissions(db, patientId),
    plans: await readPublishedPlans(db, patientId),
    messages: await listMessagesOf(db, patientId),
    documents: await readChartDocuments(db, patientId),
    uploads: await readChartUploads(db, patientId),
  }
}

async function readAppointments(db: Db, patientId: PatientId): Promise<ChartAppointment[]> {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .select(['appointment.id', 'starts_at', 'ends_at', 'status', 'booked_by_link_id'])
    .select(['appointment.service_name', 'staff.called_name'])
    .where('patient_id', '=', patientId)
    .where('appointment.undone_at', 'is', null)
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({
    id: AppointmentId.parse(row.id),
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    serviceName: row.service_name,
    practitionerName: row.called_name,
    status: row.status,
    bookedByLinkId: row.booked_by_link_id === null ? null : LinkId.parse(row.booked_by_link_id),
  }))
}

async function readForms(db: Db, patientId: PatientId): Promise<ChartForm[]> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('questionnaire_version as version', 'version.id', 'assignment.questionnaire_version_id')
    .select(['assignment.id', 'invitation_id', 'sent_to', 'due_at', 'submitted_at'])
    .select(['version.title', 'version.minutes'])
    .where('patient_id', '=', patientId)
    .orderBy('assigned_at')
    .orderBy('assignment.id')
    .execute()
  return rows.map((row) => ({
    assignmentId: AssignmentId.parse(row.id),
    title: row.title,
    minutes: row.minutes,
    dueAt: row.due_at === null ? null : Instant.parse(row.due_at),
    state: row.submitted_at === null ? 'pending' : 'submitted',
    sentToInvitationId: row.invitation_id === null ? null : InvitationId.parse(row.invitation_id),
    sentToEmail: row.sent_to,
  }))
}

async function readSubmissions(db: Db, patientId: PatientId): Promise<ChartSubmission[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('questionnaire_version as version', 'version.id', 'submission.questionnaire_version_id')
    .select(['submission.id', 'link_id', 'submitted_at', 'version.title'])
    .where('patient_id', '=', patientId)
    // Nobody is shown as theirs what somebody else put in their name (R11.5).
    .where('submission.state', '!=', 'unproven')
    .orderBy('submitted_at')
    .execute()
  return rows.map((row) => ({
    id: SubmissionId.parse(row.id),
    title: row.title,
    submittedAt: Instant.parse(row.submitted_at),
    byLinkId: LinkId.parse(row.link_id),
  }))
}

/** R8.1: of each plan the newest version that is published; drafts are not read at all. */
async function readPublishedPlans(db: Db, patientId: PatientId): Promise<ChartPlan[]> {
  const rows = await db
    .selectFrom('plan')
    .innerJoin('plan_version', 'plan_version.plan_id', 'plan.id')
    .innerJoin('staff', 'staff.id', 'plan_version.published_by')
    .select(['plan.id', 'plan_version.title', 'plan_version.version', 'plan_version.published_at'])
    .select('staff.called_name')
    .where('patient_id', '=', patientId)
    .where((eb) =>
      eb(
        'plan_version.version',
        '=',
        eb
          .selectFrom('plan_version as newest')
          .select((newest) => newest.fn.max('newest.version').as('version'))
          .whereRef('newest.plan_id', '=', 'plan.id')
          .where('newest.undone_at', 'is', null),
      ),
    )
    .orderBy('plan_version.published_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: PlanId.parse(row.id),
    title: row.title,
    version: row.version,
    publishedAt: Instant.parse(row.published_at),
    practitionerName: row.called_name,
  }))
}

/** What is heavy of one visible item: its form's questions, the answers that were sent, the plan's text. */
export async function readPartContent(db: Db, subject: PartSubject): Promise<PartContent> {
  switch (subject.kind) {
    case 'form': {
      const { resource_json } = await db
        .selectFrom('assignment')
        .innerJoin('questionnaire_version as version', 'version.id', 'assignment.questionnaire_version_id')
        .select('version.resource_json')
        .where('assignment.id', '=', subject.assignmentId)
        .executeTakeFirstOrThrow()
      return { kind: 'form', questionnaire: Questionnaire.parse(JSON.parse(resource_json)) }
    }
    case 'submission': {
      const { response_json } = await db
        .selectFrom('submission')
        .select('response_json')
        .where('id', '=', subject.submissionId)
        .executeTakeFirstOrThrow()
      return { kind: 'submission', response: QuestionnaireResponse.parse(JSON.parse(response_json)) }
    }
    case 'plan': {
      const { text } = await db
        .selectFrom('plan_version')
        .select('text')
        .where('plan_id', '=', subject.planId)
        .where('version', '=', subject.version)
        .executeTakeFirstOrThrow()
      return { kind: 'plan', text }
    }
    default:
      return assertNever(subject)
  }
}
