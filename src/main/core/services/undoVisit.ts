import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { canBeUndone } from '../../../shared/domain/undo.ts'
import type { Acting, Tx } from '../context.ts'
import { listAssignmentsOfVisit } from '../db/forms.ts'
import { lastChange } from '../db/lastChange.ts'
import { newestMailAbout } from '../db/mails.ts'
import { changeVisit, findChangeable, type ChangeableVisit, type VisitState } from '../db/visitChanges.ts'
import { findPatientOfVisit } from '../db/appointments.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { readVisit } from './calendar.ts'
import { isOtherTime, refuseTaken, stateOf, type SeenVisit } from './changeVisit.ts'
import { mayHaveLeft, takeBackConfirmation } from './mail/outbox.ts'
import { Awaiting, claimTime } from './online/claiming.ts'
import { putBackRefused, takenOnline } from './online/refused.ts'
import { failure } from './serviceError.ts'
import { endFormsOf } from './visitForms.ts'

/**
 * R10.4: takes back what made the version that was seen: booking, moving, telling, another status. Undoing twice is undoing
 * once. What somebody changed since is not taken back (R10.7), nor what a time that is somebody else's by now stands in the
 * way of (R6.4), nor a booking whose confirmation may have left: it is cancelled instead.
 * @returns the visit as it stood before; null where its booking was undone
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TIME_TAKEN, TOO_LATE
 */
export async function undoVisit(acting: Acting, seen: SeenVisit): Promise<DayAppointment | null> {
  const { id, seenVersion } = seen
  const awaiting = new Awaiting(acting)
  const undone = await acting.db.transaction().execute(async (tx) => {
    const visit = await findChangeable(tx, id)
    const patientId = await findPatientOfVisit(tx, id)
    if (!visit || !patientId) throw failure('NOT_FOUND')
    if (visit.undoneVersion === seenVersion) return readVisit(tx, acting, id)
    const shown = await readVisit(tx, acting, id)
    if (!shown) throw failure('NOT_FOUND')
    if (visit.version !== seenVersion) {
      throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'appointment', id)), current: shown })
    }
    const { before } = visit
    if (!before || !canBeUndone(visit.changedAt, acting.clock.now())) throw failure('TOO_LATE')
    if (before.state) await goBack(tx, acting, seen, visit, before.state)
    else await unbook(tx, acting, seen, visit)
    if (!before.state || isOtherTime(visit, before.state)) {
      const claim = await claimTime(tx, acting, id)
      awaiting.begin(id, claim, (later) => putBackRefused(later, acting, { id, version: visit.version + 1, to: visit }))
    }
    await appendAudit(tx, acting, { action: 'appointment.undone', act: before.act }, patientId)
    await markRecordsDue(tx, acting, patientId)
    return readVisit(tx, acting, id)
  })
  const isRefused = await awaiting.isRefused()
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms', 'patients')
  acting.wakeSync()
  if (isRefused && undone) throw await takenOnline(acting, undone)
  return undone && readVisit(acting.db, acting, id)
}

async function goBack(
  tx: Tx,
  acting: Acting,
  { id, seenVersion }: SeenVisit,
  visit: ChangeableVisit,
  to: VisitState,
): Promise<void> {
  const isOtherTime =
    to.startsAt !== visit.startsAt || to.endsAt !== visit.endsAt || to.practitionerId !== visit.practitionerId
  const comesBack = visit.status === 'cancelled' && to.status !== 'cancelled'
  // Two at once on purpose were so before.
  if ((isOtherTime || comesBack) && to.overbookReason === null) {
    await refuseTaken(tx, id, { ...to, serviceId: visit.serviceId })
  }
  await changeVisit(tx, id, visit, {
    to,
    before: null,
    at: acting.clock.now(),
    by: acting.actor.staff.id,
    undoneVersion: seenVersion,
  })
}

/** Nothing of it is left but in the history: no visit, no e-mail, no form, no way in. */
async function unbook(tx: Tx, acting: Acting, { id, seenVersion }: SeenVisit, visit: ChangeableVisit): Promise<void> {
  const mail = await newestMailAbout(tx, id)
  const forms = await listAssignmentsOfVisit(tx, id)
  const hasComeBack = forms.some(({ submitted_at }) => submitted_at !== null)
  if (hasComeBack || (mail && mayHaveLeft(acting, mail))) throw failure('TOO_LATE')
  await takeBackConfirmation(tx, acting, id)
  await endFormsOf(tx, acting, id)
  const now = acting.clock.now()
  await changeVisit(tx, id, visit, {
    to: { ...stateOf(visit), status: 'cancelled', statusAt: now },
    before: null,
    at: now,
    by: acting.actor.staff.id,
    undoneVersion: seenVersion,
    isGone: true,
  })
}
