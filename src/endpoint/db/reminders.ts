import { z } from 'zod'
import type { OutboxBody } from '../../shared/contract/outbox.ts'
import { AppointmentId, MailId, StaffId, type ClinicId } from '../../shared/domain/ids.ts'
import { reminderStanding, type Reminded, type ReminderStanding } from '../../shared/domain/reminders.ts'
import { DAY, Instant, plusMilliseconds } from '../../shared/domain/time.ts'
import { findClaim, type Claim } from './claims.ts'
import { isOfLength } from './isOfLength.ts'
import { deleteWaitingMail, insertReminderMail } from './mails.ts'
import type { Db, Tx } from './tables.ts'

type ReminderPut = Extract<OutboxBody, { kind: 'reminder.put' }>

/** So long after its visit its page still says that it is over. */
const KEPT_MILLISECONDS = 30 * DAY
/** Longer than an item that was made before it may still come. */
const ENDED_KEPT_MILLISECONDS = 400 * DAY

/** R9.1, R9.3: laid up once; nothing where it was before, has left, or was ended before it came. */
export async function putReminder(tx: Tx, clinicId: ClinicId, { id, visit, leavesAt, tokenHash, sealed }: ReminderPut) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('reminder')
    .values({
      clinic_id: clinicId,
      id,
      visit_id: visit.id,
      practitioner_id: visit.practitionerId,
      starts_at: visit.startsAt,
      ends_at: visit.endsAt,
      token_hash: tokenHash,
      ended_at: null,
      answered_at: null,
      kept_until: plusMilliseconds(visit.endsAt, KEPT_MILLISECONDS),
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) await insertReminderMail(tx, { clinicId, id, sealed }, leavesAt)
}

/** It does not leave any more, be it that it comes after this. */
export async function endReminder(tx: Tx, clinicId: ClinicId, id: MailId, now: Instant): Promise<void> {
  const none = { visit_id: null, practitioner_id: null, starts_at: null, ends_at: null, token_hash: null }
  await tx
    .insertInto('reminder')
    .values({
      ...{ clinic_id: clinicId, id, ...none, ended_at: now, answered_at: null },
      kept_until: plusMilliseconds(now, ENDED_KEPT_MILLISECONDS),
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet({ ended_at: now }))
    .execute()
  await deleteWaitingMail(tx, clinicId, id)
}

export type Reminder = Reminded & {
  readonly id: MailId
  readonly visitId: AppointmentId
  readonly endedAt: Instant | null
  readonly answeredAt: Instant | null
}

const Stored = z.object({
  id: MailId,
  visit_id: AppointmentId,
  practitioner_id: StaffId,
  starts_at: Instant,
  ends_at: Instant,
  ended_at: Instant.nullable(),
  answered_at: Instant.nullable(),
})
const COLUMNS = Object.keys(Stored.shape) as (keyof typeof Stored.shape)[] // its own keys

/** R11.6: what is larger was written by something else, and counts as none before it is read. */
const reminders = (db: Db, clinicId: ClinicId) =>
  db.selectFrom('reminder').select(COLUMNS).where('clinic_id', '=', clinicId).where(isOfLength(COLUMNS))

/** Null of one that was ended before it came, and of a row that no call can have written. */
function toReminder(row: unknown): Reminder | null {
  const stored = Stored.safeParse(row)
  if (!stored.success) return null
  const { id, visit_id, practitioner_id, starts_at, ends_at, ended_at, answered_at } = stored.data
  return {
    id,
    visitId: visit_id,
    practitionerId: practitioner_id,
    startsAt: starts_at,
    endsAt: ends_at,
    endedAt: ended_at,
    answeredAt: answered_at,
  }
}

export async function findReminderByToken(db: Db, clinicId: ClinicId, tokenHash: string): Promise<Reminder | null> {
  return toReminder(await reminders(db, clinicId).where('token_hash', '=', tokenHash).executeTakeFirst())
}

/** How its visit stands now, and what is claimed for it. */
export async function withStanding(
  db: Db,
  clinicId: ClinicId,
  reminder: Reminder,
  now: Instant,
): Promise<{ readonly standing: ReminderStanding; readonly claim: Claim | null }> {
  const claim = await findClaim(db, clinicId, reminder.visitId)
  return { standing: reminderStanding(reminder, claim, now), claim }
}

/** R9.1: whether a reminder that is due is still true. One that nobody knows is not. */
export async function standingOf(db: Db, clinicId: ClinicId, id: MailId, now: Instant): Promise<ReminderStanding> {
  const reminder = toReminder(await reminders(db, clinicId).where('id', '=', id).executeTakeFirst())
  return reminder === null ? 'changed' : (await withStanding(db, clinicId, reminder, now)).standing
}

/** Once: false where it was answered before. */
export async function answerReminder(tx: Tx, clinicId: ClinicId, id: MailId, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reminder')
    .set({ answered_at: now })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deletePastReminders(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('reminder').where('kept_until', '<=', now).execute()
}
