import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { SeriesScope } from '../../../../shared/contract/desk/series.ts'
import type { AppointmentId } from '../../../../shared/domain/ids.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Tx } from '../../context.ts'
import { findPatientOfVisit } from '../../db/appointments.ts'
import { findPlace, listVisitsOfSeries } from '../../db/series.ts'
import { changeVisit, findChangeable } from '../../db/visitChanges.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { stateOf, type SeenVisit } from '../changeVisit.ts'
import { takeBackTelling } from '../mail/outbox.ts'
import { takeBackSeriesMail, tellSeries, type SeriesTelling } from '../mail/tellSeries.ts'
import { claimTime } from '../online/claiming.ts'
import { failure } from '../serviceError.ts'
import { readAll } from './readSeries.ts'
import { refuseUnseen } from './refuseUnseen.ts'

export type SeriesCancelling = {
  readonly id: AppointmentId
  readonly scope: SeriesScope
  readonly seen: readonly SeenVisit[]
  readonly tell: boolean
  readonly reason: string | null
}

/**
 * R6.2: this visit and those that follow it in the rule, however they were moved, or all of the series that are to come. What
 * took place, has begun or is off stays as it is. Whoever knows of them is told by one e-mail (R6.6).
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function cancelSeries(
  acting: Acting,
  { id, scope, seen, tell, reason }: SeriesCancelling,
): Promise<{ readonly visits: DayAppointment[]; readonly leavesAt: Instant | null }> {
  const done = await acting.db.transaction().execute(async (tx) => {
    const place = await findPlace(tx, id)
    const patientId = await findPatientOfVisit(tx, id)
    if (!place || !patientId) throw failure('NOT_FOUND')
    const { seriesId, originallyAt } = place
    const now = acting.clock.now()
    const meant = (await listVisitsOfSeries(tx, seriesId))
      .filter(({ status, startsAt }) => status === 'booked' && startsAt > now)
      .filter((visit) => scope === 'toCome' || visit.originallyAt >= originallyAt)
    if (meant.length === 0) return { visits: [], leavesAt: null }
    let confirming: SeriesTelling | null = null
    for (const visit of meant) {
      await refuseUnseen(tx, acting, visit, seen)
      confirming = (await cancelOne(tx, acting, visit.id, reason)) ?? confirming
    }
    const facts = { action: 'series.cancelled', visits: meant.length, ...(reason === null ? {} : { reason }) } as const
    await appendAudit(tx, acting, facts, patientId)
    await markRecordsDue(tx, acting, patientId)
    // What is left of a confirmation that has not left.
    if (confirming) await tellSeries(tx, acting, confirming)
    const telling = { id: seriesId, kind: 'cancellation', visits: meant.map((visit) => visit.id) } as const
    const leaving = tell ? await tellSeries(tx, acting, telling) : null
    if (leaving) await appendAudit(tx, acting, { action: 'appointment.told', how: 'email' }, patientId)
    return { visits: await readAll(tx, acting, meant), leavesAt: leaving?.leavesAt ?? null }
  })
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms')
  acting.wakeSync()
  return done
}

/** @returns the confirmation that it stood in, where that has not left */
async function cancelOne(
  tx: Tx,
  acting: Acting,
  id: AppointmentId,
  cancelReason: string | null,
): Promise<SeriesTelling | null> {
  const visit = await findChangeable(tx, id)
  if (!visit) throw failure('NOT_FOUND')
  const confirming = await takeBackSeriesMail(tx, acting, visit.told)
  await takeBackTelling(tx, acting, id)
  const told = (await findChangeable(tx, id))?.told ?? null
  const now = acting.clock.now()
  await changeVisit(tx, id, visit, {
    to: { ...stateOf(visit), status: 'cancelled', statusAt: now, cancelReason, told },
    before: { act: 'statusChanged', state: stateOf(visit) },
    at: now,
    by: acting.actor.staff.id,
  })
  await claimTime(tx, acting, id)
  return confirming
}
