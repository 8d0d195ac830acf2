import { sql, type ExpressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely'
import type {
  AppointmentId,
  InvitationId,
  PatientId,
  SeriesId,
  ServiceId,
  StaffId,
} from '../../../shared/domain/ids.ts'
import { DAY, type Instant, plusMilliseconds, type CalendarDay } from '../../../shared/domain/time.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import type { Db } from '../context.ts'
import type { ClinicTables } from './tables.ts'

/** Which appointments: these, or all that touch a span of time, of everybody's or of one practitioner's. */
export type Which =
  | { readonly kind: 'these'; readonly ids: readonly AppointmentId[] }
  | { readonly kind: 'span'; readonly startsAt: Instant; readonly endsAt: Instant; readonly practitionerId?: StaffId }

/** No appointment is longer: lets the index on the start find those that began before the span. */
const LONGEST = DAY

function isOneOf(which: Which) {
  return (
    eb: ExpressionBuilder<ClinicTables, 'appointment'>,
  ): ExpressionWrapper<ClinicTables, 'appointment', SqlBool> =>
    which.kind === 'these'
      ? eb.and([eb('appointment.id', 'in', which.ids), eb('appointment.undone_at', 'is', null)])
      : eb.and([
          eb('appointment.undone_at', 'is', null),
          eb('appointment.starts_at', '>=', plusMilliseconds(which.startsAt, -LONGEST)),
          eb('appointment.starts_at', '<', which.endsAt),
          eb('appointment.ends_at', '>', which.startsAt),
          ...(which.practitionerId ? [eb('appointment.practitioner_id', '=', which.practitionerId)] : []),
        ])
}

/** What these columns hold: parsed on their way in, and STRICT tables give back what was put into them. */
type VisitColumns = {
  id: AppointmentId
  patient_id: PatientId
  practitioner_id: StaffId
  service_id: ServiceId
  starts_at: Instant
  ends_at: Instant
  status_at: Instant
  birth_on: CalendarDay | null
  series_id: SeriesId | null
  called_at: Instant | null
}

/** Appointments with patient and service, in order of time. */
export function listAppointments(db: Db, which: Which) {
  return db
    .selectFrom('appointment')
    .innerJoin('patient', 'patient.id', 'appointment.patient_id')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .leftJoin('staff as caller', 'caller.id', 'appointment.called_by')
    .where(isOneOf(which))
    .select(['staff.is_active', 'staff.has_calendar'])
    .select([
      'appointment.id',
      'appointment.version',
      'appointment.patient_id',
      'appointment.practitioner_id',
      'appointment.service_id',
      'appointment.starts_at',
      'appointment.ends_at',
      'appointment.status',
      'appointment.status_at',
      'appointment.told_json',
      'appointment.claim_state',
      'appointment.booked_by_link_id',
      'appointment.is_awaited',
      'appointment.cancel_reason',
      'appointment.reason',
      'appointment.note',
      'appointment.alert',
      'appointment.called_at',
      'caller.name as called_by_name',
      'patient.given_name',
      'patient.family_name',
      'patient.birth_on',
      'patient.email',
      'patient.phone',
      'appointment.service_name',
      'appointment.series_id',
    ])
    .select(numberInSeries)
    .$narrowType<VisitColumns>()
    .orderBy('appointment.starts_at')
    .orderBy('appointment.id')
    .execute()
}

/** R6.2: the which of how many. */
function numberInSeries(eb: ExpressionBuilder<ClinicTables, 'appointment'>) {
  const ofSeries = eb
    .selectFrom('appointment as sibling')
    .whereRef('sibling.series_id', '=', 'appointment.series_id')
    .where('sibling.undone_at', 'is', null)
    .select((count) => count.fn.countAll<number>().as('visits'))
  return [
    ofSeries.as('series_visits'),
    ofSeries.whereRef('sibling.originally_at', '<=', 'appointment.originally_at').as('series_number'),
  ]
}

export function toPlaceInSeries(row: {
  readonly series_id: SeriesId | null
  readonly series_number: number | null
  readonly series_visits: number | null
}) {
  return row.series_id && { id: row.series_id, number: row.series_number ?? 0, of: row.series_visits ?? 0 }
}

/** Whose and when the visits are that begin in a span of time and were not cancelled, in order. */
export function listVisitSpans(db: Db, { startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant }) {
  return db
    .selectFrom('appointment')
    .where('undone_at', 'is', null)
    .where('status', '!=', 'cancelled')
    .where('starts_at', '>=', startsAt)
    .where('starts_at', '<', endsAt)
    .select(['practitioner_id', 'starts_at', 'ends_at', 'status'])
    .$narrowType<Pick<VisitColumns, 'practitioner_id' | 'starts_at' | 'ends_at'>>()
    .orderBy('starts_at')
    .execute()
}

/** The patients' highest levels: 'full' sorts before 'limited'. */
export function listAccessOf(db: Db, which: Which) {
  return db
    .selectFrom('link')
    .where('link.ended_at', 'is', null)
    .where('link.patient_id', 'in', (eb) => eb.selectFrom('appointment').select('patient_id').where(isOneOf(which)))
    .groupBy('link.patient_id')
    .select((eb) => ['link.patient_id', eb.fn.min<AccessLevel>('link.level').as('level')])
    .execute()
}

/** Smart Forms that were sent for these visits. */
export function listFormsOf(db: Db, which: Which) {
  return db
    .selectFrom('appointment')
    .innerJoin('assignment', 'assignment.appointment_id', 'appointment.id')
    .where(isOneOf(which))
    .select(['assignment.appointment_id', 'assignment.invitation_id', 'assignment.submitted_at'])
    .$narrowType<{ invitation_id: InvitationId | null }>()
    .orderBy('assignment.assigned_at')
    .execute()
}

/** E-mails about these visits, oldest first; one about several is about each of those that it told of. */
export function listMailsOf(db: Db, which: Which) {
  return db
    .selectFrom('appointment')
    .innerJoin('mail', (join) =>
      join.on((eb) =>
        eb.or([
          eb('mail.appointment_id', '=', eb.ref('appointment.id')),
          eb('mail.id', '=', sql<string>`appointment.told_json ->> '$.mailId'`),
        ]),
      ),
    )
    .where(isOneOf(which))
    .select(['appointment.id as appointment_id', 'mail.state'])
    .orderBy('mail.created_at')
    .orderBy('mail.id')
    .execute()
}

/** Reminders of these visits as they stand, but for those that were taken back; oldest first. */
export function listRemindersOf(db: Db, which: Which) {
  return db
    .selectFrom('appointment')
    .innerJoin('reminder', 'reminder.appointment_id', 'appointment.id')
    .innerJoin('mail', 'mail.id', 'reminder.mail_id')
    .where(isOneOf(which))
    .whereRef('reminder.starts_at', '=', 'appointment.starts_at')
    .where('mail.state', 'not in', ['undone', 'withdrawn'])
    .select(['reminder.appointment_id', 'reminder.answered_at', 'mail.state'])
    .orderBy('mail.created_at')
    .orderBy('mail.id')
    .execute()
}

/** Access invitations that still open something at `now`, of these visits' patients; oldest first. */
export function listOpenAccessInvitationsOf(db: Db, which: Which, now: Instant) {
  return db
    .selectFrom('invitation')
    .where('invitation.patient_id', 'in', (eb) =>
      eb.selectFrom('appointment').select('patient_id').where(isOneOf(which)),
    )
    .where('invitation.kind', '=', 'access')
    .where('invitation.state', 'in', ['prepared', 'sending', 'sent', 'opened'])
    .where('invitation.expires_at', '>', now)
    .select(['invitation.patient_id', 'invitation.id'])
    .$narrowType<{ id: InvitationId }>()
    .orderBy('invitation.prepared_at')
    .execute()
}

/** Visits from then on that a patient was told of, and that were called off or moved since. */
export function listChangedSinceTold(db: Db, from: Instant) {
  const known = (path: string) => sql<string | null>`appointment.told_json ->> ${path}`
  return db
    .selectFrom('appointment')
    .where('starts_at', '>=', from)
    .where('undone_at', 'is', null)
    .where(known('$.visit'), 'is not', null)
    .where((eb) =>
      eb.or([
        eb('status', '=', 'cancelled'),
        eb(known('$.visit.startsAt'), '!=', eb.ref('starts_at')),
        eb(known('$.visit.practitionerId'), '!=', eb.ref('practitioner_id')),
      ]),
    )
    .select(['id', 'starts_at', 'practitioner_id', 'status', 'told_json'])
    .$narrowType<Pick<VisitColumns, 'id' | 'starts_at' | 'practitioner_id'>>()
    .execute()
}

/** All of one patient's, newest first. */
export function listAppointmentsOfPatient(db: Db, patientId: PatientId) {
  return db
    .selectFrom('appointment')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .where('appointment.patient_id', '=', patientId)
    .where('appointment.undone_at', 'is', null)
    .select([
      'appointment.id',
      'appointment.version',
      'appointment.practitioner_id',
      'appointment.service_id',
      'appointment.told_json',
      'appointment.cancel_reason',
      'appointment.starts_at',
      'appointment.ends_at',
      'appointment.status',
      'appointment.service_name',
      'appointment.booked_by_link_id',
      'staff.name as practitioner_name',
      'staff.called_name as practitioner_called_name',
      'appointment.series_id',
    ])
    .select(numberInSeries)
    .$narrowType<Pick<VisitColumns, 'series_id'>>()
    .orderBy('appointment.starts_at', 'desc')
    .orderBy('appointment.id')
    .execute()
}

/** The patient's next visit that is still to come. */
export function findNextAppointment(db: Db, patientId: PatientId, now: Instant) {
  return db
    .selectFrom('appointment')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .where('appointment.patient_id', '=', patientId)
    .where('appointment.starts_at', '>', now)
    .where('appointment.status', '=', 'booked')
    .select(['appointment.id', 'appointment.starts_at', 'appointment.service_name', 'staff.called_name'])
    .orderBy('appointment.starts_at')
    .limit(1)
    .executeTakeFirst()
}

/** The patient's last visit that took place, or is taking place. */
export function findLastVisit(db: Db, patientId: PatientId, now: Instant) {
  return db
    .selectFrom('appointment')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .where('appointment.patient_id', '=', patientId)
    .where('appointment.undone_at', 'is', null)
    .where('appointment.starts_at', '<=', now)
    .where('appointment.status', 'not in', ['cancelled', 'noShow'])
    .select(['appointment.starts_at', 'staff.name'])
    .orderBy('appointment.starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Also of a visit whose booking was undone. */
export async function findPatientOfVisit(db: Db, id: AppointmentId): Promise<PatientId | null> {
  const row = await db
    .selectFrom('appointment')
    .select('patient_id')
    .where('id', '=', id)
    .$narrowType<{ patient_id: PatientId }>()
    .executeTakeFirst()
  return row?.patient_id ?? null
}
