import type { AppointmentId, InvitationId, PatientId, PlanId } from '../../shared/domain/ids.ts'

type MadeHere = AppointmentId | InvitationId | PatientId | PlanId

/** An id made before the call, so that a double click does a thing once: a UUID, version 7. */
export function newId<Id extends MadeHere>(): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const time = Date.now()
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(time / 2 ** (8 * (5 - index))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  // The one place where the renderer brands an id: it was made just now.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
}
