import { isIdle } from '../../shared/domain/idleLock.ts'
import type { StaffId } from '../../shared/domain/ids.ts'
import { IDLE_MINUTES } from '../../shared/domain/staff.ts'
import type { Staff } from '../../shared/contract/desk/staff.ts'
import type { Acting, CoreContext, Halfway, Station } from './context.ts'
import { failure } from './services/serviceError.ts'

/** How often the core looks for a station that nobody has touched; a call is refused at once, without waiting for it. */
const LOOK_EVERY_MILLISECONDS = 1_000

export type Stations = {
  /** A computer that people work at. Its host gives it to every connection of its windows. */
  readonly open: (name: string) => Station
  readonly all: () => readonly Station[]
  readonly idleMinutes: () => number
  readonly lockAfter: (minutes: number) => void
  readonly close: () => void
}

/** R10.3: the core itself locks a station after the idle minutes that are set, whatever its pages do. */
export function createStations({ clock, ids, changes }: Pick<CoreContext, 'clock' | 'ids' | 'changes'>): Stations {
  const open: Station[] = []
  let idleMinutes: number = IDLE_MINUTES.usual

  const timer = setInterval(() => {
    for (const station of open) lockIfIdle({ clock, changes, stations }, station)
  }, LOOK_EVERY_MILLISECONDS)
  timer.unref()

  const stations: Stations = {
    open: (name) => {
      const station = {
        id: ids(),
        name,
        staff: null,
        isLocked: false,
        isLockedByIdling: false,
        activeAt: clock.now(),
        stays: new Map(),
        halfway: null,
        offeredFactor: null,
      }
      open.push(station)
      return station
    },
    all: () => open,
    idleMinutes: () => idleMinutes,
    lockAfter: (minutes) => {
      idleMinutes = minutes
    },
    close: () => clearInterval(timer),
  }
  return stations
}

type Watching = Pick<CoreContext, 'clock' | 'changes' | 'stations'>

/** Its windows are told, whoever finds out: the one that asked is not the only one. @returns whether it was locked now */
export function lockIfIdle({ clock, changes, stations }: Watching, station: Station): boolean {
  if (!station.staff || station.isLocked) return false
  if (!isIdle(station.activeAt, clock.now(), stations.idleMinutes())) return false
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

/** Who is half signed in here, unless that was too long ago. */
export function halfwayAt({ clock }: Pick<CoreContext, 'clock'>, { halfway }: Station): Halfway | null {
  return halfway && halfway.until > clock.now() ? halfway : null
}

/** Nobody is at the station any more: it answers nothing from this moment. */
export function leave(station: Station): void {
  station.staff = null
  station.isLocked = false
  station.offeredFactor = null
  station.stays.clear()
}

/** R10.3: wherever this person is signed in, or half so, they are no longer. @param except the station that goes on */
export function endSessions({ stations, changes }: CoreContext, staffId: StaffId, except: Station | null = null): void {
  for (const station of stations.all()) {
    if (station === except) continue
    if (station.halfway?.staffId === staffId) station.halfway = null
    if (station.staff?.id === staffId) leave(station)
  }
  changes.publish('session')
}

/** Another name or role counts at once, wherever this person is signed in. */
export function knowAnew({ stations, changes }: CoreContext, staff: Staff): void {
  for (const station of stations.all()) if (station.staff?.id === staff.id) station.staff = staff
  changes.publish('session')
}
