import type { ChangedVisit } from '../../../shared/contract/desk/calendar.ts'
import type { AuditFacts } from '../../../shared/domain/auditFacts.ts'
import type { ConcernKind } from '../../../shared/domain/bookingConcerns.ts'
import { canBeMoved, isLengthPossible } from '../../../shared/domain/appointments.ts'
import { calledOnceMoved } from '../../../shared/domain/callList.ts'
import type { AppointmentId, StaffId } from '../../../shared/domain/ids.ts'
import { isAnotherThingToTell, isTold, toTell, type ToldHow } from '../../../shared/domain/telling.ts'
import { minutesBetween, type Instant } from '../../../shared/domain/time.ts'
import { staysAtDesk, type VisitAct } from '../../../shared/domain/undo.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import { VISIT_NOTES, type VisitNoteField } from '../../../shared/domain/visitNotes.ts'
import type { Acting, Tx } from '../context.ts'
import { findService } from '../db/booking.ts'
import { readClinic } from '../db/clinic.ts'
import { lastChange } from '../db/lastChange.ts'
import { changeVisit, findChangeable, type VisitState, type ChangeableVisit } from '../db/visitChanges.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { checkTime, findTaken } from './bookingTime.ts'
import { readVisit } from './calendar.ts'
import { takeBackTelling } from './mail/outbox.ts'
import { tellByEmail, tellByEmailIfPossible } from './mail/tellByEmail.ts'
import { takeBackSeriesMail, tellSeries, type SeriesTelling } from './mail/tellSeries.ts'
import { Awaiting, claimTime } from './online/claiming.ts'
import { putBackRefused, takenOnline } from './online/refused.ts'
import { failure } from './serviceError.ts'

/** A visit as the person saw it (R10.7). */
export type SeenVisit = { readonly id: AppointmentId; readonly seenVersion: number }

/** Where it is to stand, and what the audit log says of it; null where it stands there already. */
type Wanted = {
  readonly to: VisitState
  readonly act: VisitAct
  readonly facts: AuditFacts
  /** `ifPossible`: by e-mail, where that can be and comes in time (R6.6). */
  readonly email: keyof typeof leaveTelling
} | null

/**
 * R6.2: arrived, in session, completed, no-show, cancelled, or back. The same status again changes nothing. Of one that is
 * cancelled, or comes back, the patient is told by e-mail, or has not been told (R6.6); one that comes back needs its time (R6.4).
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TIME_TAKEN
 */
export function setStatus(
  acting: Acting,
  input: SeenVisit & { readonly status: AppointmentStatus; readonly tell: boolean; readonly reason: string | null },
): Promise<ChangedVisit> {
  const { status, tell } = input
  const cancelReason = status === 'cancelled' ? input.reason : null
  return change(acting, input, async (tx, visit) => {
    if (visit.status === status) return null
    if (visit.status === 'cancelled') await refuseTaken(tx, acting, input.id, visit)
    const facts = {
      action: 'appointment.statusChanged',
      from: visit.status,
      to: status,
      ...(cancelReason === null ? {} : { reason: cancelReason }),
    } as const
    const to = { ...stateOf(visit), status, statusAt: acting.clock.now(), cancelReason }
    return { to, act: 'statusChanged', facts, email: tell ? 'ifPossible' : 'no' }
  })
}

/**
 * R6.2: to another time, or to somebody else; its length is kept unless its end is named. What is out of the ordinary and two
 * at once need the same words as for booking (R6.4). The patient is told by e-mail, or has not been told of it (R6.6).
 * @throws ServiceError NOT_FOUND, VISIT_OVER, LENGTH_IMPOSSIBLE, CHANGED_MEANWHILE, OUT_OF_THE_ORDINARY, TIME_TAKEN
 */
