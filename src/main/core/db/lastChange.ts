import { sql } from 'kysely'
import { Instant } from '../../../shared/domain/time.ts'
import type { Db } from '../context.ts'
import type { WaitingEntryTable } from './onlineTables.ts'
import type { StaffTable } from './staffTables.ts'
import type { AppointmentTable, PatientTable, ServiceTable } from './tables.ts'

export type LastChange = { readonly by: string | null; readonly at: Instant }

type Changed = Pick<
  PatientTable | AppointmentTable | ServiceTable | StaffTable | WaitingEntryTable,
  'id' | 'changed_by' | 'changed_at'
>

/** Who changed a row last, and when (R10.7). */
export async function lastChange(
  db: Db,
  table: 'patient' | 'appointment' | 'service' | 'staff' | 'waiting_entry',
  id: string,
): Promise<LastChange> {
  const row = await db
    .selectFrom(sql<Changed>`${sql.table(table)}`.as('changed'))
    .leftJoin('staff', 'staff.id', 'changed.changed_by')
    .select(['staff.name', 'changed.changed_at'])
    .where('changed.id', '=', id)
    .executeTakeFirstOrThrow()
  return { by: row.name, at: Instant.parse(row.changed_at) }
}
