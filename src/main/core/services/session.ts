import type { Staff } from '../../../shared/contract/desk/staff.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Station } from '../context.ts'
import { findClinic } from '../db/clinic.ts'
import { halfwayAt, leave, lockIfIdle } from '../stations.ts'
import { appendAudit } from './audit.ts'

/** What the sign-in screen needs; answers without anybody signed in. */
export async function currentSession(context: CoreContext, station: Station) {
  lockIfIdle(context, station)
  const clinic = await findClinic(context.db)
  const halfway = halfwayAt(context, station)
  return {
    clinic: clinic && {
      name: clinic.name,
      timeZone: clinic.time_zone,
      phone: clinic.phone,
      addressLine: clinic.address_line,
    },
    stationName: station.name,
    isBeingSetUp: clinic !== null && clinic.set_up_ended_at === null,
    staff: station.staff,
    isLocked: station.isLocked,
    isLockedByIdling: station.isLockedByIdling,
    idleMinutes: context.stations.idleMinutes(),
    halfway: halfway && { step: halfway.step, email: halfway.email },
    now: context.clock.now(),
    closed: null,
    file: clinic ? null : context.file,
  }
}

/** From now on this person works at this station. */
export function beginAt(station: Station, staff: Staff, at: Instant): void {
  leave(station)
  station.staff = staff
  station.halfway = null
  station.activeAt = at
}

/** The station answers nothing from this moment; that it was left stands in the audit log (R8.6). */
export async function signOut(context: CoreContext, station: Station): Promise<void> {
  const { staff } = station
  leave(station)
  context.changes.publish('session')
  if (!staff) return
  await context.db
    .transaction()
    .execute((tx) => appendAudit(tx, { ...context, actor: { staff, station } }, { action: 'session.signedOut' }))
}

/** The person stays known, nothing is answered until somebody signs in again (R10.3). */
export function lock(context: CoreContext, station: Station): void {
  if (!station.staff || station.isLocked) return
  station.isLocked = true
  station.isLockedByIdling = false
  context.changes.publish('session')
}

/** A person touched a key or the pointer in one of the station's windows; a lock is not undone by it. */
export function noteActive(context: CoreContext, station: Station): void {
  if (!lockIfIdle(context, station)) station.activeAt = context.clock.now()
}
