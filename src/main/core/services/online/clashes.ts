import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { PatientId, type AppointmentId } from '../../../../shared/domain/ids.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { findClaimable, listRunningInto, noteClaim } from '../../db/claims.ts'
import { hasOpenItemOfVisit, settleItemsOfVisit } from '../../db/inboxItems.ts'
import { appendAudit } from '../audit.ts'
import { tellInbox } from '../inboxItems.ts'
import { takeBackHeldMail } from '../mail/takeBack.ts'

/**
 * R6.4: somebody else has the time of a visit that stands here: a task, one for each visit. What would have told its patient of that
 * time does not leave.
 */
export async function noteClash(tx: Tx, context: CoreContext, id: AppointmentId): Promise<void> {
  const visit = await findClaimable(tx, id)
  if (!visit?.stands) return
  await noteClaim(tx, id, 'clash')
  await takeBackHeldMail(tx, asProgram(context), id)
  await tellOfClash(tx, context, id, PatientId.parse(visit.patientId))
}

/**
 * R6.4: a visit that came from a patient's hand runs into one that stands here: a task, unless the other is known to have lost its time, or
 * is about to.
 */
export async function noteIfRunsInto(tx: Tx, context: CoreContext, id: AppointmentId): Promise<void> {
  const visit = await findClaimable(tx, id)
  const others = visit?.stands ? await listRunningInto(tx, id) : []
  if (visit && others.some(({ claimState }) => claimState === null)) {
    await tellOfClash(tx, context, id, PatientId.parse(visit.patientId))
  }
}

async function tellOfClash(tx: Tx, context: CoreContext, id: AppointmentId, patientId: PatientId): Promise<void> {
  if (await hasOpenItemOfVisit(tx, id, 'clash')) return
  await tellInbox(tx, context, {
    facts: { kind: 'clash', appointmentId: id },
    patientId,
    receivedAt: context.clock.now(),
    eventSeq: null,
  })
  await appendAudit(tx, asProgram(context), { action: 'appointment.clashed' }, patientId)
}

/** The visit has its time, or has given it up: there is nothing to settle any more. */
export async function settleClash(tx: Tx, context: CoreContext, id: AppointmentId): Promise<readonly ChangeTopic[]> {
  const isSettled = await settleItemsOfVisit(tx, id, 'clash', context.clock.now())
  return isSettled ? ['inbox'] : []
}