export function moveVisit(
  acting: Acting,
  input: SeenVisit & {
    readonly practitionerId: StaffId
    readonly startsAt: Instant
    /** Null: as long as before. */
    readonly endsAt: Instant | null
    readonly tell: boolean
    readonly despite: readonly ConcernKind[]
    readonly overbookReason: string | null
  },
): Promise<ChangedVisit> {
  const { id, practitionerId, startsAt, endsAt: asked, despite, overbookReason } = input
  if (asked !== null && !isLengthPossible(startsAt, asked)) return Promise.reject(failure('LENGTH_IMPOSSIBLE'))
  return change(acting, input, async (tx, visit) => {
    const isAsLong = asked === null || minutesBetween(startsAt, asked) === minutesBetween(visit.startsAt, visit.endsAt)
    if (visit.startsAt === startsAt && visit.practitionerId === practitionerId && isAsLong) return null
    if (!canBeMoved(visit.status)) throw failure('VISIT_OVER')
    const wanted = {
      practitionerId,
      serviceId: visit.serviceId,
      startsAt,
      despite,
      overbookReason,
      moving: id,
      endsAt: asked,
    }
    const { endsAt, concerns } = await checkTime(tx, acting, wanted)
    const called = calledOnceMoved(visit, startsAt, (await readClinic(tx)).time_zone)
    return {
      to: { ...stateOf(visit), startsAt, endsAt, practitionerId, overbookReason, called },
      act: 'moved',
      email: input.tell ? 'ifPossible' : 'no',
      facts: {
        action: 'appointment.moved',
        from: visit.startsAt,
        to: startsAt,
        ...(isAsLong ? {} : { minutes: minutesBetween(startsAt, endsAt) }),
        ...(concerns.length > 0 ? { despite: concerns.map(({ kind }) => kind) } : {}),
        ...(overbookReason === null ? {} : { reason: overbookReason }),
      },
    }
  })
}

/**
 * R6.6: somebody told the patient how the visit stands, or an e-mail does. Whoever was told already is not told again.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE; by e-mail also NOT_PAIRED, EMAIL_MISSING, VISIT_OVER
 */
export function tellPatient(acting: Acting, input: SeenVisit & { readonly how: ToldHow }): Promise<ChangedVisit> {
  const { how } = input
  return change(acting, input, (_tx, visit) => {
    if (isTold(visit, visit.told, acting.clock.now())) return Promise.resolve(null)
    const facts = { action: 'appointment.told', how } as const
    if (how === 'email') return Promise.resolve({ to: stateOf(visit), act: 'told', facts, email: 'must' })
    const at = { at: acting.clock.now(), by: acting.actor.staff.id, mailId: null, before: null }
    const told = { visit: toTell(visit), how, ...at }
    return Promise.resolve({ to: { ...stateOf(visit), told }, act: 'told', facts, email: 'no' })
  })
}

