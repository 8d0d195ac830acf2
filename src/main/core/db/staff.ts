import type { Insertable, Selectable } from 'kysely'
import { Staff } from '../../../shared/contract/desk/staff.ts'
import type { Db, Tx } from '../context.ts'
import type { StaffTable } from './tables.ts'

export type StaffWithPassword = { readonly staff: Staff; readonly passwordHash: string }

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
export async function findStaffByEmail(db: Db, emailKey: string): Promise<StaffWithPassword | null> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where('email_key', '=', emailKey)
    .where('is_active', '=', 1)
    .executeTakeFirst()
  return row ? { staff: toStaff(row), passwordHash: row.password_hash } : null
}

export async function listStaff(db: Db): Promise<Staff[]> {
  const rows = await db
    .selectFrom('staff')
    .selectAll()
    .where('is_active', '=', 1)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toStaff)
}

export async function insertStaff(tx: Tx, staff: Insertable<StaffTable>): Promise<void> {
  await tx.insertInto('staff').values(staff).execute()
}

/** Null for nobody: the program itself, or a time before it was noted. */
export async function findStaffName(db: Db, id: string | null): Promise<string | null> {
  if (id === null) return null
  const row = await db.selectFrom('staff').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? null
}
