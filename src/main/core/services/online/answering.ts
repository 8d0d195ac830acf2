import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import { PatientId, type AppointmentId, type InboxItemId } from '../../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { canBeUndone } from '../../../../shared/domain/undo.ts'
import type { Acting, Tx } from '../../context.ts'
import { setAwaited } from '../../db/claims.ts'
import { findInboxItem, reopenInboxItem, settleInboxItem } from '../../db/inboxItems.ts'
import { lastChange } from '../../db/lastChange.ts'
import { findPatient } from '../../db/patients.ts'
import { changeVisit, findChangeable, type ChangeableVisit, type VisitState } from '../../db/visitChanges.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { claimPut } from '../../wire/out/claimPut.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { readVisit } from '../calendar.ts'
import { refuseTaken, stateOf } from '../changeVisit.ts'
import { takeBackTelling } from '../mail/outbox.ts'
import { tellByEmailIfPossible } from '../mail/tellByEmail.ts'
import { failure } from '../serviceError.ts'
import { claimTime } from './claiming.ts'

export type SeenItem = { readonly id: InboxItemId; readonly seenVersion: number }

/**
 * R6.3, "approve first": yes, or no, which frees the time. Either is told in the patient's records, and one that was declined by an
 * e-mail too, where it can tell them in time (R6.6). The same answer again changes nothing.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export function answerBooking(
  acting: Acting,
  { isApproved, ...seen }: SeenItem & { readonly isApproved: boolean },
): Promise<DayAppointment> {
  return changingVisit(acting, seen, async (tx, { visit, appointmentId, patientId, isAwaited }) => {
    if (!isAwaited) return
    const at = acting.clock.now()
    const status = isApproved ? visit.status : ('cancelled' as const)
    const act = 'statusChanged' as const
    await changeVisit(tx, appointmentId, visit, {
      to: { ...stateOf(visit), status, statusAt: isApproved ? visit.statusAt : at },
      before: { act, state: stateOf(visit) },
      at,
      by: acting.actor.staff.id,
    })
    await setAwaited(tx, appointmentId, false)
    // The endpoint tells the patient by it.
    await enqueue(tx, acting, claimPut, { id: appointmentId })
    await appendAudit(tx, acting, { action: isApproved ? 'appointment.approved' : 'appointment.declined' }, patientId)
    if (!isApproved) await tellByEmailIfPossible(tx, acting, appointmentId)
    // Whose chart it is may still be to say.
    const person = await findPatient(tx, patientId)
    if (person?.standing !== 'provisional') await settleInboxItem(tx, seen.id, at, acting.actor.staff.id)
  })
}

/** R10.4: it waits for an answer again. @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TOO_LATE, TIME_TAKEN */
export function undoAnswer(acting: Acting, seen: SeenItem): Promise<DayAppointment> {
  return changingVisit(acting, seen, async (tx, { visit, appointmentId, patientId, isAwaited }) => {
    if (isAwaited) return
    const state = visit.before?.state
    if (!state || !canBeUndone(visit.changedAt, acting.clock.now())) throw failure('TOO_LATE')
    await setAwaited(tx, appointmentId, true)
    await takeBackTelling(tx, acting, appointmentId)
    await putBack(tx, acting, appointmentId, visit, state)
    await reopenInboxItem(tx, seen.id)
    await appendAudit(tx, acting, { action: 'appointment.approvalUndone' }, patientId)
  })
}

async function putBack(
  tx: Tx,
  acting: Acting,
  id: AppointmentId,
  visit: ChangeableVisit,
  to: VisitState,
): Promise<void> {
  const comesBack = visit.status === 'cancelled' && to.status !== 'cancelled'
  if (comesBack) await refuseTaken(tx, acting, id, { ...to, serviceId: visit.serviceId })
  await changeVisit(tx, id, visit, { to, before: null, at: acting.clock.now(), by: acting.actor.staff.id })
  if (comesBack) await claimTime(tx, acting, id)
  else await enqueue(tx, acting, claimPut, { id })
}

type Told = {
  readonly visit: ChangeableVisit
  readonly appointmentId: AppointmentId
  readonly patientId: PatientId
  readonly isAwaited: boolean
}

/** The visit that an item of the Inbox tells of, as the person saw it (R10.7). @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE */
export async function changingVisit(
  acting: Acting,
  { id, seenVersion }: SeenItem,
  change: (tx: Tx, told: Told) => Promise<void>,
): Promise<DayAppointment> {
  const changed = await acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    const facts = item && InboxFacts.parse(JSON.parse(item.facts_json))
    if (!item || !facts || !('appointmentId' in facts)) throw failure('NOT_FOUND')
    const { appointmentId } = facts
    const visit = await findChangeable(tx, appointmentId)
    const shown = await readVisit(tx, acting, appointmentId)
    if (!visit || !shown) throw failure('NOT_FOUND')
    if (visit.version !== seenVersion) {
      throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'appointment', appointmentId)), current: shown })
    }
    const patientId = PatientId.parse(shown.patientId)
    await change(tx, { visit, appointmentId, patientId, isAwaited: shown.isAwaited })
    await markRecordsDue(tx, acting, patientId)
    return readVisit(tx, acting, appointmentId)
  })
  if (!changed) throw failure('NOT_FOUND')
  acting.changes.publish('appointments', 'inbox', 'outbox')
  acting.wakeSync()
  return changed
}
