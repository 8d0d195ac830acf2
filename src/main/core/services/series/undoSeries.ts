import type { Acting } from '../../context.ts'
import type { SeenVisit } from '../changeVisit.ts'
import { tellSeries, type SeriesTelling } from '../mail/tellSeries.ts'
import { Awaiting } from '../online/claiming.ts'
import { takenOnline } from '../online/refused.ts'
import { undoOne } from '../undoVisit.ts'

/**
 * R10.4: takes back what made these versions of several visits, booking or cancelling a series, in one transaction.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TIME_TAKEN, TOO_LATE
 */
export async function undoSeries(acting: Acting, seen: readonly SeenVisit[]): Promise<void> {
  const awaiting = new Awaiting(acting)
  const undone = await acting.db.transaction().execute(async (tx) => {
    let telling: SeriesTelling | null = null
    const visits = []
    for (const each of seen) {
      const { visit, retelling } = await undoOne(tx, acting, each, awaiting)
      telling = retelling ?? telling
      visits.push(visit)
    }
    if (telling) await tellSeries(tx, acting, telling)
    return visits
  })
  const [refused] = await awaiting.refused()
  acting.changes.publish('appointments', 'outbox', 'invitations', 'forms', 'patients')
  acting.wakeSync()
  const visit = undone.find((each) => each?.id === refused)
  if (visit) throw await takenOnline(acting, visit)
}
