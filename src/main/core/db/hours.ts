import type { Insertable, Selectable } from 'kysely'
import type { StaffId, TimeOffId } from '../../../shared/domain/ids.ts'
import { DAY, plusMilliseconds, type CalendarDay, type Instant } from '../../../shared/domain/time.ts'
import { ALWAYS } from '../../../shared/domain/workingHours.ts'
import type { Db, Tx } from '../context.ts'
import type { TimeOffTable, WorkingHoursTable } from './staffTables.ts'

/** Everybody's hours on a day, of the week that counts then, in order of time. @param weekday 1 (Monday) to 7 */
export function listHoursOn(db: Db, on: CalendarDay, weekday: number) {
  return db
    .selectFrom('working_hours')
    .select(['practitioner_id', 'from_time', 'to_time'])
    .where('weekday', '=', weekday)
    .where('begins_on', '=', (eb) =>
      eb
        .selectFrom('working_week')
        .whereRef('working_week.practitioner_id', '=', 'working_hours.practitioner_id')
        .where('working_week.begins_on', '<=', on)
        .select((week) =>
          week.fn.coalesce(week.fn.max('working_week.begins_on'), week.val<string>(ALWAYS)).as('begins_on'),
        ),
    )
    .orderBy('from_time')
    .execute()
}

/** Everybody's time off that touches a day. */
export function listTimeOffOn(db: Db, on: CalendarDay) {
  return db.selectFrom('time_off').selectAll().where('from_on', '<=', on).where('to_on', '>=', on).execute()
}

/** One practitioner's weeks that were changed or begin on a date, and all their spans. */
export async function listWeeks(db: Db, practitionerId: StaffId) {
  const weeks = await db
    .selectFrom('working_week')
    .selectAll()
    .where('practitioner_id', '=', practitionerId)
    .orderBy('begins_on')
    .execute()
  const spans = await db
    .selectFrom('working_hours')
    .selectAll()
    .where('practitioner_id', '=', practitionerId)
    .orderBy('from_time')
    .execute()
  return { weeks, spans }
}

/** A week's row, its version one higher than before; 1 where there was none. */
export async function touchWeek(
  tx: Tx,
  practitionerId: StaffId,
  beginsOn: CalendarDay,
  by: StaffId,
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('working_week')
    .values({ practitioner_id: practitionerId, begins_on: beginsOn, changed_at: at, changed_by: by })
    .onConflict((conflict) =>
      conflict.columns(['practitioner_id', 'begins_on']).doUpdateSet((eb) => ({
        version: eb('working_week.version', '+', 1),
        changed_at: at,
        changed_by: by,
      })),
    )
    .execute()
}

/** One day of a week, as a whole. */
export async function replaceDay(
  tx: Tx,
  { practitionerId, beginsOn, weekday }: { practitionerId: StaffId; beginsOn: CalendarDay; weekday: number },
  rows: readonly Insertable<WorkingHoursTable>[],
): Promise<void> {
  await tx
    .deleteFrom('working_hours')
    .where('practitioner_id', '=', practitionerId)
    .where('begins_on', '=', beginsOn)
    .where('weekday', '=', weekday)
    .execute()
  if (rows.length > 0) await tx.insertInto('working_hours').values(rows).execute()
}

export async function deleteWeek(tx: Tx, practitionerId: StaffId, beginsOn: CalendarDay): Promise<void> {
  for (const table of ['working_hours', 'working_week'] as const) {
    await tx.deleteFrom(table).where('practitioner_id', '=', practitionerId).where('begins_on', '=', beginsOn).execute()
  }
}

/** One practitioner's that is not over on a day. */
export function listTimeOffFrom(db: Db, practitionerId: StaffId, today: CalendarDay) {
  return db
    .selectFrom('time_off')
    .selectAll()
    .where('practitioner_id', '=', practitionerId)
    .where('to_on', '>=', today)
    .orderBy('from_on')
    .orderBy('from_time')
    .execute()
}

export async function findTimeOff(db: Db, id: TimeOffId): Promise<Selectable<TimeOffTable> | null> {
  return (await db.selectFrom('time_off').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function insertTimeOff(tx: Tx, row: Insertable<TimeOffTable>): Promise<void> {
  await tx.insertInto('time_off').values(row).execute()
}

export async function deleteTimeOff(tx: Tx, id: TimeOffId): Promise<void> {
  await tx.deleteFrom('time_off').where('id', '=', id).execute()
}

/** A practitioner's visits that are booked and touch a span of time, in order. @param endsAt null: all that are to come */
export function listStandingVisits(db: Db, practitionerId: StaffId, startsAt: Instant, endsAt: Instant | null) {
  return (
    db
      .selectFrom('appointment')
      .innerJoin('patient', 'patient.id', 'appointment.patient_id')
      .select(['appointment.id', 'patient_id', 'starts_at', 'ends_at', 'service_name', 'given_name', 'family_name'])
      .where('practitioner_id', '=', practitionerId)
      // No visit is longer than a day: lets the index on the start find those that began before.
      .where('starts_at', '>=', plusMilliseconds(startsAt, -DAY))
      .$if(endsAt !== null, (query) => query.where('starts_at', '<', endsAt))
      .where('ends_at', '>', startsAt)
      .where('status', '=', 'booked')
      .where('undone_at', 'is', null)
      .orderBy('starts_at')
      .execute()
  )
}
