import type { AppointmentId, ServiceId, StaffId } from '../../../../shared/domain/ids.ts'
import { withoutMail } from '../../../../shared/domain/telling.ts'
import { MINUTE, plusMilliseconds, type Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Tx } from '../../context.ts'
import { deleteAppointment, findService } from '../../db/booking.ts'
import { findPatientOfVisit } from '../../db/appointments.ts'
import { noteClaim } from '../../db/claims.ts'
import { deleteMailsAbout } from '../../db/mails.ts'
import { changeVisit, findChangeable, type ChangeableVisit } from '../../db/visitChanges.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { readFirstFree } from '../firstFree.ts'
import { takeBackHeldMail } from '../mail/takeBack.ts'
import { isTakenBack, tellByEmailIfPossible } from '../mail/tellByEmail.ts'
import { takeBackSeriesMail, tellSeries } from '../mail/tellSeries.ts'
import { failure } from '../serviceError.ts'
import { endFormsOf } from '../visitForms.ts'

/**
 * R6.4: somebody was faster than this booking, and nothing is left of it but a line in the history: it can be tried again under the
 * same id. Its e-mail waited for the claim. @returns whether it stood as it was booked
 */
export async function removeRefused(tx: Tx, acting: Acting, id: AppointmentId, version: number): Promise<boolean> {
  const visit = await findChangeable(tx, id)
  const patientId = await findPatientOfVisit(tx, id)
  if (!visit || !patientId || visit.version !== version) return false
  await endFormsOf(tx, acting, id)
  await deleteMailsAbout(tx, id)
  await deleteAppointment(tx, id)
  await appendAudit(tx, acting, { action: 'appointment.refused' }, patientId)
  await markRecordsDue(tx, acting, patientId)
  return true
}

/**
 * Likewise of a visit that was moved or brought back: it stands as it stood, and its patient hears nothing of it. The time it had
 * is claimed still.
 */
export async function putBackRefused(
  tx: Tx,
  acting: Acting,
  { id, version, to }: { readonly id: AppointmentId; readonly version: number; readonly to: ChangeableVisit },
): Promise<boolean> {
  const visit = await findChangeable(tx, id)
  const patientId = await findPatientOfVisit(tx, id)
  if (!visit || !patientId || visit.version !== version) return false
  const retelling = await takeBackSeriesMail(tx, acting, visit.told)
  await takeBackHeldMail(tx, acting, id)
  const lost = await isTakenBack(tx, to.told)
  const told = to.told && lost ? withoutMail(to.told) : to.told
  await changeVisit(tx, id, visit, {
    to: { ...to, told },
    before: to.before,
    at: acting.clock.now(),
    by: acting.actor.staff.id,
  })
  await noteClaim(tx, id, null)
  // What was about to be told before is about to be told again.
  if (retelling) await tellSeries(tx, acting, retelling)
  else if (lost) await tellByEmailIfPossible(tx, acting, id)
  await appendAudit(tx, acting, { action: 'appointment.refused' }, patientId)
  await markRecordsDue(tx, acting, patientId)
  return true
}

type Wanted = {
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** What the person hears: whose it is is not known here yet, and when else there is time. */
export async function takenOnline(acting: Acting, wanted: Wanted) {
  const { startsAt, endsAt } = wanted
  return failure('TIME_TAKEN', { startsAt, endsAt, patientName: null, next: await nextFree(acting, wanted) })
}

const OFFERED = 4

/**
 * The next times of the same practitioner at which the visit could be. What stands there now is not known here: buffers as
 * wide as this service's are left around it, or the first time offered would be refused as well.
 */
async function nextFree(acting: Acting, { serviceId, practitionerId, endsAt }: Wanted): Promise<Instant[]> {
  const service = await findService(acting.db, serviceId)
  const apart = (service?.buffer_before_minutes ?? 0) + (service?.buffer_after_minutes ?? 0)
  const after = plusMilliseconds(endsAt, apart * MINUTE)
  const free = await readFirstFree(acting, { serviceId, practitionerId, after, most: OFFERED })
  return free.map(({ startsAt }) => startsAt)
}
