import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { MovedVisit, MovingVisit } from '../../../../shared/contract/desk/series.ts'
import { isLengthPossible } from '../../../../shared/domain/appointments.ts'
import type { AppointmentId } from '../../../../shared/domain/ids.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Tx } from '../../context.ts'
import { findPatientOfVisit } from '../../db/appointments.ts'
import { findChangeable } from '../../db/visitChanges.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { despiteOf } from '../enterVisit.ts'
import { tellSeries, tellSeriesAnew, type SeriesTelling } from '../mail/tellSeries.ts'
import { Awaiting, claimTime } from '../online/claiming.ts'
import { putBackRefused } from '../online/refused.ts'
import { failure } from '../serviceError.ts'
import { takeElsewhere } from '../takeElsewhere.ts'
import { readAll } from './readSeries.ts'
import { refuseUnseen } from './refuseUnseen.ts'
import { weighMove, type WantedMove, type WeighedMove } from './weighMove.ts'

export type SeriesMoving = WantedMove & {
  /** Those that are moved, as they were seen; the others that follow stay. */
  readonly visits: readonly MovingVisit[]
  readonly tell: boolean
}

type MovedSeries = {
  /** In the order in which they can be taken back. */
  readonly visits: DayAppointment[]
  /** When those were to be that somebody online was faster for; they stand as they stood. */
  readonly refused: Instant[]
  readonly leavesAt: Instant | null
}

/**
 * What would come of it, before anything is saved. One that would be odd stays, unless somebody keeps it; whoever stays may be in
 * the way of another, which then stays too.
 * @throws ServiceError NOT_FOUND
 */
export async function previewMove(
  acting: Acting,
  { leftOut, kept, ...wanted }: WantedMove & Readonly<Record<'leftOut' | 'kept', readonly AppointmentId[]>>,
): Promise<MovedVisit[]> {
  const staying = new Set(leftOut)
  for (;;) {
    const { moves } = await weighMove(acting.db, acting, wanted, (id) => !staying.has(id))
    const odd = moves.filter((move) => !staying.has(move.id) && !kept.includes(move.id) && isOdd(move))
    if (odd.length === 0) return moves.map((move) => ({ ...shownMove(move), goesAlong: !staying.has(move.id) }))
    for (const { id } of odd) staying.add(id)
  }
}

function isOdd({ concerns, taken }: WeighedMove): boolean {
  return concerns.length > 0 || taken !== null
}

function shownMove({ id, originallyAt, visit, to, concerns, taken }: WeighedMove) {
  return { id, originallyAt, version: visit.version, from: visit.startsAt, ...to, concerns, taken }
}

/**
 * R6.2: this visit and those that follow it, all by as much of the wall clock, in one transaction, each by the rules of one (R6.4).
 * Whoever knows of them is told by one e-mail (R6.6).
 * @throws ServiceError NOT_FOUND, LENGTH_IMPOSSIBLE, VISIT_OVER, CHANGED_MEANWHILE, VISITS_REFUSED
 */
export async function moveSeries(acting: Acting, moving: SeriesMoving): Promise<MovedSeries> {
  const { id, visits: chosen, tell, startsAt, endsAt } = moving
  if (endsAt !== null && !isLengthPossible(startsAt, endsAt)) throw failure('LENGTH_IMPOSSIBLE')
  const awaiting = new Awaiting(acting)
  const done = await acting.db.transaction().execute(async (tx) => {
    const patientId = await findPatientOfVisit(tx, id)
    if (!patientId) throw failure('NOT_FOUND')
    const { seriesId, moves } = await weighMove(tx, acting, moving, (each) => chosen.some((one) => one.id === each))
    const wanted = await seenAll(tx, acting, chosen, moves)
    refuseOdd(wanted)
    const changed = wanted.filter(({ move }) => isElsewhere(move))
    const [first] = changed
    if (!first) return { ids: [], leavesAt: null, moves }
    const again: SeriesTelling[] = []
    // Each finds its time given back at the endpoint by the one that goes before it.
    const isLater = first.move.to.startsAt > first.move.visit.startsAt
    for (const each of isLater ? changed.toReversed() : changed) {
      again.push(...(await moveOne(tx, acting, each, awaiting)))
    }
    const from = first.move.visit.startsAt
    const facts = { action: 'series.moved', visits: changed.length, from, to: first.move.to.startsAt } as const
    await appendAudit(tx, acting, facts, patientId)
    for (const each of changed) await auditOdd(tx, acting, each, patientId)
    await markRecordsDue(tx, acting, patientId)
    const ids = changed.map(({ move }) => move.id)
    const retold = []
    for (const telling of again) retold.push(await tellSeries(tx, acting, tell ? telling : without(telling, ids)))
    const leaving = tell ? await tellSeriesAnew(tx, acting, seriesId, ids) : null
    const told = leaving ?? (tell ? (retold.find((each) => each !== null) ?? null) : null)
    if (told) await appendAudit(tx, acting, { action: 'appointment.told', how: 'email' }, patientId)
    return { ids: isLater ? ids : ids.toReversed(), leavesAt: told?.leavesAt ?? null, moves }
  })
  const refused = new Set(await awaiting.refused())
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms')
  acting.wakeSync()
  const standing = done.ids.filter((each) => !refused.has(each))
  const shown = new Map(
    (
      await readAll(
        acting.db,
        acting,
        standing.map((each) => ({ id: each })),
      )
    ).map((visit) => [visit.id, visit]),
  )
  return {
    visits: standing.flatMap((each) => shown.get(each) ?? []),
    refused: done.moves.filter((move) => refused.has(move.id)).map(({ to }) => to.startsAt),
    leavesAt: done.leavesAt,
  }
}

