import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { InboxItemId } from '../../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { canBeUndone } from '../../../../shared/domain/undo.ts'
import type { Acting } from '../../context.ts'
import { listRunningInto, noteClaim } from '../../db/claims.ts'
import { findInboxItem, reopenInboxItem, settleInboxItem } from '../../db/inboxItems.ts'
import { findPatient } from '../../db/patients.ts'
import { changeVisit } from '../../db/visitChanges.ts'
import { appendAudit } from '../audit.ts'
import { readVisit } from '../calendar.ts'
import { stateOf } from '../changeVisit.ts'
import { failure } from '../serviceError.ts'
import { changingVisit, type SeenItem } from './answering.ts'
import { claimTime } from './claiming.ts'

/**
 * R6.4: the visits that run into one another, the item's own first, each with where its patient is called. The other may not have
 * arrived yet. @throws ServiceError NOT_FOUND
 */
export function readClash(acting: Acting, { id }: { readonly id: InboxItemId }) {
  return acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    const facts = item && InboxFacts.parse(JSON.parse(item.facts_json))
    if (facts?.kind !== 'clash') throw failure('NOT_FOUND')
    const ids = [facts.appointmentId, ...(await listRunningInto(tx, facts.appointmentId)).map((other) => other.id)]
    const visits = []
    for (const each of ids) {
      const visit = await readVisit(tx, acting, each)
      const patient = visit && (await findPatient(tx, visit.patientId))
      if (visit) visits.push({ visit, phone: patient?.phone ?? null, isBookedOnline: visit.isBookedOnline })
    }
    return { visits }
  })
}

/** R6.4: both stay, on purpose: the endpoint is told so, and the reason is in the log. @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE */
export function keepBoth(
  acting: Acting,
  { reason, ...seen }: SeenItem & { readonly reason: string },
): Promise<DayAppointment> {
  return changingVisit(acting, seen, async (tx, { visit, appointmentId, patientId }) => {
    const at = acting.clock.now()
    await changeVisit(tx, appointmentId, visit, {
      to: { ...stateOf(visit), overbookReason: reason },
      before: { act: 'statusChanged', state: stateOf(visit) },
      at,
      by: acting.actor.staff.id,
    })
    await claimTime(tx, acting, appointmentId)
    await settleInboxItem(tx, seen.id, at, acting.actor.staff.id)
    await appendAudit(tx, acting, { action: 'appointment.keptBoth', reason }, patientId)
  })
}

/** R10.4: it is to settle again. @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TOO_LATE */
export function undoKeepBoth(acting: Acting, seen: SeenItem): Promise<DayAppointment> {
  return changingVisit(acting, seen, async (tx, { visit, appointmentId, patientId }) => {
    const state = visit.before?.state
    if (!state || !canBeUndone(visit.changedAt, acting.clock.now())) throw failure('TOO_LATE')
    await changeVisit(tx, appointmentId, visit, {
      to: state,
      before: null,
      at: acting.clock.now(),
      by: acting.actor.staff.id,
    })
    await noteClaim(tx, appointmentId, 'clash')
    await reopenInboxItem(tx, seen.id)
    await appendAudit(tx, acting, { action: 'appointment.keptBothUndone' }, patientId)
  })
}
