import type { Insertable, Selectable } from 'kysely'
import { z } from 'zod'
import {
  AppointmentId,
  PatientId,
  ServiceId,
  StaffId,
  WaitingEntryId,
  type MailId,
} from '../../../shared/domain/ids.ts'
import type { BookedSpan } from '../../../shared/domain/appointments.ts'
import { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import {
  DayPart,
  OfferState,
  STANDING_OFFER,
  type MovableVisit,
  type Wishes,
} from '../../../shared/domain/waitingList.ts'
import { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type { Db, Tx } from '../context.ts'
import type { WaitingEntryTable, WaitingOfferTable } from './onlineTables.ts'

export type WaitingEntryRow = Wishes & {
  readonly id: WaitingEntryId
  readonly patientId: PatientId
  readonly isUrgent: boolean
  readonly since: Instant
  readonly version: number
  readonly endedBecause: 'removed' | 'booked' | null
  /** The visit that a yes moves; null where it makes one. */
  readonly insteadOfId: AppointmentId | null
}

const Weekdays = z.array(z.number().int().min(1).max(7))
const Parts = z.array(DayPart)

function toEntry(row: Selectable<WaitingEntryTable>): WaitingEntryRow {
  return {
    id: WaitingEntryId.parse(row.id),
    patientId: PatientId.parse(row.patient_id),
    serviceId: ServiceId.parse(row.service_id),
    practitionerId: StaffId.nullable().parse(row.practitioner_id),
    weekdays: Weekdays.parse(JSON.parse(row.weekdays_json)),
    parts: Parts.parse(JSON.parse(row.parts_json)),
    fromOn: CalendarDay.nullable().parse(row.from_on),
    untilOn: CalendarDay.nullable().parse(row.until_on),
    isUrgent: row.is_urgent === 1,
    since: Instant.parse(row.since),
    version: row.version,
    endedBecause: row.ended_because,
    insteadOfId: AppointmentId.nullable().parse(row.instead_of),
  }
}

/** Also one that has ended. */
export async function findEntry(db: Db, id: WaitingEntryId): Promise<WaitingEntryRow | null> {
  const row = await db.selectFrom('waiting_entry').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toEntry(row) : null
}

export type WaitingPerson = WaitingEntryRow & {
  readonly patientName: string
  readonly hasEmail: boolean
  readonly phone: string | null
  readonly serviceName: string
  readonly practitionerName: string | null
  /** The visit that a yes would move, as it stands; null where there is none. */
  readonly insteadOf: MovableVisit | null
}

/** Whoever waits and is no longer a patient here waits for nothing. */
export async function listEntries(db: Db): Promise<WaitingPerson[]> {
  const rows = await db
    .selectFrom('waiting_entry')
    .innerJoin('patient', 'patient.id', 'waiting_entry.patient_id')
    .innerJoin('service', 'service.id', 'waiting_entry.service_id')
    .leftJoin('staff', 'staff.id', 'waiting_entry.practitioner_id')
    .leftJoin('appointment', (join) =>
      join
        .onRef('appointment.id', '=', 'waiting_entry.instead_of')
        .onRef('appointment.patient_id', '=', 'waiting_entry.patient_id')
        .on('appointment.undone_at', 'is', null),
    )
    .selectAll('waiting_entry')
    .select(['appointment.starts_at', 'appointment.status', 'appointment.service_id as visit_service'])
    .select('appointment.practitioner_id as visit_practitioner')
    .select(['given_name', 'family_name', 'patient.email', 'patient.phone', 'service.name as service'])
    .select('staff.name as practitioner')
    .where('ended_at', 'is', null)
    .where('archived_at', 'is', null)
    .orderBy('since')
    .execute()
  return rows.map((row) => ({
    ...toEntry(row),
    patientName: `${row.given_name} ${row.family_name}`,
    hasEmail: row.email !== null,
    phone: row.phone,
    serviceName: row.service,
    practitionerName: row.practitioner,
    insteadOf:
      row.starts_at === null
        ? null
        : {
            startsAt: Instant.parse(row.starts_at),
            status: AppointmentStatus.parse(row.status),
            serviceId: ServiceId.parse(row.visit_service),
            practitionerId: StaffId.parse(row.visit_practitioner),
          },
  }))
}

/** A person's wishes as their row has them. */
export function wishesRow(wishes: Wishes & Pick<WaitingEntryRow, 'insteadOfId'>) {
  const { serviceId, practitionerId, weekdays, parts, fromOn, untilOn, insteadOfId } = wishes
  return {
    instead_of: insteadOfId,
    ...{ service_id: serviceId, practitioner_id: practitionerId, from_on: fromOn, until_on: untilOn },
    weekdays_json: JSON.stringify([...weekdays].sort((one, other) => one - other)),
    parts_json: JSON.stringify(DayPart.options.filter((part) => parts.includes(part))),
  }
}

export async function insertEntry(tx: Tx, row: Insertable<WaitingEntryTable>): Promise<void> {
  await tx.insertInto('waiting_entry').values(row).execute()
}

/** Its version rises by one (R10.7). @param by null for the program itself */
export async function updateEntry(
  tx: Tx,
  id: WaitingEntryId,
  changes: Partial<Omit<WaitingEntryTable, 'id' | 'version'>>,
  { at, by }: { readonly at: Instant; readonly by: StaffId | null },
): Promise<void> {
  await tx
    .updateTable('waiting_entry')
    .set((row) => ({ ...changes, version: row('version', '+', 1), changed_at: at, changed_by: by }))
    .where('id', '=', id)
    .execute()
}

export type WaitingOffer = {
  readonly id: AppointmentId
  readonly entryId: WaitingEntryId
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly until: Instant
  readonly state: OfferState
  readonly secret: string
  readonly mailId: string | null
  readonly offeredAt: Instant
  readonly answeredAt: Instant | null
  /** The visit that a yes moves, as the e-mail says; null where it makes one. */
  readonly insteadOfId: AppointmentId | null
}

function toOffer(row: Selectable<WaitingOfferTable>): WaitingOffer {
  return {
    id: AppointmentId.parse(row.id),
    entryId: WaitingEntryId.parse(row.entry_id),
    practitionerId: StaffId.parse(row.practitioner_id),
    serviceId: ServiceId.parse(row.service_id),
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    until: Instant.parse(row.until_at),
    state: OfferState.parse(row.state),
    secret: row.secret,
    mailId: row.mail_id,
    offeredAt: Instant.parse(row.offered_at),
    answeredAt: Instant.nullable().parse(row.answered_at),
    insteadOfId: AppointmentId.nullable().parse(row.instead_of),
  }
}

export async function findOffer(db: Db, id: AppointmentId): Promise<WaitingOffer | null> {
  const row = await db.selectFrom('waiting_offer').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toOffer(row) : null
}

export async function findOfferOfMail(db: Db, mailId: MailId): Promise<WaitingOffer | null> {
  const row = await db.selectFrom('waiting_offer').selectAll().where('mail_id', '=', mailId).executeTakeFirst()
  return row ? toOffer(row) : null
}

/** R6.4: the claim whose time this visit has, since a yes moved it there: it is the offer's; null where none did. */
export async function findOfferThatMoved(db: Db, visitId: AppointmentId): Promise<AppointmentId | null> {
  const row = await db
    .selectFrom('waiting_offer')
    .leftJoin('appointment', 'appointment.id', 'waiting_offer.id')
    .select('waiting_offer.id')
    .where('instead_of', '=', visitId)
    .where('state', '=', 'accepted')
    // A yes that made a visit has that in its place.
    .where('appointment.id', 'is', null)
    .orderBy('answered_at', 'desc')
    .executeTakeFirst()
  return row ? AppointmentId.parse(row.id) : null
}

/** Of times still to come, and those that were answered since: the newest first. */
export async function listOffers(db: Db, { now, since }: { readonly now: Instant; readonly since: Instant }) {
  const rows = await db
    .selectFrom('waiting_offer')
    .innerJoin('waiting_entry', 'waiting_entry.id', 'waiting_offer.entry_id')
    .innerJoin('patient', 'patient.id', 'waiting_entry.patient_id')
    .innerJoin('service', 'service.id', 'waiting_offer.service_id')
    .innerJoin('staff', 'staff.id', 'waiting_offer.practitioner_id')
    .selectAll('waiting_offer')
    .select(['waiting_entry.patient_id', 'given_name', 'family_name', 'service.name as service'])
    .select('staff.name as practitioner')
    .where((eb) => eb.or([eb('waiting_offer.starts_at', '>', now), eb('answered_at', '>', since)]))
    .orderBy('offered_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...toOffer(row),
    patientId: PatientId.parse(row.patient_id),
    patientName: `${row.given_name} ${row.family_name}`,
    serviceName: row.service,
    practitionerName: row.practitioner,
  }))
}

