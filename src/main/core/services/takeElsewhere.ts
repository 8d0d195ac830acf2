import { calledOnceMoved } from '../../../shared/domain/callList.ts'
import type { AppointmentId, StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx, Witness } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { changeVisit, findChangeable, type ChangeableVisit } from '../db/visitChanges.ts'
import { stateOf } from './changeVisit.ts'
import { takeBackTelling } from './mail/outbox.ts'
import { takeBackSeriesMail, type SeriesTelling } from './mail/tellSeries.ts'

export type Elsewhere = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly practitionerId: StaffId
  readonly overbookReason: string | null
}

/**
 * R6.2: a visit stands at another time or with somebody else. An e-mail about it that has not left does not leave; its tick of the call
 * list goes with its day. Its time is claimed, and its patient told, by whoever calls.
 * @returns what of a series an e-mail told that was taken back with it
 */
export async function takeElsewhere(
  tx: Tx,
  acting: CoreContext & Witness,
  id: AppointmentId,
  visit: ChangeableVisit,
  to: Elsewhere,
): Promise<SeriesTelling | null> {
  const again = await takeBackSeriesMail(tx, acting, visit.told)
  await takeBackTelling(tx, acting, id)
  const told = (await findChangeable(tx, id))?.told ?? null
  const called = calledOnceMoved(visit, to.startsAt, (await readClinic(tx)).time_zone)
  await changeVisit(tx, id, visit, {
    to: { ...stateOf(visit), ...to, told, called },
    before: { act: 'moved', state: stateOf(visit) },
    at: acting.clock.now(),
    by: acting.actor?.staff.id ?? null,
  })
  return again
}
