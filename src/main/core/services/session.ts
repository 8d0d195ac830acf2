import type { Staff } from '../../../shared/contract/desk/staff.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Acting, CoreContext, Station } from '../context.ts'
import { findClinic } from '../db/clinic.ts'
import { findStaffByEmail } from '../db/staff.ts'
import { appendAudit } from './audit.ts'
import { passwordIsRight } from './passwords.ts'
import { failure } from './serviceError.ts'
import type { SignInLimit } from './signInLimit.ts'
import { lockIfIdle } from '../stations.ts'

/** @throws ServiceError FORBIDDEN */
export function requireAdmin({ actor }: Acting): void {
  if (actor.staff.role !== 'admin') throw failure('FORBIDDEN')
}

/** What the sign-in screen needs; answers without anybody signed in. */
export async function currentSession(context: CoreContext, station: Station) {
  lockIfIdle(context, station)
  const clinic = await findClinic(context.db)
  return {
    clinic: clinic && {
      name: clinic.name,
      timeZone: clinic.time_zone,
      phone: clinic.phone,
      addressLine: clinic.address_line,
    },
    stationName: station.name,
    staff: station.staff,
    isLocked: station.isLocked,
    isLockedByIdling: station.isLockedByIdling,
    now: context.clock.now(),
    closed: null,
    file: clinic ? null : context.file,
  }
}

/**
 * R10.3: one answer for an unknown e-mail and a wrong password, after the same work.
 * @throws ServiceError WRONG_EMAIL_OR_PASSWORD, RATE_LIMITED
 */
export async function signIn(
  context: CoreContext,
  station: Station,
  limit: SignInLimit,
  input: { readonly email: string; readonly password: string },
): Promise<Staff> {
  const key = emailKey(input.email)
  const retryAfterSeconds = limit.secondsToWait(key)
  if (retryAfterSeconds > 0) throw failure('RATE_LIMITED', { retryAfterSeconds })
  // Counted before the password is checked, so that guesses sent all at once are limited too.
  limit.countAttempt(key)
  const found = await findStaffByEmail(context.db, key)
  const isRight = await passwordIsRight(input.password, found?.passwordHash ?? null)
  if (!found || !isRight) throw failure('WRONG_EMAIL_OR_PASSWORD')
  limit.forget(key)
  const { staff } = found
  const before = station.staff
  await context.db.transaction().execute(async (tx) => {
    // Whoever left it locked is gone when another signs in.
    if (before && before.id !== staff.id) {
      await appendAudit(tx, { ...context, actor: { staff: before, station } }, { action: 'session.signedOut' })
    }
    await appendAudit(tx, { ...context, actor: { staff, station } }, { action: 'session.signedIn' })
  })
  beginAt(station, staff, context.clock.now())
  context.changes.publish('session')
  return staff
}

/** From now on this person works at this station. */
export function beginAt(station: Station, staff: Staff, at: Instant): void {
  station.staff = staff
  station.isLocked = false
  station.activeAt = at
  station.stays.clear()
}

/** The station answers nothing from this moment; that it was left stands in the audit log (R8.6). */
export async function signOut(context: CoreContext, station: Station): Promise<void> {
  const { staff } = station
  station.staff = null
  station.isLocked = false
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
