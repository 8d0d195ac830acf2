import { sql } from 'kysely'
import type { AppointmentId, PatientId, PlanId, StaffId, SubmissionId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db } from '../context.ts'

/** Of each of these visits, when the one before it began that took place. */
export function listLastVisits(db: Db, ids: readonly AppointmentId[]) {
  return db
    .selectFrom('appointment')
    .where('appointment.id', 'in', ids)
    .select((eb) => [
      'appointment.id',
      eb
        .selectFrom('appointment as before')
        .whereRef('before.patient_id', '=', 'appointment.patient_id')
        .whereRef('before.starts_at', '<', 'appointment.starts_at')
        .where('before.status', 'in', ['completed', 'inSession'])
        .where('before.undone_at', 'is', null)
        .select('before.starts_at')
        .orderBy('before.starts_at', 'desc')
        .limit(1)
        .as('last_visit_at'),
    ])
    .$narrowType<{ id: AppointmentId; last_visit_at: Instant | null }>()
    .execute()
}

/** What came back from these patients, without what it says. */
export function listReturnedOf(db: Db, patientIds: readonly PatientId[]) {
  return db
    .selectFrom('submission')
    .innerJoin('questionnaire_version as version', 'version.id', 'submission.questionnaire_version_id')
    .where('submission.patient_id', 'in', patientIds)
    .select([
      'submission.id',
      'submission.patient_id',
      'submission.state',
      'submission.submitted_at as submittedAt',
      'submission.received_at as receivedAt',
      'version.questionnaire_id as form',
    ])
    .$narrowType<{ id: SubmissionId; patient_id: PatientId; submittedAt: Instant; receivedAt: Instant }>()
    .execute()
}

/** Requests for full access of these patients that wait in the Inbox. */
export function listRequestsOf(db: Db, patientIds: readonly PatientId[]) {
  return db
    .selectFrom('inbox_item')
    .where('kind', '=', 'request')
    .where('done_at', 'is', null)
    .where('patient_id', 'in', patientIds)
    .groupBy('patient_id')
    .select((eb) => ['patient_id', eb.fn.countAll<number>().as('count')])
    .execute()
}

/** Drafts that one person wrote and that say what no published version says, the oldest first. */
export function listDraftsOf(db: Db, staffId: StaffId, limit: number) {
  return db
    .selectFrom('plan')
    .innerJoin('patient', 'patient.id', 'plan.patient_id')
    .where((eb) => eb(eb.fn.coalesce('plan.draft_saved_by', 'plan.created_by'), '=', staffId))
    .where(sql<string>`trim(plan.draft)`, '!=', '')
    .where('patient.archived_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('plan_version as newest')
            .select('newest.version')
            .whereRef('newest.plan_id', '=', 'plan.id')
            .where('newest.undone_at', 'is', null)
            .whereRef('newest.text', '=', 'plan.draft')
            .whereRef('newest.title', '=', 'plan.title')
            .where((inner) =>
              inner(
                'newest.version',
                '=',
                inner
                  .selectFrom('plan_version as last')
                  .whereRef('last.plan_id', '=', 'plan.id')
                  .where('last.undone_at', 'is', null)
                  .select((max) => max.fn.max('last.version').as('version')),
              ),
            ),
        ),
      ),
    )
    .select(['plan.id', 'plan.patient_id', 'plan.title', 'plan.draft_saved_at', 'given_name', 'family_name'])
    .$narrowType<{ id: PlanId; patient_id: PatientId; draft_saved_at: Instant }>()
    .orderBy('plan.draft_saved_at')
    .orderBy('plan.id')
    .limit(limit)
    .execute()
}

/** Visits with one person in a span of time that nobody said the end of, the oldest first. */
export function listUnmarkedOf(db: Db, staffId: StaffId, span: { readonly from: Instant; readonly until: Instant }) {
  return db
    .selectFrom('appointment')
    .innerJoin('patient', 'patient.id', 'appointment.patient_id')
    .where('appointment.practitioner_id', '=', staffId)
    .where('appointment.starts_at', '>=', span.from)
    .where('appointment.ends_at', '<=', span.until)
    .where('appointment.status', 'in', ['booked', 'arrived', 'inSession'])
    .where('appointment.undone_at', 'is', null)
    .select(['appointment.id', 'appointment.patient_id', 'appointment.starts_at', 'given_name', 'family_name'])
    .$narrowType<{ id: AppointmentId; patient_id: PatientId; starts_at: Instant }>()
    .orderBy('appointment.starts_at')
    .orderBy('appointment.id')
    .execute()
}

/** How many visits with one person are still to come in a span of time. */
export async function countToCome(
  db: Db,
  staffId: StaffId,
  span: { readonly startsAt: Instant; readonly endsAt: Instant },
): Promise<number> {
  const row = await db
    .selectFrom('appointment')
    .where('practitioner_id', '=', staffId)
    .where('starts_at', '>=', span.startsAt)
    .where('starts_at', '<', span.endsAt)
    .where('status', 'in', ['booked', 'arrived'])
    .where('undone_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
