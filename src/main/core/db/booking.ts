import type { Insertable, Selectable } from 'kysely'
import { PatientId, SeriesId, StaffId, type AppointmentId, type ServiceId } from '../../../shared/domain/ids.ts'
import { occupiedSpan, type BookedSpan } from '../../../shared/domain/appointments.ts'
import { DAY, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { markFeedsStale } from './feeds.ts'
import type { StaffTable } from './staffTables.ts'
import type { AppointmentTable, ServiceTable } from './tables.ts'
import { toTold } from './visitChanges.ts'

export type ServiceRow = Selectable<ServiceTable>

export async function findService(db: Db, id: ServiceId): Promise<ServiceRow | null> {
  return (await db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function findStaff(
  db: Db,
  id: StaffId,
): Promise<Pick<Selectable<StaffTable>, 'called_name' | 'has_calendar'> | null> {
  const row = await db
    .selectFrom('staff')
    .select(['called_name', 'has_calendar'])
    .where('id', '=', id)
    .where('is_active', '=', 1)
    .executeTakeFirst()
  return row ?? null
}

/** Who offers a service; nobody named: everybody does. */
export async function listOfferers(db: Db, id: ServiceId): Promise<string[]> {
  const rows = await db
    .selectFrom('service_practitioner')
    .select('practitioner_id')
    .where('service_id', '=', id)
    .execute()
  return rows.map((row) => row.practitioner_id)
}

/** No visit and no buffer is longer: lets the index on the start find whatever may reach into the span. */
const LONGEST = DAY

/**
 * A practitioner's visits around a span of time, cancelled ones left out, with the buffers of their services.
 * @param except the visit that is to be moved there
 */
export async function listBookedSpans(
  db: Db,
  practitionerId: StaffId,
  startsAt: Instant,
  endsAt: Instant,
  except: readonly AppointmentId[] = [],
): Promise<(BookedSpan & { readonly patientName: string })[]> {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('service', 'service.id', 'appointment.service_id')
    .innerJoin('patient', 'patient.id', 'appointment.patient_id')
    .select(['starts_at', 'ends_at', 'buffer_before_minutes', 'buffer_after_minutes', 'given_name', 'family_name'])
    .where('practitioner_id', '=', practitionerId)
    .where('starts_at', '>=', plusMilliseconds(startsAt, -LONGEST))
    .where('starts_at', '<', plusMilliseconds(endsAt, LONGEST))
    .where('status', '!=', 'cancelled')
    .$if(except.length > 0, (query) => query.where('appointment.id', 'not in', except))
    .execute()
  return rows.map((row) => ({
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    patientName: `${row.given_name} ${row.family_name}`,
  }))
}

/** Whose time is taken between two instants, and when, buffers included; in order of time. */
export async function listTaken(
  db: Db,
  practitionerIds: readonly StaffId[],
  startsAt: Instant,
  endsAt: Instant,
): Promise<{ readonly practitionerId: StaffId; readonly startsAt: Instant; readonly endsAt: Instant }[]> {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('service', 'service.id', 'appointment.service_id')
    .select(['practitioner_id', 'starts_at', 'ends_at', 'buffer_before_minutes', 'buffer_after_minutes'])
    .where('practitioner_id', 'in', practitionerIds)
    .where('starts_at', '>=', plusMilliseconds(startsAt, -LONGEST))
    .where('starts_at', '<', plusMilliseconds(endsAt, LONGEST))
    .where('status', '!=', 'cancelled')
    .execute()
  return rows
    .map((row) => ({
      // A visit's practitioner is a foreign key of the same file: its id is what their own row parsed.
      practitionerId: row.practitioner_id as StaffId,
      ...occupiedSpan({
        startsAt: Instant.parse(row.starts_at),
        endsAt: Instant.parse(row.ends_at),
        bufferBeforeMinutes: row.buffer_before_minutes,
        bufferAfterMinutes: row.buffer_after_minutes,
      }),
    }))
    .sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
}

export async function insertAppointment(tx: Tx, row: Insertable<AppointmentTable>): Promise<void> {
  await tx.insertInto('appointment').values(row).execute()
  await markFeedsStale(tx, null, {
    practitionerId: StaffId.parse(row.practitioner_id),
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    isOff: row.status === 'cancelled',
  })
}

/** Of a booking that never counted. */
export async function deleteAppointment(tx: Tx, id: AppointmentId): Promise<void> {
  await tx.deleteFrom('appointment').where('id', '=', id).execute()
}

/** A visit as an e-mail tells of it. */
export type VisitToTell = NonNullable<Awaited<ReturnType<typeof findVisitToTell>>>

/** Null when its booking was undone. */
export async function findVisitToTell(db: Db, id: AppointmentId) {
  const row = await db
    .selectFrom('appointment')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .leftJoin('series', 'series.id', 'appointment.series_id')
    .select(['patient_id', 'practitioner_id', 'starts_at', 'ends_at', 'sequence', 'called_name', 'status', 'told_json'])
    .select(['claim_state', 'series_id', 'originally_at', 'series.time_zone'])
    .where('appointment.id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    id,
    patientId: PatientId.parse(row.patient_id),
    status: row.status,
    told: toTold(row.told_json),
    /** R6.4: nobody has answered for its time yet. */
    isUnconfirmed: row.claim_state === 'unconfirmed',
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    sequence: row.sequence,
    practitionerId: StaffId.parse(row.practitioner_id),
    practitionerCalledName: row.called_name,
    /** Where it stands in a series; null for one by itself. */
    series:
      row.series_id === null || row.time_zone === null
        ? null
        : {
            id: SeriesId.parse(row.series_id),
            timeZone: row.time_zone,
            originallyAt: Instant.parse(row.originally_at),
          },
  }
}
