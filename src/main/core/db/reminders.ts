import { sql, type Insertable } from 'kysely'
import { AppointmentId, MailId, PatientId, StaffId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { ReminderTable } from './wireTables.ts'

/** E-mails of this kind that did not leave, and of which another may take the place. */
const TAKEN_BACK = 'withdrawn'

/** A visit of which somebody may have to be reminded. */
export type VisitToRemind = NonNullable<Awaited<ReturnType<typeof listToRemind>>[number]>

/**
 * Visits of this span that stand without a doubt, whose patients can be written to and have no reminder of them as they stand; the next
 * one first. One that was taken back by a person, or did not arrive, is not left again.
 */
export async function listToRemind(db: Db, span: { readonly after: Instant; readonly upTo: Instant }) {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('patient', 'patient.id', 'appointment.patient_id')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .select(['appointment.id', 'patient_id', 'practitioner_id', 'starts_at', 'ends_at', 'sequence'])
    .select(['patient.email', 'staff.called_name'])
    .where('starts_at', '>', span.after)
    .where('starts_at', '<=', span.upTo)
    .where('status', '=', 'booked')
    .where('undone_at', 'is', null)
    .where('claim_state', 'is', null)
    .where('is_awaited', '=', 0)
    .where('patient.email', 'is not', null)
    .where('patient.archived_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('reminder')
            .innerJoin('mail', 'mail.id', 'reminder.mail_id')
            .select('mail_id')
            .whereRef('reminder.appointment_id', '=', 'appointment.id')
            .whereRef('reminder.starts_at', '=', 'appointment.starts_at')
            .whereRef('reminder.ends_at', '=', 'appointment.ends_at')
            .whereRef('reminder.practitioner_id', '=', 'appointment.practitioner_id')
            .where('mail.state', '!=', TAKEN_BACK),
        ),
      ),
    )
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({
    id: AppointmentId.parse(row.id),
    patientId: PatientId.parse(row.patient_id),
    practitionerId: StaffId.parse(row.practitioner_id),
    practitionerCalledName: row.called_name,
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    sequence: row.sequence,
    email: row.email ?? '',
  }))
}

/**
 * Reminders of visits to come that are not as they say: one that has left where the visit is off or another, one that waits also where it
 * would go to another address or at another time, or says of the clinic or the practitioner what was so.
 * @param settings `hours` null: nobody is reminded; `clinicJson`: what one would say of the clinic; `isOwnServer`: the endpoint sends none (R9.4)
 */
export async function listUntrueReminders(
  db: Db,
  settings: {
    readonly hours: number | null
    readonly timeZone: string
    readonly clinicJson: string
    readonly isOwnServer: boolean
    readonly now: Instant
  },
): Promise<{ readonly mailId: MailId; readonly isWaiting: boolean }[]> {
  const { hours, timeZone, clinicJson, isOwnServer, now } = settings
  const rows = await db
    .selectFrom('reminder')
    .innerJoin('mail', 'mail.id', 'reminder.mail_id')
    .innerJoin('appointment', 'appointment.id', 'reminder.appointment_id')
    .innerJoin('patient', 'patient.id', 'appointment.patient_id')
    .innerJoin('staff', 'staff.id', 'appointment.practitioner_id')
    .select(['reminder.mail_id', 'mail.state'])
    .where('reminder.ended_at', 'is', null)
    .where('reminder.starts_at', '>', now)
    .where((eb) =>
      eb.or([
        eb('appointment.undone_at', 'is not', null),
        eb('appointment.status', '=', 'cancelled'),
        eb('appointment.starts_at', '!=', eb.ref('reminder.starts_at')),
        eb('appointment.ends_at', '!=', eb.ref('reminder.ends_at')),
        eb('appointment.practitioner_id', '!=', eb.ref('reminder.practitioner_id')),
        eb.and([
          eb('mail.state', '=', 'waiting'),
          eb.or([
            eb('appointment.status', '!=', 'booked'),
            eb('appointment.claim_state', 'is not', null),
            eb('appointment.is_awaited', '=', 1),
            eb('patient.archived_at', 'is not', null),
            eb('mail.recipient_email', 'is not', eb.ref('patient.email')),
            eb('reminder.reminder_hours', 'is not', hours),
            eb('reminder.time_zone', '!=', timeZone),
            eb('reminder.clinic_json', '!=', clinicJson),
            eb('reminder.called_name', '!=', eb.ref('staff.called_name')),
            ...(isOwnServer ? [eb('mail.given_to_endpoint', '=', 1)] : []),
          ]),
        ]),
      ]),
    )
    .execute()
  return rows.map((row) => ({ mailId: MailId.parse(row.mail_id), isWaiting: row.state === 'waiting' }))
}

export async function insertReminder(tx: Tx, row: Insertable<ReminderTable>): Promise<void> {
  await tx.insertInto('reminder').values(row).execute()
}

export async function findReminder(db: Db, id: MailId) {
  const row = await db.selectFrom('reminder').selectAll().where('mail_id', '=', id).executeTakeFirst()
  if (!row) return null
  return {
    visitId: AppointmentId.parse(row.appointment_id),
    practitionerId: StaffId.parse(row.practitioner_id),
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    secret: row.secret,
  }
}

export async function noteReminderEnded(tx: Tx, id: MailId, at: Instant): Promise<void> {
  await tx.updateTable('reminder').set({ ended_at: at }).where('mail_id', '=', id).execute()
}

/** What somebody said first counts. @returns whether nobody had */
export async function noteReminderAnswered(tx: Tx, id: MailId, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reminder')
    .set({ answered_at: at })
    .where('mail_id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Before it is pushed, unless it was taken back meanwhile: from then on the endpoint may send it. @returns whether it may be pushed */
export async function giveReminder(db: Db, id: MailId): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ given_to_endpoint: 1 })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Reminders of visits to come that the endpoint was given, and which of them have ended. */
export async function listGivenReminders(
  db: Db,
  now: Instant,
): Promise<{ readonly mailId: MailId; readonly hasEnded: boolean; readonly isWaiting: boolean }[]> {
  const rows = await db
    .selectFrom('reminder')
    .innerJoin('mail', 'mail.id', 'reminder.mail_id')
    .select(['mail_id', 'ended_at', 'mail.state'])
    .where('reminder.starts_at', '>', now)
    .where('mail.given_to_endpoint', '=', 1)
    .execute()
  return rows.map((row) => ({
    mailId: MailId.parse(row.mail_id),
    hasEnded: row.ended_at !== null,
    isWaiting: row.state === 'waiting',
  }))
}

export async function countWaitingReminders(db: Db): Promise<number> {
  const row = await db
    .selectFrom('mail')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .where('kind', '=', 'reminder')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Reminders that are still waiting for their time are handed over at once: the endpoint sends them from now on. */
export async function hastenReminders(db: Db, now: Instant): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('kind', '=', 'reminder.put')
    .where('state', '=', 'waiting')
    .where('due_at', '>', now)
    .where(sql<boolean>`EXISTS (SELECT 1 FROM mail WHERE mail.id = outbox.subject AND mail.leaves_at = outbox.due_at)`)
    .execute()
}