type Wanted = { readonly move: WeighedMove; readonly chosen: MovingVisit }

/** @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, VISIT_OVER */
async function seenAll(
  tx: Tx,
  acting: Acting,
  chosen: readonly MovingVisit[],
  moves: readonly WeighedMove[],
): Promise<Wanted[]> {
  const wanted: Wanted[] = []
  for (const each of chosen) {
    const visit = await findChangeable(tx, each.id)
    if (!visit) throw failure('NOT_FOUND')
    await refuseUnseen(tx, acting, { id: each.id, version: visit.version }, chosen)
    const move = moves.find(({ id }) => id === each.id)
    if (!move) throw failure('VISIT_OVER')
    wanted.push({ move, chosen: each })
  }
  return wanted.toSorted((one, other) => (one.move.visit.startsAt < other.move.visit.startsAt ? -1 : 1))
}

/** R6.4: nothing is moved where one would be odd in a way that nobody named. @throws ServiceError VISITS_REFUSED */
function refuseOdd(wanted: readonly Wanted[]): void {
  const refused = wanted.filter(
    ({ move: { concerns, taken }, chosen: { despite, overbookReason } }) =>
      concerns.some(({ kind }) => !despite.includes(kind)) || (taken !== null && overbookReason === null),
  )
  if (refused.length === 0) return
  throw failure('VISITS_REFUSED', {
    visits: refused.map(({ move: { originallyAt, concerns, taken } }) => ({ originallyAt, concerns, taken })),
  })
}

function isElsewhere({ visit, to }: WeighedMove): boolean {
  return visit.startsAt !== to.startsAt || visit.endsAt !== to.endsAt || visit.practitionerId !== to.practitionerId
}

/** @returns what an e-mail told that has not left, and does not leave now */
async function moveOne(
  tx: Tx,
  acting: Acting,
  { move: { id, to }, chosen }: Wanted,
  awaiting: Awaiting,
): Promise<SeriesTelling[]> {
  const visit = await findChangeable(tx, id)
  if (!visit) throw failure('NOT_FOUND')
  const again = await takeElsewhere(tx, acting, id, visit, { ...to, overbookReason: chosen.overbookReason })
  const claim = await claimTime(tx, acting, id)
  awaiting.begin(id, claim, (later) => putBackRefused(later, acting, { id, version: visit.version + 1, to: visit }))
  return again ? [again] : []
}

async function auditOdd(
  tx: Tx,
  acting: Acting,
  { move: { visit, to, concerns }, chosen: { overbookReason: reason } }: Wanted,
  patientId: Parameters<typeof appendAudit>[3],
): Promise<void> {
  if (concerns.length === 0 && reason === null) return
  const facts = { action: 'appointment.moved', from: visit.startsAt, to: to.startsAt, ...despiteOf(concerns) } as const
  await appendAudit(tx, acting, { ...facts, ...(reason === null ? {} : { reason }) }, patientId)
}

function without(telling: SeriesTelling, ids: readonly AppointmentId[]): SeriesTelling {
  return { ...telling, visits: telling.visits.filter((each) => !ids.includes(each)) }
}