/** The endpoint keeps these times, or may: nobody else is booked there. */
export async function listStandingOffers(db: Db, now: Instant): Promise<WaitingOffer[]> {
  const rows = await db
    .selectFrom('waiting_offer')
    .selectAll()
    .where('state', 'in', STANDING_OFFER)
    .where('until_at', '>', now)
    .execute()
  return rows.map(toOffer)
}

/** What of these practitioners' time is kept for somebody, and for whom; a service's buffers go with it. */
export async function listOfferedSpans(
  db: Db,
  practitionerIds: readonly StaffId[],
  now: Instant,
): Promise<(BookedSpan & { readonly practitionerId: StaffId; readonly patientName: string })[]> {
  if (practitionerIds.length === 0) return []
  const rows = await db
    .selectFrom('waiting_offer')
    .innerJoin('waiting_entry', 'waiting_entry.id', 'waiting_offer.entry_id')
    .innerJoin('patient', 'patient.id', 'waiting_entry.patient_id')
    .innerJoin('service', 'service.id', 'waiting_offer.service_id')
    .select(['waiting_offer.practitioner_id', 'starts_at', 'ends_at', 'given_name', 'family_name'])
    .select(['buffer_before_minutes', 'buffer_after_minutes'])
    .where('waiting_offer.practitioner_id', 'in', practitionerIds)
    .where('state', 'in', STANDING_OFFER)
    .where('until_at', '>', now)
    .execute()
  return rows.map((row) => ({
    practitionerId: StaffId.parse(row.practitioner_id),
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    patientName: `${row.given_name} ${row.family_name}`,
  }))
}

