import type { SignInStep } from '../../../shared/contract/desk/session.ts'
import type { Staff } from '../../../shared/contract/desk/staff.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { asOneTimeCode } from '../../../shared/domain/staff.ts'
import { MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { Acting, CoreContext, Halfway, Station, Tx } from '../context.ts'
import { findOneTimeCode, findSecondFactor, spendOneTimeCode } from '../db/credentials.ts'
import { findActiveStaff, findStaffByEmail, setPassword, type StaffWithPassword } from '../db/staff.ts'
import { endSessions, halfwayAt } from '../stations.ts'
import { appendAudit } from './audit.ts'
import { hashPassword, passwordIsRight, requireGoodPassword } from './passwords.ts'
import { takeFactor } from './secondFactor.ts'
import { failure } from './serviceError.ts'
import { beginAt } from './session.ts'
import { countGuess, type SignInLimit } from './signInLimit.ts'

/** For so long a station waits for what else is asked of somebody. */
const HALFWAY_MINUTES = 10

/**
 * R10.3: one answer for an unknown e-mail, a wrong password and a wrong one-time code, after the same work.
 * @param input.password or the one-time code that an admin gave
 * @throws ServiceError WRONG_EMAIL_OR_PASSWORD, RATE_LIMITED, ONE_TIME_CODE_OVER
 */
export async function signIn(
  context: CoreContext,
  station: Station,
  limit: SignInLimit,
  input: { readonly email: string; readonly password: string },
): Promise<SignInStep> {
  const key = emailKey(input.email)
  countGuess(limit, key)
  const found = await findStaffByEmail(context.db, key)
  const isRight = await passwordIsRight(input.password, found?.passwordHash ?? null)
  if (found && isRight) {
    const step = await goOn(context, station, limit, found)
    if (step) return step
  }
  const code = asOneTimeCode(input.password)
  if (code === null) throw failure('WRONG_EMAIL_OR_PASSWORD')
  const known = found && (await findOneTimeCode(context.db, found.staff.id))
  const isCode = await passwordIsRight(code, known?.code_hash ?? null)
  if (!found || !known || !isCode) throw failure('WRONG_EMAIL_OR_PASSWORD')
  if (known.used_at !== null) throw failure('ONE_TIME_CODE_OVER', { because: 'used' })
  if (known.expires_at <= context.clock.now()) throw failure('ONE_TIME_CODE_OVER', { because: 'expired' })
  return waitFor(context, station, {
    ...atStake(context, found.staff),
    step: 'choosePassword',
    codeHash: known.code_hash,
  })
}

/**
 * R10.3: a password of one's own in place of the one-time code, which is used with it: of several who have it one gets in.
 * @throws ServiceError START_OVER, PASSWORD_REFUSED
 */
export async function choosePassword(
  context: CoreContext,
  station: Station,
  limit: SignInLimit,
  { password }: { readonly password: string },
): Promise<SignInStep> {
  const { staffId, email, codeHash } = required(context, station, 'choosePassword')
  requireGoodPassword(password, email)
  const passwordHash = await hashPassword(password)
  const staff = await context.db.transaction().execute(async (tx) => {
    const found = await findActiveStaff(tx, staffId)
    const isSpent = found !== null && (await spendOneTimeCode(tx, staffId, codeHash, context.clock.now()))
    if (!isSpent) throw failure('START_OVER')
    await setPassword(tx, staffId, passwordHash)
    await appendAudit(tx, { ...context, actor: { staff: found.staff, station } }, { action: 'password.chosen' })
    return found.staff
  })
  endSessions(context, staffId)
  const step = await goOn(context, station, limit, { staff, passwordHash })
  if (!step) throw failure('START_OVER')
  return step
}

/** @throws ServiceError START_OVER, RATE_LIMITED, WRONG_CODE */
export async function giveSecondFactor(
  context: CoreContext,
  station: Station,
  limit: SignInLimit,
  { code }: { readonly code: string },
): Promise<SignInStep> {
  const halfway = required(context, station, 'secondFactor')
  countGuess(limit, emailKey(halfway.email))
  const step = await enter(context, station, limit, halfway, async (tx, acting) => {
    if (!(await takeFactor(tx, acting, code))) throw failure('WRONG_CODE')
  })
  if (!step) throw failure('START_OVER')
  return step
}

/** The station is asked for nothing any more; whose it is, and its lock, stay as they are. */
export function startOver(context: CoreContext, station: Station): void {
  station.halfway = null
  context.changes.publish('session')
}

/** With a right password: inside, or to the second factor. @returns null where that password counts no longer */
async function goOn(
  context: CoreContext,
  station: Station,
  limit: SignInLimit,
  { staff, passwordHash }: StaffWithPassword,
): Promise<SignInStep | null> {
  if (passwordHash === null) return null
  const wanted = { ...atStake(context, staff), passwordHash }
  if (await findSecondFactor(context.db, staff.id))
    return waitFor(context, station, { ...wanted, step: 'secondFactor' })
  return enter(context, station, limit, wanted)
}

function atStake({ clock }: CoreContext, { id, email }: Staff): Pick<Halfway, 'staffId' | 'email' | 'until'> {
  return { staffId: id, email, until: plusMilliseconds(clock.now(), HALFWAY_MINUTES * MINUTE) }
}

function waitFor(context: CoreContext, station: Station, halfway: Halfway): SignInStep {
  station.halfway = halfway
  context.changes.publish('session')
  return { step: halfway.step }
}

/** @throws ServiceError START_OVER */
function required<Step extends Halfway['step']>(
  context: CoreContext,
  station: Station,
  step: Step,
): Extract<Halfway, { step: Step }> {
  const halfway = halfwayAt(context, station)
  if (halfway?.step !== step) throw failure('START_OVER')
  return halfway as Extract<Halfway, { step: Step }> // which of both, the line above has looked at
}

/** @returns null where the account was deactivated, or its password is another by now */
async function enter(
  context: CoreContext,
  station: Station,
  limit: SignInLimit,
  wanted: { readonly staffId: StaffId; readonly email: string; readonly passwordHash: string },
  also: (tx: Tx, acting: Acting) => Promise<void> = () => Promise.resolve(),
): Promise<SignInStep | null> {
  const before = station.staff
  const staff = await context.db.transaction().execute(async (tx) => {
    const found = await findActiveStaff(tx, wanted.staffId)
    if (found?.passwordHash !== wanted.passwordHash) return null
    const acting = { ...context, actor: { staff: found.staff, station } }
    await also(tx, acting)
    // Whoever left it locked is gone when another signs in.
    if (before && before.id !== found.staff.id) {
      await appendAudit(tx, { ...context, actor: { staff: before, station } }, { action: 'session.signedOut' })
    }
    await appendAudit(tx, acting, { action: 'session.signedIn' })
    return found.staff
  })
  if (!staff) return null
  limit.forget(emailKey(wanted.email))
  beginAt(station, staff, context.clock.now())
  context.changes.publish('session')
  return { step: 'inside', staff }
}
