import type { AppointmentId } from '../../../../shared/domain/ids.ts'
import type { Acting } from '../../context.ts'
import type { SeenVisit } from '../changeVisit.ts'
import { tellSeries, tellSeriesAnew, type SeriesTelling } from '../mail/tellSeries.ts'
import { Awaiting } from '../online/claiming.ts'
import { takenOnline } from '../online/refused.ts'
import { undoOne } from '../undoVisit.ts'

/**
 * R10.4: takes back what made these versions of several visits, booking, moving or cancelling a series, in one transaction. They
 * come back together, so that none is in another's way.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TIME_TAKEN, TOO_LATE
 */
export async function undoSeries(acting: Acting, seen: readonly SeenVisit[]): Promise<void> {
  const awaiting = new Awaiting(acting)
  const undone = await acting.db.transaction().execute(async (tx) => {
    const again: SeriesTelling[] = []
    const lost: AppointmentId[] = []
    const visits = []
    const alongside = seen.map(({ id }) => id)
    for (const each of seen) {
      const { visit, retelling, isLost } = await undoOne(tx, acting, each, awaiting, alongside)
      if (retelling) again.push(retelling)
      if (isLost) lost.push(each.id)
      visits.push(visit)
    }
    for (const telling of again) await tellSeries(tx, acting, telling)
    const series = visits.find((visit) => visit?.series)?.series
    if (series && lost.length > 0) await tellSeriesAnew(tx, acting, series.id, lost)
    return visits
  })
  const [refused] = await awaiting.refused()
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms', 'patients')
  acting.wakeSync()
  const visit = undone.find((each) => each?.id === refused)
  if (visit) throw await takenOnline(acting, visit)
}