export async function hasStandingOffer(db: Db, entryId: WaitingEntryId, now: Instant): Promise<boolean> {
  return (await listStandingOffers(db, now)).some((offer) => offer.entryId === entryId)
}

export async function insertOffer(tx: Tx, row: Insertable<WaitingOfferTable>): Promise<void> {
  await tx.insertInto('waiting_offer').values(row).execute()
}

export async function updateOffer(
  tx: Tx,
  id: AppointmentId,
  changes: { readonly state?: OfferState; readonly answered_at?: Instant; readonly mail_id?: MailId | null },
): Promise<void> {
  await tx.updateTable('waiting_offer').set(changes).where('id', '=', id).execute()
}

/** Times that were given back and are still to come: of visits that are off, and of visits that were moved away from them. */
export async function listFreed(db: Db, now: Instant) {
  const rows = await db
    .selectFrom('appointment')
    .select(['practitioner_id', 'starts_at', 'ends_at', 'status', 'changed_at', 'before_json', 'service_name'])
    .where('starts_at', '>', now)
    .where('undone_at', 'is', null)
    .where((eb) => eb.or([eb('status', '=', 'cancelled'), eb('before_json', 'like', '{"act":"moved"%')]))
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({ ...row, changedAt: Instant.parse(row.changed_at) }))
}
