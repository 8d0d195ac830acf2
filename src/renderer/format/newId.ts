import type { AppointmentId, InvitationId, PatientId, PlanId } from '../../shared/domain/ids.ts'
import { uuidv7 } from '../../shared/domain/uuidv7.ts'

type MadeHere = AppointmentId | InvitationId | PatientId | PlanId

/** An id made before the call, so that a double click does a thing once. */
export function newId<Id extends MadeHere>(): Id {
  // The one place where the renderer brands an id: it was made just now.
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) as Id
}
