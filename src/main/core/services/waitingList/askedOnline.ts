import type { SealedRequest } from '../../../../shared/domain/sealedLetters.ts'
import { WaitingEntryId, type PatientId } from '../../../../shared/domain/ids.ts'
import { askedToWait, whyNotMoved, type WaitingOutcome } from '../../../../shared/domain/waitingList.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { findService } from '../../db/booking.ts'
import { insertEntry, listEntries, wishesRow } from '../../db/waitingList.ts'
import { appendAudit } from '../audit.ts'
import { canBeWaitedFor } from './entries.ts'
import { findVisitToMove } from './visitToMove.ts'

export type WaitingAsked = Extract<SealedRequest, { about: 'waiting' }>

/** R6.2: what comes of somebody's asking online to be on the list, and the name of the service; null for an unknown one. */
export async function weighAsking(
  tx: Tx,
  { serviceId, practitionerId }: WaitingAsked,
  patientId: PatientId,
  isTakenAway: boolean,
): Promise<{ readonly outcome: WaitingOutcome; readonly serviceName: string | null }> {
  const service = await findService(tx, serviceId)
  const waitsFor = (await listEntries(tx)).filter((entry) => entry.patientId === patientId)
  const outcome = askedToWait({
    ...{ serviceId, isTakenAway, waitsFor: waitsFor.map((entry) => entry.serviceId) },
    isOffered: await canBeWaitedFor(tx, { serviceId, practitionerId }),
  })
  return { outcome, serviceName: service?.name ?? null }
}

/** What a yes cannot move it does not. They wait from when the desk heard of it: the endpoint says nobody to the front of the line. */
export async function addAsked(
  tx: Tx,
  context: CoreContext,
  { serviceId, practitionerId, parts, weekdays, fromOn, untilOn, insteadOfId: asked }: WaitingAsked,
  { patientId, email }: { readonly patientId: PatientId; readonly email: string },
): Promise<void> {
  const now = context.clock.now()
  const visit = asked && (await findVisitToMove(tx, asked, patientId))
  const insteadOfId = visit && whyNotMoved(visit, { serviceId, practitionerId }, now) === null ? asked : null
  const days = [...new Set(weekdays)].toSorted()
  const wishes = { serviceId, practitionerId, parts, weekdays: days, fromOn, untilOn, insteadOfId }
  await insertEntry(tx, {
    ...{ id: WaitingEntryId.parse(context.ids()), patient_id: patientId, ...wishesRow(wishes), is_urgent: 0 },
    ...{ since: now, created_by: null, changed_at: now, changed_by: null, ended_at: null, ended_because: null },
  })
  await appendAudit(tx, asProgram(context), { action: 'waitingList.askedOnline', email }, patientId)
}
