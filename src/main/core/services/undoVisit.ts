import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { InvitationId, type AppointmentId } from '../../../shared/domain/ids.ts'
import { canBeUndone } from '../../../shared/domain/undo.ts'
import type { Acting, Tx } from '../context.ts'
import { deleteAssignmentsOfVisit, listAssignmentsOfVisit } from '../db/forms.ts'
import { findInvitation } from '../db/invitations.ts'
import { lastChange } from '../db/lastChange.ts'
import { newestMailAbout } from '../db/mails.ts'
import { changeVisit, findChangeable, type ChangeableVisit, type VisitState } from '../db/visitChanges.ts'
import { findPatientOfVisit } from '../db/appointments.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { readVisit } from './calendar.ts'
import { refuseTaken, stateOf, type SeenVisit } from './changeVisit.ts'
import { endInvitation } from './invitations/invitations.ts'
import { mayHaveLeft, takeBackConfirmation } from './mail/outbox.ts'
import { failure } from './serviceError.ts'

/**
 * R10.4: takes back what made the version that was seen: booking, moving, telling, another status. Undoing twice is undoing
 * once. What somebody changed since is not taken back (R10.7), nor what a time that is somebody else's by now stands in the
 * way of (R6.4), nor a booking whose confirmation may have left: it is cancelled instead.
 * @returns the visit as it stood before; null where its booking was undone
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TIME_TAKEN, TOO_LATE
 */
export async function undoVisit(acting: Acting, seen: SeenVisit): Promise<DayAppointment | null> {
  const { id, seenVersion } = seen
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
    await appendAudit(tx, acting, { action: 'appointment.undone', act: before.act }, patientId)
    await markRecordsDue(tx, acting, patientId)
    return readVisit(tx, acting, id)
  })
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms', 'patients')
  acting.wakeSync()
  return undone
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

async function endFormsOf(tx: Tx, acting: Acting, id: AppointmentId): Promise<void> {
  const forms = await listAssignmentsOfVisit(tx, id)
  const invitations = new Set(forms.flatMap(({ invitation_id }) => invitation_id ?? []))
  for (const each of invitations) {
    const invitationId = InvitationId.parse(each)
    const invitation = await findInvitation(tx, invitationId)
    if (invitation && invitation.ended_at === null) await endInvitation(tx, acting, invitationId, 'revoked', null)
  }
  await deleteAssignmentsOfVisit(tx, id)
}
