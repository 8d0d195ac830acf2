import type { StandingVisit } from '../../../shared/contract/desk/hours.ts'
import type { OneTimeCode, StaffAccount } from '../../../shared/contract/desk/staff.ts'
import type { AppointmentId, StaffId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { losesAdmin, STAFF_FIELDS, type StaffDetails } from '../../../shared/domain/staff.ts'
import { changesTo, type Changes } from '../../../shared/domain/threeWay.ts'
import type { Acting, CoreContext, Db, Tx } from '../context.ts'
import { listStandingVisits } from '../db/hours.ts'
import { lastChange } from '../db/lastChange.ts'
import { findActiveStaff, findEmailOwner, insertStaff, listAccounts, updateStaff } from '../db/staff.ts'
import { endSessions, knowAnew } from '../stations.ts'
import { leaveSale } from '../wire/out/salePut.ts'
import { appendAudit } from './audit.ts'
import { endCalendarAddressOf } from './calendarAddress.ts'
import { failure } from './serviceError.ts'
import { giveOneTimeCode, makeOneTimeCode } from './staffCodes.ts'
import { toStandingVisit } from './standingVisits.ts'

/** R10.3: every account, those that are deactivated among them. */
export function readAccounts({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<StaffAccount[]> {
  return listAccounts(db, clock.now())
}

/**
 * R10.3: an account more, with a one-time code that is known to whoever asked for it alone. The same id again adds nobody,
 * and gives no second code.
 * @throws ServiceError STAFF_EMAIL_TAKEN
 */
export async function addStaff(
  acting: Acting,
  { id, details }: { readonly id: StaffId; readonly details: StaffDetails },
): Promise<{ account: StaffAccount; oneTimeCode: OneTimeCode | null }> {
  const made = await makeOneTimeCode(acting)
  return changing(acting, async (tx) => {
    const known = await findAccount(tx, acting, id)
    if (known) return { account: known, oneTimeCode: null }
    await checkEmail(tx, id, details.email)
    await insertStaff(tx, {
      id,
      name: details.name,
      called_name: details.calledName,
      email: details.email,
      email_key: emailKey(details.email),
      role: details.role,
      password_hash: null,
      tint: details.tint,
      has_calendar: details.hasCalendar ? 1 : 0,
      created_at: acting.clock.now(),
    })
    await giveOneTimeCode(tx, id, made)
    await appendAudit(tx, acting, { action: 'staff.added', name: details.name, role: details.role })
    return { account: await requireAccount(tx, acting, id), oneTimeCode: made.shown }
  })
}

/**
 * R10.3: another role or name counts at once, wherever that person is signed in. What is as it was already is no change.
 * @param input.seenVersion as the person saw it (R10.7)
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, STAFF_EMAIL_TAKEN, LAST_ADMIN
 */
export async function changeStaff(
  acting: Acting,
  input: { readonly id: StaffId; readonly seenVersion: number; readonly changes: Changes<StaffDetails> },
): Promise<StaffAccount> {
  const { id } = input
  const changed = await changing(acting, async (tx) => {
    const before = await requireAccount(tx, acting, id)
    const changes = changesTo(STAFF_FIELDS, before, input.changes)
    const fields = STAFF_FIELDS.filter((field) => changes[field] !== undefined)
    if (fields.length === 0) return before
    await requireSeen(tx, before, input.seenVersion)
    if (before.isLastAdmin && losesAdmin(before, changes)) throw failure('LAST_ADMIN')
    if (changes.email !== undefined) await checkEmail(tx, id, changes.email)
    await updateStaff(tx, id, changes, acting.actor.staff.id, acting.clock.now())
    const told = { name: before.name, to: changes.name ?? null, role: changes.role ?? null, fields }
    await appendAudit(tx, acting, { action: 'staff.changed', ...told })
    return requireAccount(tx, acting, id)
  })
  const now = await findActiveStaff(acting.db, id)
  if (now) knowAnew(acting, now.staff)
  return changed
}

/**
 * R10.3: the visits that are booked with somebody and are still to come, in order of time.
 * @throws ServiceError NOT_FOUND
 */
export async function visitsToCome(
  db: Db,
  context: Pick<CoreContext, 'clock'>,
  { id }: { readonly id: StaffId },
): Promise<StandingVisit[]> {
  await requireAccount(db, context, id)
  return (await listStandingVisits(db, id, context.clock.now(), null)).map(toStandingVisit)
}

/**
 * R10.3: whoever is deactivated is signed out at every station, and is offered for no booking; their visits stand, and
 * nobody's is left standing unseen. Given back the account is as it was. The same again changes nothing.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, LAST_ADMIN, VISITS_STAND
 */
export async function setStaffActive(
  acting: Acting,
  input: {
    readonly id: StaffId
    readonly seenVersion: number
    readonly isActive: boolean
    readonly leaving: readonly AppointmentId[]
  },
): Promise<StaffAccount> {
  const { id, isActive } = input
  const changed = await changing(acting, async (tx) => {
    const before = await requireAccount(tx, acting, id)
    if (before.isActive === isActive) return before
    await requireSeen(tx, before, input.seenVersion)
    if (before.isLastAdmin) throw failure('LAST_ADMIN')
    const visits = isActive ? [] : await visitsToCome(tx, acting, { id })
    if (visits.some((visit) => !input.leaving.includes(visit.id))) throw failure('VISITS_STAND', { visits })
    await updateStaff(tx, id, { isActive }, acting.actor.staff.id, acting.clock.now())
    if (!isActive) await endCalendarAddressOf(tx, acting, id)
    const { name } = before
    await appendAudit(
      tx,
      acting,
      isActive ? { action: 'staff.givenBack', name } : { action: 'staff.deactivated', name, visitsLeft: visits.length },
    )
    return requireAccount(tx, acting, id)
  })
  if (!changed.isActive) endSessions(acting, id)
  acting.wakeSync()
  return changed
}

/** In a transaction; every list of staff and every calendar that is open asks again. */
export async function changing<T>(acting: Acting, change: (tx: Tx) => Promise<T>): Promise<T> {
  const changed = await acting.db.transaction().execute(async (tx) => {
    const done = await change(tx)
    await leaveSale(tx, acting)
    return done
  })
  acting.changes.publish('session', 'settings')
  acting.wakeSync()
  return changed
}

/** @throws ServiceError NOT_FOUND */
export async function requireAccount(db: Db, context: Pick<CoreContext, 'clock'>, id: StaffId): Promise<StaffAccount> {
  const account = await findAccount(db, context, id)
  if (!account) throw failure('NOT_FOUND')
  return account
}

async function findAccount(db: Db, { clock }: Pick<CoreContext, 'clock'>, id: StaffId): Promise<StaffAccount | null> {
  return (await listAccounts(db, clock.now())).find((each) => each.id === id) ?? null
}

async function requireSeen(tx: Tx, stands: StaffAccount, seenVersion: number): Promise<void> {
  if (stands.version === seenVersion) return
  throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'staff', stands.id)), current: stands })
}

/** Nobody could tell which of two was meant. */
async function checkEmail(tx: Tx, id: StaffId, email: string): Promise<void> {
  const owner = await findEmailOwner(tx, email)
  if (owner && owner.id !== id) {
    throw failure('STAFF_EMAIL_TAKEN', { name: owner.name, isActive: owner.is_active === 1 })
  }
}
