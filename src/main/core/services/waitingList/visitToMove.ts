import type { AppointmentId, PatientId } from '../../../../shared/domain/ids.ts'
import type { Db } from '../../context.ts'
import { findPatientOfVisit } from '../../db/appointments.ts'
import { findChangeable, type ChangeableVisit } from '../../db/visitChanges.ts'

/** Null where it is there no more, or is somebody else's. */
export async function findVisitToMove(
  db: Db,
  id: AppointmentId,
  patientId: PatientId,
): Promise<ChangeableVisit | null> {
  const visit = await findChangeable(db, id)
  return visit && !visit.isGone && (await findPatientOfVisit(db, id)) === patientId ? visit : null
}
