import type { AppointmentId, SeriesId } from '../../../../shared/domain/ids.ts'
import type { Acting, Tx } from '../../context.ts'
import { findPatientOfVisit } from '../../db/appointments.ts'
import { deleteAppointment } from '../../db/booking.ts'
import { moveFormsTo } from '../../db/forms.ts'
import { deleteMailsOfSeries } from '../../db/mails.ts'
import { deleteSeries, listVisitsOfSeries } from '../../db/series.ts'
import { findChangeable } from '../../db/visitChanges.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { takeBackSeriesMail, tellSeries } from '../mail/tellSeries.ts'
import { endFormsOf } from '../visitForms.ts'

/**
 * R6.4: somebody was faster than one visit of a series that is being booked: it is none of it, and the confirmation is written anew
 * without it. Its forms are due at the next. @returns whether it stood as it was booked
 */
export async function removeRefusedOfSeries(
  tx: Tx,
  acting: Acting,
  seriesId: SeriesId,
  id: AppointmentId,
): Promise<boolean> {
  const visit = await findChangeable(tx, id)
  const patientId = await findPatientOfVisit(tx, id)
  if (!visit || !patientId || visit.version !== 1) return false
  const telling = await takeBackSeriesMail(tx, acting, visit.told)
  const [next] = (await listVisitsOfSeries(tx, seriesId)).filter((each) => each.id !== id)
  if (next) await moveFormsTo(tx, id, next)
  else await endFormsOf(tx, acting, id)
  await deleteAppointment(tx, id)
  if (telling && next) await tellSeries(tx, acting, telling)
  await appendAudit(tx, acting, { action: 'appointment.refused' }, patientId)
  await markRecordsDue(tx, acting, patientId)
  if (!next) {
    await deleteMailsOfSeries(tx, seriesId)
    await deleteSeries(tx, seriesId)
  }
  return true
}
