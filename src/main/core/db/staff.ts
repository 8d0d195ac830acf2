import type { Insertable, Selectable } from 'kysely'
import { Staff, type StaffAccount } from '../../../shared/contract/desk/staff.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { isLastAdmin, type StaffDetails } from '../../../shared/domain/staff.ts'
import type { Changes } from '../../../shared/domain/threeWay.ts'
import { DAY, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { StaffTable } from './staffTables.ts'

/** Null for whoever has not chosen one yet. */
export type StaffWithPassword = { readonly staff: Staff; readonly passwordHash: string | null }

export function toStaff(row: Selectable<StaffTable>): Staff {
  return Staff.parse({
    id: row.id,
    name: row.name,
    calledName: row.called_name,
    email: row.email,
    role: row.role,
    tint: row.tint,
    hasCalendar: row.has_calendar === 1,
  })
}

/** Those who may sign in. @param emailKey as `emailKey` of the domain gives it */
export function findStaffByEmail(db: Db, emailKey: string): Promise<StaffWithPassword | null> {
  return findActive(db, 'email_key', emailKey)
}

export function findActiveStaff(db: Db, id: StaffId): Promise<StaffWithPassword | null> {
  return findActive(db, 'id', id)
}

async function findActive(db: Db, by: 'id' | 'email_key', value: string): Promise<StaffWithPassword | null> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where(by, '=', value)
    .where('is_active', '=', 1)
    .executeTakeFirst()
  return row ? { staff: toStaff(row), passwordHash: row.password_hash } : null
}

/** Those who are active. */
export async function listStaff(db: Db): Promise<Staff[]> {
  return (await listEverybody(db)).filter(({ isActive }) => isActive).map(({ staff }) => staff)
}

/** Those who left too. */
export async function listEverybody(db: Db): Promise<{ readonly staff: Staff; readonly isActive: boolean }[]> {
  const rows = await db.selectFrom('staff').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => ({ staff: toStaff(row), isActive: row.is_active === 1 }))
}

/** Every account, in the order in which they were made. @param now from when on visits are to come */
export async function listAccounts(db: Db, now: Instant): Promise<StaffAccount[]> {
  const rows = await db
    .selectFrom('staff')
    .leftJoin('one_time_code', 'one_time_code.staff_id', 'staff.id')
    .leftJoin('second_factor', 'second_factor.staff_id', 'staff.id')
    .selectAll('staff')
    .select(['one_time_code.expires_at', 'second_factor.since_at'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const upcoming = await countUpcoming(db, now)
  const entrusted = rows.map((row) => ({
    id: row.id,
    role: row.role,
    isActive: row.is_active === 1,
    hasPassword: row.password_hash !== null,
  }))
  return rows.map((row) => ({
    ...toStaff(row),
    version: row.version,
    isActive: row.is_active === 1,
    way:
      row.password_hash === null && row.expires_at !== null
        ? { kind: 'code', expiresAt: Instant.parse(row.expires_at) }
        : { kind: 'password' },
    secondFactorSince: row.since_at === null ? null : Instant.parse(row.since_at),
    upcoming: upcoming.get(row.id) ?? 0,
    isLastAdmin: isLastAdmin(entrusted, row.id),
  }))
}

async function countUpcoming(db: Db, now: Instant): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('appointment')
    .select((eb) => ['practitioner_id', eb.fn.countAll<number>().as('count')])
    // No visit is longer than a day: lets the index on the start leave out what is over.
    .where('starts_at', '>', plusMilliseconds(now, -DAY))
    .where('ends_at', '>', now)
    .where('status', '=', 'booked')
    .where('undone_at', 'is', null)
    .groupBy('practitioner_id')
    .execute()
  return new Map(rows.map((row) => [row.practitioner_id, row.count]))
}

/** Whose account has an e-mail, be it deactivated. */
export async function findEmailOwner(db: Db, email: string) {
  return (
    (await db
      .selectFrom('staff')
      .select(['id', 'name', 'is_active'])
      .where('email_key', '=', emailKey(email))
      .executeTakeFirst()) ?? null
  )
}

export async function insertStaff(tx: Tx, staff: Insertable<StaffTable>): Promise<void> {
  await tx.insertInto('staff').values(staff).execute()
}

/** A change to an account; its version rises (R10.7). */
export async function updateStaff(
  tx: Tx,
  id: StaffId,
  changes: Changes<StaffDetails> & { readonly isActive?: boolean },
  by: StaffId,
  at: Instant,
): Promise<void> {
  const { email, hasCalendar, isActive } = changes
  await tx
    .updateTable('staff')
    .set((staff) => ({
      name: changes.name,
      called_name: changes.calledName,
      ...(email !== undefined && { email, email_key: emailKey(email) }),
      role: changes.role,
      tint: changes.tint,
      ...(hasCalendar !== undefined && { has_calendar: hasCalendar ? 1 : 0 }),
      ...(isActive !== undefined && { is_active: isActive ? 1 : 0 }),
      version: staff('version', '+', 1),
      changed_by: by,
      changed_at: at,
    }))
    .where('id', '=', id)
    .execute()
}

/** @param passwordHash null: none, until the person has chosen one */
export async function setPassword(tx: Tx, id: StaffId, passwordHash: string | null): Promise<void> {
  await tx.updateTable('staff').set({ password_hash: passwordHash }).where('id', '=', id).execute()
}

/** Null for nobody: the program itself, or a time before it was noted. */
export async function findStaffName(db: Db, id: string | null): Promise<string | null> {
  if (id === null) return null
  const row = await db.selectFrom('staff').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? null
}
