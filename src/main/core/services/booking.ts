import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { EmailForChart, PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { findClash } from '../../../shared/domain/appointments.ts'
import {
  InvitationId,
  type AppointmentId,
  type PatientId,
  type QuestionnaireVersionId,
  type ServiceId,
  type StaffId,
} from '../../../shared/domain/ids.ts'
import { MINUTE, plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import type { Acting, Db, Tx } from '../context.ts'
import { findService, findStaff, insertAppointment, listBookedSpans, type ServiceRow } from '../db/booking.ts'
import { updateInvitation } from '../db/invitations.ts'
import { findPatient } from '../db/patients.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { readVisit } from './calendar.ts'
import { putEmailOnFile } from './emailForChart.ts'
import { assignForms, mailForms, prepareForms, type PreparedForms } from './invitations/formInvitations.ts'
import { leaveMail, portalOf } from './mail/leaveMail.ts'
import { failure } from './serviceError.ts'

export type Booking = {
  readonly id: AppointmentId
  readonly patientId: PatientId
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  readonly formIds: readonly QuestionnaireVersionId[]
  readonly tell: boolean
  /** Typed in the panel: put on file in the same transaction, and where the confirmation goes. */
  readonly emailForChart: EmailForChart | null
  readonly overbookReason: string | null
}

/**
 * "Save", and "Save and Send" (R2.2, R6.4): the visit, its forms with one invitation, and ONE confirmation e-mail, all
 * in one transaction; the same id again changes nothing. A visit in the past may be entered for the record; no e-mail
 * announces it, and it does not count as "patient not told". Forms that are given without telling can be filled in by
 * code, or sent later.
 * @throws ServiceError NOT_FOUND, TIME_TAKEN, EMAIL_MISSING, NOT_PAIRED, CHANGED_MEANWHILE
 */
export async function book(acting: Acting, booking: Booking): Promise<DayAppointment> {
  const { staff } = acting.actor
  const before = await readVisit(acting.db, acting, booking.id)
  if (before) return before
  const patient = await findPatient(acting.db, booking.patientId)
  if (!patient) throw failure('NOT_FOUND')
  const isPast = booking.startsAt <= acting.clock.now()
  const isTelling = booking.tell && !isPast
  if (isTelling) await portalOf(acting.db)
  const email = booking.emailForChart?.email ?? patient.email
  if (isTelling && email === null) throw failure('EMAIL_MISSING')
  const forms =
    booking.formIds.length === 0
      ? null
      : await prepareForms(acting, booking.formIds, {
          id: InvitationId.parse(acting.ids()),
          patient,
          email,
          requestedBy: staff.id,
        })

  const visit = await acting.db.transaction().execute(async (tx) => {
    const known = await readVisit(tx, acting, booking.id)
    if (known) return known
    if (booking.emailForChart) await putEmailOnFile(tx, acting, booking.patientId, booking.emailForChart)
    const { service, endsAt } = await checkTime(tx, booking)
    await insertAppointment(tx, {
      id: booking.id,
      patient_id: booking.patientId,
      practitioner_id: booking.practitionerId,
      service_id: service.id,
      starts_at: booking.startsAt,
      ends_at: endsAt,
      status: 'booked',
      status_at: acting.clock.now(),
      booked_by_link_id: null,
      is_told: isTelling || isPast ? 1 : 0,
      overbook_reason: booking.overbookReason,
      changed_at: acting.clock.now(),
      changed_by: staff.id,
      created_by: staff.id,
      created_at: acting.clock.now(),
    })
    const { overbookReason: reason, patientId } = booking
    await appendAudit(
      tx,
      acting,
      reason === null ? { action: 'appointment.booked' } : { action: 'appointment.overbooked', reason },
      patientId,
    )
    if (forms) await assignForms(tx, acting, forms, booking)
    await markRecordsDue(tx, acting, patientId)
    if (isTelling) await confirm(tx, acting, booking, { ...patient, email }, endsAt, forms)
    return readVisit(tx, acting, booking.id)
  })
  if (!visit) throw failure('NOT_FOUND')
  acting.changes.publish('appointments', 'forms', 'invitations', 'outbox', 'patients')
  acting.wakeSync()
  return visit
}

/** R6.4, in the transaction that books: of two at once one gets the time. @throws ServiceError NOT_FOUND, TIME_TAKEN */
async function checkTime(db: Db, booking: Booking): Promise<{ service: ServiceRow; endsAt: Instant }> {
  const service = await findService(db, booking.serviceId)
  const practitioner = await findStaff(db, booking.practitionerId)
  if (!service || practitioner?.has_calendar !== 1) throw failure('NOT_FOUND')
  const endsAt = plusMilliseconds(booking.startsAt, service.minutes * MINUTE)
  const wanted = {
    startsAt: booking.startsAt,
    endsAt,
    bufferBeforeMinutes: service.buffer_before_minutes,
    bufferAfterMinutes: service.buffer_after_minutes,
  }
  const clash = findClash(wanted, await listBookedSpans(db, booking.practitionerId, booking.startsAt, endsAt))
  if (clash && booking.overbookReason === null) {
    const { startsAt, endsAt: until, patientName } = clash
    throw failure('TIME_TAKEN', { startsAt, endsAt: until, patientName })
  }
  return { service, endsAt }
}

async function confirm(
  tx: Tx,
  acting: Acting,
  booking: Booking,
  patient: PatientSummary,
  endsAt: Instant,
  forms: PreparedForms | null,
): Promise<void> {
  if (patient.email === null) throw failure('EMAIL_MISSING')
  const practitioner = await findStaff(tx, booking.practitionerId)
  await leaveMail(
    tx,
    acting,
    {
      kind: 'confirmation',
      givenName: patient.givenName,
      practitionerCalledName: practitioner?.called_name ?? '',
      visit: { id: booking.id, startsAt: booking.startsAt, endsAt, sequence: 0 },
      forms: forms && (await mailForms(tx, forms.invitation, forms.versions)),
    },
    {
      to: patient.email,
      patientId: patient.id,
      appointmentId: booking.id,
      invitationId: forms && InvitationId.parse(forms.invitation.id),
    },
  )
  if (forms) await updateInvitation(tx, InvitationId.parse(forms.invitation.id), { state: 'sending' })
}