/**
 * R6.2: why the patient comes, a note, what to say or ask at arrival. It stays at the desk: nothing of it is sent, and nobody is
 * told. The same again changes nothing.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export function annotateVisit(
  acting: Acting,
  input: SeenVisit & { readonly changes: { readonly [Field in VisitNoteField]?: string | null | undefined } },
): Promise<ChangedVisit> {
  return change(acting, input, (_tx, visit) => {
    const changes = VISIT_NOTES.flatMap((field) => {
      const text = input.changes[field]
      return text === undefined || text === visit[field] ? [] : [[field, text] as const]
    })
    if (changes.length === 0) return Promise.resolve(null)
    const to = { ...stateOf(visit), ...Object.fromEntries(changes) }
    const facts = { action: 'appointment.noted', fields: changes.map(([field]) => field) } as const
    return Promise.resolve({ to, act: 'noted', facts, email: 'no' })
  })
}

/**
 * R6.2: on the call list somebody ticks whom they rang, or takes the tick away. The same again changes nothing, whoever ticked.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export function setCalled(acting: Acting, input: SeenVisit & { readonly isCalled: boolean }): Promise<ChangedVisit> {
  const { isCalled } = input
  return change(acting, input, (_tx, visit) => {
    if ((visit.called !== null) === isCalled) return Promise.resolve(null)
    const called = isCalled ? { at: acting.clock.now(), by: acting.actor.staff.id } : null
    const facts = { action: 'appointment.called', isCalled } as const
    return Promise.resolve({ to: { ...stateOf(visit), called }, act: 'called', facts, email: 'no' })
  })
}

const leaveTelling = {
  no: () => Promise.resolve(null),
  ifPossible: tellByEmailIfPossible,
  must: tellByEmail,
} as const

async function change(
  acting: Acting,
  { id, seenVersion }: SeenVisit,
  decide: (tx: Tx, visit: ChangeableVisit) => Promise<Wanted>,
): Promise<ChangedVisit> {
  const awaiting = new Awaiting(acting)
  const changed = await acting.db.transaction().execute(async (tx) => {
    const visit = await findChangeable(tx, id)
    const shown = await readVisit(tx, acting, id)
    if (!visit || !shown) throw failure('NOT_FOUND')
    const wanted = await decide(tx, visit)
    if (wanted === null) return { ...shown, leavesAt: null }
    if (visit.version !== seenVersion) {
      throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'appointment', id)), current: shown })
    }
    const { to, act, facts, email } = wanted
    const isAnother = isAnotherThingToTell(visit, to)
    const confirming = isAnother ? await takeBackSeriesMail(tx, acting, visit.told) : null
    if (isAnother) await takeBackTelling(tx, acting, id)
    const told = act === 'told' ? to.told : ((await findChangeable(tx, id))?.told ?? null)
    await changeVisit(tx, id, visit, {
      to: { ...to, told },
      before: { act, state: stateOf(visit) },
      at: acting.clock.now(),
      by: acting.actor.staff.id,
    })
    await appendAudit(tx, acting, facts, shown.patientId)
    if (!staysAtDesk(act)) await markRecordsDue(tx, acting, shown.patientId)
    if (isOtherTime(visit, to)) {
      const claim = await claimTime(tx, acting, id)
      awaiting.begin(id, claim, (later) => putBackRefused(later, acting, { id, version: visit.version + 1, to: visit }))
    }
    const again = confirming && (await tellSeries(tx, acting, withoutUntold(confirming, id, email)))
    const leaving = email !== 'no' && again ? again : await leaveTelling[email](tx, acting, id)
    if (leaving && act !== 'told') {
      await appendAudit(tx, acting, { action: 'appointment.told', how: 'email' }, shown.patientId)
    }
    const current = await readVisit(tx, acting, id)
    if (!current) throw failure('NOT_FOUND')
    return { ...current, leavesAt: leaving?.leavesAt ?? null }
  })
  const isRefused = await awaiting.isRefused()
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms')
  acting.wakeSync()
  if (isRefused) throw await takenOnline(acting, changed)
  return { ...changed, ...(await readVisit(acting.db, acting, id)) }
}

/** R6.6: a confirmation of several that has not left is written anew, without the one of which the patient is not to be told. */
function withoutUntold(telling: SeriesTelling, id: AppointmentId, email: keyof typeof leaveTelling): SeriesTelling {
  return email === 'no' ? { ...telling, visits: telling.visits.filter((each) => each !== id) } : telling
}

/** What it takes of its practitioner is other than before (R6.4). */
export function isOtherTime(from: VisitState, to: VisitState): boolean {
  const isOff = (state: VisitState) => state.status === 'cancelled'
  return (
    from.startsAt !== to.startsAt ||
    from.endsAt !== to.endsAt ||
    from.practitionerId !== to.practitionerId ||
    isOff(from) !== isOff(to)
  )
}

/** R6.4: a visit that comes back to its time may find somebody there. @param alongside what comes back with it @throws ServiceError TIME_TAKEN */
export async function refuseTaken(
  tx: Tx,
  { clock }: Pick<Acting, 'clock'>,
  id: AppointmentId,
  visit: VisitState & Pick<ChangeableVisit, 'serviceId'>,
  alongside: readonly AppointmentId[] = [],
): Promise<void> {
  const service = await findService(tx, visit.serviceId)
  const taken = service && (await findTaken(tx, service, visit, { except: [id, ...alongside], now: clock.now() }))
  if (taken) throw failure('TIME_TAKEN', { ...taken, next: [] })
}

export function stateOf(visit: ChangeableVisit): VisitState {
  const { startsAt, endsAt, practitionerId, status, statusAt } = visit
  const { overbookReason, cancelReason, reason, note, alert, told, called } = visit
  return {
    ...{ startsAt, endsAt, practitionerId, status, statusAt },
    ...{ overbookReason, cancelReason, reason, note, alert, told, called },
  }
}
