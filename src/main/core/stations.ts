import { isIdle } from '../../shared/domain/idleLock.ts'
import type { Acting, CoreContext, Station } from './context.ts'
import { failure } from './services/serviceError.ts'

/** How often the core looks for a station that nobody has touched; a call is refused at once, without waiting for it. */
const LOOK_EVERY_MILLISECONDS = 1_000

export type Stations = {
  /** A computer that people work at. Its host gives it to every connection of its windows. */
  readonly open: (name: string) => Station
  readonly close: () => void
}

/** R10.3: the core itself locks a station after ten idle minutes, whatever its pages do. */
export function createStations({ clock, ids, changes }: Pick<CoreContext, 'clock' | 'ids' | 'changes'>): Stations {
  const stations: Station[] = []

  const timer = setInterval(() => {
    for (const station of stations) lockIfIdle({ clock, changes }, station)
  }, LOOK_EVERY_MILLISECONDS)
  timer.unref()

  return {
    open: (name) => {
      const station = {
        id: ids(),
        name,
        staff: null,
        isLocked: false,
        isLockedByIdling: false,
        activeAt: clock.now(),
        stays: new Map(),
      }
      stations.push(station)
      return station
    },
    close: () => clearInterval(timer),
  }
}

/** Its windows are told, whoever finds out: the one that asked is not the only one. @returns whether it was locked now */
export function lockIfIdle({ clock, changes }: Pick<CoreContext, 'clock' | 'changes'>, station: Station): boolean {
  if (!station.staff || station.isLocked || !isIdle(station.activeAt, clock.now())) return false
  station.isLocked = true
  station.isLockedByIdling = true
  changes.publish('session')
  return true
}

/** Who acts at this station; what every signed-in procedure starts from. @throws ServiceError SIGNED_OUT */
export function actingAt(context: CoreContext, station: Station): Acting {
  lockIfIdle(context, station)
  const { staff, isLocked } = station
  if (!staff || isLocked) throw failure('SIGNED_OUT')
  return { ...context, actor: { staff, station } }
}
