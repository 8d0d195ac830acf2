import type { OwnAccount } from '../../../shared/contract/desk/account.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Acting } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { countSpareCodes, deleteSecondFactor, findSecondFactor, insertSecondFactor } from '../db/credentials.ts'
import { findActiveStaff, listAccounts, setPassword } from '../db/staff.ts'
import { endSessions } from '../stations.ts'
import { appendAudit } from './audit.ts'
import { authenticatorUri, newAuthenticatorKey, stepOf } from './authenticator.ts'
import { newSpareCodes } from './oneTimeCodes.ts'
import { hashPassword, hashSpareCode, newSpareSalt, passwordIsRight, requireGoodPassword } from './passwords.ts'
import { failure } from './serviceError.ts'
import { countGuess, type SignInLimit } from './signInLimit.ts'

/** R10.3: one's own account, as one sees it under one's own menu. */
export async function readOwnAccount({ db, clock, actor }: Acting): Promise<OwnAccount> {
  const { staff } = actor
  const factor = await findSecondFactor(db, staff.id)
  const accounts = await listAccounts(db, clock.now())
  return {
    staff,
    secondFactor: factor && {
      since: Instant.parse(factor.since_at),
      spareCodesLeft: await countSpareCodes(db, staff.id),
    },
    isLastAdmin: accounts.some(({ id, isLastAdmin }) => id === staff.id && isLastAdmin),
  }
}

/**
 * R10.3: another password; stations elsewhere at which one is signed in ask for it, this one goes on.
 * @throws ServiceError RATE_LIMITED, WRONG_PASSWORD, PASSWORD_REFUSED
 */
export async function changePassword(
  acting: Acting,
  limit: SignInLimit,
  { present, chosen }: { readonly present: string; readonly chosen: string },
): Promise<void> {
  const { staff, station } = acting.actor
  const known = await requirePassword(acting, limit, present)
  requireGoodPassword(chosen, staff.email)
  const passwordHash = await hashPassword(chosen)
  await acting.db.transaction().execute(async (tx) => {
    // An admin may have given another way in meanwhile.
    const found = await findActiveStaff(tx, staff.id)
    if (found?.passwordHash !== known) throw failure('WRONG_PASSWORD')
    await setPassword(tx, staff.id, passwordHash)
    await appendAudit(tx, acting, { action: 'password.changed' })
  })
  endSessions(acting, staff.id, station)
}

/**
 * A key for an authenticator; nothing is asked for before a code of it was typed back.
 * @throws ServiceError RATE_LIMITED, WRONG_PASSWORD, SECOND_FACTOR_ON
 */
export async function beginSecondFactor(
  acting: Acting,
  limit: SignInLimit,
  { password }: { readonly password: string },
): Promise<{ key: string; uri: string }> {
  const { staff, station } = acting.actor
  await requirePassword(acting, limit, password)
  if (await findSecondFactor(acting.db, staff.id)) throw failure('SECOND_FACTOR_ON')
  const key = newAuthenticatorKey()
  station.offeredFactor = { staffId: staff.id, secret: key }
  const clinic = await readClinic(acting.db)
  return { key, uri: authenticatorUri(key, clinic.name, staff.email) }
}

/**
 * From now on signing in asks for it. The code that proves it is used with that.
 * @returns the spare codes, which nothing can show again
 * @throws ServiceError START_OVER, WRONG_CODE
 */
export async function confirmSecondFactor(
  acting: Acting,
  { code }: { readonly code: string },
): Promise<{ spareCodes: string[] }> {
  const { staff, station } = acting.actor
  const offered = station.offeredFactor
  if (offered?.staffId !== staff.id) throw failure('START_OVER')
  const step = stepOf(offered.secret, code.replaceAll(/\s/gu, ''), acting.clock.now())
  if (step === null) throw failure('WRONG_CODE')
  const spareCodes = newSpareCodes()
  const salt = newSpareSalt()
  const hashes = spareCodes.map((spare) => hashSpareCode(spare, salt))
  await acting.db.transaction().execute(async (tx) => {
    if (await findSecondFactor(tx, staff.id)) throw failure('START_OVER')
    const since = acting.clock.now()
    const factor = { staff_id: staff.id, secret: offered.secret, since_at: since, last_step: step, spare_salt: salt }
    await insertSecondFactor(tx, factor, hashes)
    await appendAudit(tx, acting, { action: 'secondFactor.turnedOn' })
  })
  station.offeredFactor = null
  acting.changes.publish('session')
  return { spareCodes }
}

/** @throws ServiceError RATE_LIMITED, WRONG_PASSWORD */
export async function endSecondFactor(
  acting: Acting,
  limit: SignInLimit,
  { password }: { readonly password: string },
): Promise<void> {
  await requirePassword(acting, limit, password)
  await acting.db.transaction().execute(async (tx) => {
    const isEnded = await deleteSecondFactor(tx, acting.actor.staff.id)
    if (isEnded) await appendAudit(tx, acting, { action: 'secondFactor.turnedOff' })
  })
  acting.changes.publish('session')
}

/** Whoever sits down at a station that somebody left open does not know it. @returns its hash */
async function requirePassword({ db, actor }: Acting, limit: SignInLimit, password: string): Promise<string | null> {
  const key = emailKey(actor.staff.email)
  countGuess(limit, key)
  const found = await findActiveStaff(db, actor.staff.id)
  if (!(await passwordIsRight(password, found?.passwordHash ?? null))) throw failure('WRONG_PASSWORD')
  limit.forget(key)
  return found?.passwordHash ?? null
}
