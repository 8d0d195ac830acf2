import type { Staff } from '../../../shared/contract/desk/session.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { CoreContext } from '../context.ts'
import { findClinic } from '../db/clinic.ts'
import { findStaffByEmail, type StaffWithPassword } from '../db/staff.ts'
import { appendAudit } from './audit.ts'
import { passwordIsRight } from './passwords.ts'
import { failure } from './serviceError.ts'
import type { SignInLimit } from './signInLimit.ts'

/** Who acts; what every signed-in procedure starts from. @throws ServiceError SIGNED_OUT */
export function requireStaff(context: Pick<CoreContext, 'session'>): Staff {
  const { staff, isLocked } = context.session
  if (!staff || isLocked) throw failure('SIGNED_OUT')
  return staff
}

/** @throws ServiceError SIGNED_OUT, FORBIDDEN */
export function requireAdmin(context: Pick<CoreContext, 'session'>): Staff {
  const staff = requireStaff(context)
  if (staff.role !== 'admin') throw failure('FORBIDDEN')
  return staff
}

/** What the sign-in screen needs; answers without anybody signed in. */
export async function currentSession(context: CoreContext) {
  const clinic = await findClinic(context.db)
  return {
    clinic: clinic && {
      name: clinic.name,
      timeZone: clinic.time_zone,
      phone: clinic.phone,
      addressLine: clinic.address_line,
    },
    staff: context.session.staff,
    isLocked: context.session.isLocked,
    now: context.clock.now(),
  }
}

/**
 * R10.3: one answer for an unknown e-mail and a wrong password, after the same work.
 * @throws ServiceError WRONG_EMAIL_OR_PASSWORD, RATE_LIMITED
 */
export async function signIn(
  context: CoreContext,
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
  return begin(context, found)
}

async function begin(context: CoreContext, { staff }: StaffWithPassword): Promise<Staff> {
  await context.db.transaction().execute((tx) => appendAudit(tx, context, { action: 'session.signIn', by: staff.id }))
  context.session.staff = staff
  context.session.isLocked = false
  context.changes.publish('session')
  return staff
}

export function signOut(context: CoreContext): void {
  context.session.staff = null
  context.session.isLocked = false
  context.changes.publish('session')
}

/** After 10 idle minutes (R10.3): the person stays known, nothing is answered until somebody signs in again. */
export function lock(context: CoreContext): void {
  if (!context.session.staff) return
  context.session.isLocked = true
  context.changes.publish('session')
}
