import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { EmailForChart } from '../../../shared/contract/desk/patients.ts'
import type { ConcernKind } from '../../../shared/domain/bookingConcerns.ts'
import {
  InvitationId,
  type AppointmentId,
  type PatientId,
  type QuestionnaireVersionId,
  type ServiceId,
  type StaffId,
} from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { undoOfferedUntil } from '../../../shared/domain/undo.ts'
import type { Acting, Db } from '../context.ts'
import { newestMailAbout } from '../db/mails.ts'
import { findPatient } from '../db/patients.ts'
import { findChangeable } from '../db/visitChanges.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { checkTime } from './bookingTime.ts'
import { readVisit } from './calendar.ts'
import { putEmailOnFile } from './emailForChart.ts'
import { despiteOf, enterVisit } from './enterVisit.ts'
import { assignForms, prepareForms } from './invitations/formInvitations.ts'
import { portalOf } from './mail/leaveMail.ts'
import { tellByEmail } from './mail/tellByEmail.ts'
import { Awaiting, claimTime } from './online/claiming.ts'
import { removeRefused, takenOnline } from './online/refused.ts'
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
  /** What is out of the ordinary about it, and known to whoever books. */
  readonly despite: readonly ConcernKind[]
  readonly overbookReason: string | null
}

/**
 * "Save", and "Save and Send" (R2.2, R6.4): the visit, its forms with one invitation, and ONE confirmation e-mail, all
 * in one transaction; the same id again changes nothing. A visit in the past may be entered for the record; no e-mail
 * announces it, and it does not count as "patient not told". Forms that are given without telling can be filled in by
 * code, or sent later.
 * @throws ServiceError NOT_FOUND, OUT_OF_THE_ORDINARY, TIME_TAKEN, EMAIL_MISSING, NOT_PAIRED, CHANGED_MEANWHILE
 */
export async function book(acting: Acting, booking: Booking): Promise<BookedVisit> {
  const { staff } = acting.actor
  const before = await readBooked(acting.db, acting, booking.id)
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

  const awaiting = new Awaiting(acting)
  const visit = await acting.db.transaction().execute(async (tx) => {
    const known = await readBooked(tx, acting, booking.id)
    if (known) return known
    if (booking.emailForChart) await putEmailOnFile(tx, acting, booking.patientId, booking.emailForChart)
    const { service, endsAt, concerns } = await checkTime(tx, acting, booking)
    await enterVisit(tx, acting, { ...booking, place: null }, { service, endsAt })
    const { overbookReason: reason, patientId } = booking
    const despite = despiteOf(concerns)
    await appendAudit(
      tx,
      acting,
      reason === null
        ? { action: 'appointment.booked', ...despite }
        : { action: 'appointment.overbooked', reason, ...despite },
      patientId,
    )
    if (forms) await assignForms(tx, acting, forms, booking)
    await markRecordsDue(tx, acting, patientId)
    const claim = await claimTime(tx, acting, booking.id)
    if (isTelling) await tellByEmail(tx, acting, booking.id)
    const booked = await readBooked(tx, acting, booking.id)
    awaiting.begin(booking.id, claim, (later) => removeRefused(later, acting, booking.id, booked?.version ?? 0))
    return booked
  })
  if (!visit) throw failure('NOT_FOUND')
  const isRefused = await awaiting.isRefused()
  acting.changes.publish('appointments', 'forms', 'invitations', 'outbox', 'patients')
  acting.wakeSync()
  if (isRefused) throw await takenOnline(acting, { ...booking, endsAt: visit.endsAt })
  return (await readBooked(acting.db, acting, booking.id)) ?? visit
}

type BookedVisit = DayAppointment & { readonly undoUntil: Instant }

/** With the end of its Undo, which is over when its confirmation leaves; null when there is none. */
async function readBooked(db: Db, context: Pick<Acting, 'clock'>, id: AppointmentId): Promise<BookedVisit | null> {
  const visit = await readVisit(db, context, id)
  const stored = visit && (await findChangeable(db, id))
  if (!stored) return null
  const mail = await newestMailAbout(db, id)
  return { ...visit, undoUntil: undoOfferedUntil(stored.changedAt, mail && Instant.parse(mail.leaves_at)) }
}
