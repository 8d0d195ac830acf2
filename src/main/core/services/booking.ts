import type { DayAppointment } from '../../../shared/contract/desk/frontDesk.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
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
import type { CoreContext, Db, Tx } from '../context.ts'
import { findService, findStaff, insertAppointment, listBookedSpans, type ServiceRow } from '../db/booking.ts'
import { updateInvitation } from '../db/invitations.ts'
import { findPatient } from '../db/patients.ts'
import { markProjectionDue } from '../sync/pending.ts'
import { appendAudit } from './audit.ts'
import { readVisit } from './calendar.ts'
import { assignForms, mailForms, prepareForms, type PreparedForms } from './formInvitations.ts'
import { leaveMail, portalOf } from './mail.ts'
import { failure } from './serviceError.ts'
import { requireStaff } from './session.ts'

export type Booking = {
  readonly id: AppointmentId
  readonly patientId: PatientId
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  readonly formIds: readonly QuestionnaireVersionId[]
  readonly tell: boolean
  readonly overbookReason: string | null
}

/**
 * "Save", and "Save and Send" (R2.2, R6.4): the visit, its forms with one invitation, and ONE confirmation e-mail, all
 * in one transaction; the same id again changes nothing. A visit in the past may be entered for the record; no e-mail
 * announces it, and it does not count as "patient not told". Forms that are given without telling can be filled in by
 * code, or sent later.
 * @throws ServiceError NOT_FOUND, TIME_TAKEN, EMAIL_MISSING, NOT_PAIRED
 */
export async function book(context: CoreContext, booking: Booking): Promise<DayAppointment> {
  const staff = requireStaff(context)
  const before = await readVisit(context.db, context, booking.id)
  if (before) return before
  const patient = await findPatient(context.db, booking.patientId)
  if (!patient) throw failure('NOT_FOUND')
  const isPast = booking.startsAt <= context.clock.now()
  const isTelling = booking.tell && !isPast
  if (isTelling) await portalOf(context.db)
  if (isTelling && patient.email === null) throw failure('EMAIL_MISSING')
  const forms =
    booking.formIds.length === 0
      ? null
      : await prepareForms(context, booking.formIds, {
          id: InvitationId.parse(context.ids()),
          patient,
          email: patient.email,
          requestedBy: staff.id,
        })

  const visit = await context.db.transaction().execute(async (tx) => {
    const known = await readVisit(tx, context, booking.id)
    if (known) return known
    const { service, endsAt } = await checkTime(tx, booking)
    await insertAppointment(tx, {
      id: booking.id,
      patient_id: booking.patientId,
      practitioner_id: booking.practitionerId,
      service_id: service.id,
      starts_at: booking.startsAt,
      ends_at: endsAt,
      status: 'booked',
      status_at: context.clock.now(),
      booked_by_link_id: null,
      is_told: isTelling || isPast ? 1 : 0,
      overbook_reason: booking.overbookReason,
      created_by: staff.id,
      created_at: context.clock.now(),
    })
    const { overbookReason } = booking
    const action = overbookReason === null ? 'appointment.booked' : 'appointment.overbooked'
    await appendAudit(tx, context, { action, patientId: booking.patientId, detail: overbookReason })
    if (forms) await assignForms(tx, context, forms, booking)
    if (isTelling) await confirm(tx, context, booking, patient, endsAt, forms)
    await markProjectionDue(tx, booking.patientId, context.clock.now())
    return readVisit(tx, context, booking.id)
  })
  if (!visit) throw failure('NOT_FOUND')
  context.changes.publish('appointments', 'forms', 'invitations', 'outbox')
  context.wakeSync()
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
  context: CoreContext,
  booking: Booking,
  patient: PatientSummary,
  endsAt: Instant,
  forms: PreparedForms | null,
): Promise<void> {
  if (patient.email === null) throw failure('EMAIL_MISSING')
  const practitioner = await findStaff(tx, booking.practitionerId)
  await leaveMail(
    tx,
    context,
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
