import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { isAnotherThingToTell, withoutMail } from '../../../shared/domain/telling.ts'
import { canBeUndone, staysAtDesk, type VisitAct } from '../../../shared/domain/undo.ts'
import type { Acting, Tx } from '../context.ts'
import { listAssignmentsOfVisit } from '../db/forms.ts'
import { lastChange } from '../db/lastChange.ts'
import { findMail, newestMailAbout } from '../db/mails.ts'
import { changeVisit, findChangeable, type ChangeableVisit, type VisitState } from '../db/visitChanges.ts'
import { findPatientOfVisit } from '../db/appointments.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { readVisit } from './calendar.ts'
import { isOtherTime, refuseTaken, stateOf, type SeenVisit } from './changeVisit.ts'
import { mayHaveLeft, takeBackTelling } from './mail/outbox.ts'
import { isTakenBack, tellByEmailIfPossible } from './mail/tellByEmail.ts'
import { takeBackSeriesMail, tellSeries, type SeriesTelling } from './mail/tellSeries.ts'
import { Awaiting, claimTime } from './online/claiming.ts'
import { putBackRefused, takenOnline } from './online/refused.ts'
import { failure } from './serviceError.ts'
import { endFormsOf } from './visitForms.ts'

/**
 * R10.4: takes back what made the version that was seen: booking, moving, telling, another status. Undoing twice is undoing
 * once. What somebody changed since is not taken back (R10.7), nor what a time that is somebody else's by now stands in the
 * way of (R6.4), nor what the patient may have been told of by e-mail: then it is changed instead, and told of (R6.6).
 * @returns the visit as it stood before; null where its booking was undone
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TIME_TAKEN, TOO_LATE
 */
export async function undoVisit(acting: Acting, seen: SeenVisit): Promise<DayAppointment | null> {
  const awaiting = new Awaiting(acting)
  const { visit: undone } = await acting.db.transaction().execute(async (tx) => {
    const one = await undoOne(tx, acting, seen, awaiting)
    if (one.retelling) await tellSeries(tx, acting, one.retelling)
    // What was about to be told is about to be told again.
    else if (one.isLost) await tellByEmailIfPossible(tx, acting, seen.id)
    return one
  })
  const isRefused = await awaiting.isRefused()
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms', 'patients')
  acting.wakeSync()
  if (isRefused && undone) throw await takenOnline(acting, undone)
  return undone && readVisit(acting.db, acting, seen.id)
}

type Undone = {
  readonly visit: DayAppointment | null
  /** An e-mail about several visits that was taken back with it: what it told of is to be told again, where it is still so. */
  readonly retelling: SeriesTelling | null
  /** What the patient was about to be told of it does not leave, and is not told again yet. */
  readonly isLost: boolean
}

/** One of those that are undone in a transaction. @param alongside the others @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TIME_TAKEN, TOO_LATE */
export async function undoOne(
  tx: Tx,
  acting: Acting,
  seen: SeenVisit,
  awaiting: Awaiting,
  alongside: readonly AppointmentId[] = [],
): Promise<Undone> {
  const { id, seenVersion } = seen
  const visit = await findChangeable(tx, id)
  const patientId = await findPatientOfVisit(tx, id)
  if (!visit || !patientId) throw failure('NOT_FOUND')
  const shown = await readVisit(tx, acting, id)
  if (visit.undoneVersion === seenVersion) return { visit: shown, retelling: null, isLost: false }
  if (!shown) throw failure('NOT_FOUND')
  if (visit.version !== seenVersion) {
    throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'appointment', id)), current: shown })
  }
  const { before } = visit
  if (!before || !canBeUndone(visit.changedAt, acting.clock.now())) throw failure('TOO_LATE')
  // Before an e-mail that would wait for them.
  if (!staysAtDesk(before.act)) await markRecordsDue(tx, acting, patientId)
  const told = before.state
    ? await goBack(tx, acting, seen, visit, { act: before.act, to: before.state, alongside })
    : { retelling: await unbook(tx, acting, seen, visit), isLost: false }
  if (!before.state || isOtherTime(visit, before.state)) {
    const claim = await claimTime(tx, acting, id)
    awaiting.begin(id, claim, (later) => putBackRefused(later, acting, { id, version: visit.version + 1, to: visit }))
  }
  await appendAudit(tx, acting, { action: 'appointment.undone', act: before.act }, patientId)
  return { visit: await readVisit(tx, acting, id), ...told }
}

async function goBack(
  tx: Tx,
  acting: Acting,
  { id, seenVersion }: SeenVisit,
  visit: ChangeableVisit,
  {
    act,
    to,
    alongside,
  }: { readonly act: VisitAct; readonly to: VisitState; readonly alongside: readonly AppointmentId[] },
): Promise<Omit<Undone, 'visit'>> {
  const isOtherTime =
    to.startsAt !== visit.startsAt || to.endsAt !== visit.endsAt || to.practitionerId !== visit.practitionerId
  const comesBack = visit.status === 'cancelled' && to.status !== 'cancelled'
  // Two at once on purpose were so before.
  if ((isOtherTime || comesBack) && to.overbookReason === null) {
    await refuseTaken(tx, acting, id, { ...to, serviceId: visit.serviceId }, alongside)
  }
  const isTelling = act === 'told' || isAnotherThingToTell(visit, to)
  const retelling = isTelling ? await takeBack(tx, acting, id, visit, to) : null
  const lost = isTelling && (await isTakenBack(tx, to.told))
  await changeVisit(tx, id, visit, {
    to: { ...to, told: !isTelling ? visit.told : to.told && lost ? withoutMail(to.told) : to.told },
    before: null,
    at: acting.clock.now(),
    by: acting.actor.staff.id,
    undoneVersion: seenVersion,
  })
  return { retelling, isLost: lost }
}

/** The e-mail that the act left does not leave. @throws ServiceError TOO_LATE where it may have */
async function takeBack(
  tx: Tx,
  acting: Acting,
  id: AppointmentId,
  visit: VisitState,
  to: VisitState,
): Promise<SeriesTelling | null> {
  const mailId = visit.told?.mailId ?? null
  const mail = mailId === null || mailId === to.told?.mailId ? null : await findMail(tx, mailId)
  const several = mail && (await takeBackSeriesMail(tx, acting, visit.told))
  if (several) return several
  if (mail && mayHaveLeft(acting, mail)) throw failure('TOO_LATE')
  await takeBackTelling(tx, acting, id)
  return null
}

/** Nothing of it is left but in the history: no visit, no e-mail, no form, no way in. */
async function unbook(
  tx: Tx,
  acting: Acting,
  { id, seenVersion }: SeenVisit,
  visit: ChangeableVisit,
): Promise<SeriesTelling | null> {
  const retelling = await takeBackSeriesMail(tx, acting, visit.told)
  const told = retelling ? null : visit.told
  const mail = (await newestMailAbout(tx, id)) ?? (told?.mailId ? await findMail(tx, told.mailId) : null)
  const forms = await listAssignmentsOfVisit(tx, id)
  const hasComeBack = forms.some(({ submitted_at }) => submitted_at !== null)
  if (hasComeBack || (mail && mayHaveLeft(acting, mail))) throw failure('TOO_LATE')
  await takeBackTelling(tx, acting, id)
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
  return retelling
}
