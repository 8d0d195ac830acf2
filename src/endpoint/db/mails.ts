import { sql } from 'kysely'
import { ClinicId, MailId, type AppointmentId } from '../../shared/domain/ids.ts'
import { Instant, MINUTE, plusMilliseconds } from '../../shared/domain/time.ts'
import { fromStored, SEALED_BYTES, toStored } from './ageFile.ts'
import type { Db, Tx } from './tables.ts'

/**
 * How long a worker may hold a mail before another takes it for abandoned: longer than one attempt can last, since
 * nodemailer gives up sooner.
 */
const LEASE_MILLISECONDS = 5 * MINUTE

/**
 * R11.6: a row of which this is false was written by something else. Taking it would fail, or fill the memory, and be the
 * first thing tried by every worker for ever.
 */
const canBeClaimed = sql<boolean>`(attempts >= 0 AND attempts < 1000000 AND octet_length(body_sealed) <= ${SEALED_BYTES}
  AND octet_length(to_address) <= 1024)`

export type WaitingMail = {
  readonly clinicId: ClinicId
  readonly id: MailId
  readonly to: string
  readonly sealed: string
  /** This one included. */
  readonly attempts: number
  readonly createdAt: Instant
  /** It leaves while its visit stands, and its address is sealed with it alone. */
  readonly isReminder: boolean
}

/** @param about the visit with which it goes while it waits */
export async function insertMail(
  tx: Tx,
  mail: { readonly clinicId: ClinicId; readonly id: MailId; readonly to: string; readonly sealed: string },
  now: Instant,
  about: AppointmentId | null = null,
): Promise<void> {
  await tx
    .insertInto('mail')
    .values({
      clinic_id: mail.clinicId,
      id: mail.id,
      to_address: mail.to,
      body_sealed: toStored(mail.sealed),
      attempts: 0,
      due_at: now,
      claimed_by: null,
      created_at: now,
      claim_id: about,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doNothing())
    .execute()
}

/** R9.1: an e-mail that is tried from `leavesAt` on. It counts as made then: before, no mail server could have taken it. */
export async function insertReminderMail(
  tx: Tx,
  mail: { readonly clinicId: ClinicId; readonly id: MailId; readonly sealed: string },
  leavesAt: Instant,
): Promise<void> {
  await tx
    .insertInto('mail')
    .values({
      clinic_id: mail.clinicId,
      id: mail.id,
      to_address: '',
      body_sealed: toStored(mail.sealed),
      attempts: 0,
      due_at: leavesAt,
      claimed_by: null,
      created_at: leavesAt,
      claim_id: null,
      is_reminder: 1,
    })
    .execute()
}

/**
 * Takes the next mail that is due, so that no other worker takes it until the lease ends. On PostgreSQL rows that
 * another process is just taking are passed over; SQLite has one writer at a time anyway.
 * @returns null when none is due; `unreadable` for a row that is no mail, and is put off until its lease ends (R11.6)
 */
export async function claimMail(
  db: Db,
  worker: string,
  now: Instant,
  isPostgres: boolean,
): Promise<WaitingMail | 'unreadable' | null> {
  const row = await db
    .with(
      // Materialized, or PostgreSQL may run it once more and take a second row.
      (cte) => cte('next').materialized(),
      (query) => {
        const next = query
          .selectFrom('mail')
          .select(['clinic_id as next_clinic_id', 'id as next_id'])
          .where('due_at', '<=', now)
          .where(canBeClaimed)
          .orderBy('due_at')
          .orderBy('created_at')
          .limit(1)
        return isPostgres ? next.forUpdate().skipLocked() : next
      },
    )
    .updateTable('mail')
    .from('next')
    .set((set) => ({
      claimed_by: worker,
      attempts: set('attempts', '+', 1),
      due_at: plusMilliseconds(now, LEASE_MILLISECONDS),
    }))
    .whereRef('clinic_id', '=', 'next_clinic_id')
    .whereRef('id', '=', 'next_id')
    .returning(['clinic_id', 'id', 'to_address', 'body_sealed', 'attempts', 'created_at', 'is_reminder'])
    .executeTakeFirst()
  if (!row) return null
  const clinicId = ClinicId.safeParse(row.clinic_id)
  const id = MailId.safeParse(row.id)
  const createdAt = Instant.safeParse(row.created_at)
  if (!clinicId.success || !id.success || !createdAt.success) return 'unreadable'
  return {
    clinicId: clinicId.data,
    id: id.data,
    to: row.to_address,
    sealed: fromStored(row.body_sealed),
    attempts: row.attempts,
    createdAt: createdAt.data,
    isReminder: row.is_reminder === 1,
  }
}

/** Sent, refused or given up: address and body are erased. False when another worker has it by now. */
export async function deleteMail(tx: Tx, worker: string, mail: Pick<WaitingMail, 'clinicId' | 'id'>): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('mail')
    .where('clinic_id', '=', mail.clinicId)
    .where('id', '=', mail.id)
    .where('claimed_by', '=', worker)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The visit is off: what waits about it says nothing any more. What a worker has taken leaves. */
export async function deleteMailsAbout(tx: Tx, clinicId: ClinicId, about: AppointmentId): Promise<void> {
  await tx
    .deleteFrom('mail')
    .where('clinic_id', '=', clinicId)
    .where('claim_id', '=', about)
    .where('claimed_by', 'is', null)
    .execute()
}

/** It is not wanted any more. What a worker has taken is judged by the worker. */
export async function deleteWaitingMail(tx: Tx, clinicId: ClinicId, id: MailId): Promise<void> {
  await tx
    .deleteFrom('mail')
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('claimed_by', 'is', null)
    .execute()
}

export async function postponeMail(
  db: Db,
  worker: string,
  mail: Pick<WaitingMail, 'clinicId' | 'id'>,
  dueAt: Instant,
): Promise<void> {
  await db
    .updateTable('mail')
    .set({ due_at: dueAt, claimed_by: null })
    .where('clinic_id', '=', mail.clinicId)
    .where('id', '=', mail.id)
    .where('claimed_by', '=', worker)
    .execute()
}

/** On SQLite one process has the file: whatever is claimed when it starts was left behind by a crash. */
export async function releaseAllMails(db: Db, now: Instant): Promise<void> {
  await db.updateTable('mail').set({ claimed_by: null, due_at: now }).where('claimed_by', 'is not', null).execute()
}

/** When the next mail is due; null when none waits, or when nobody can say. */
export async function nextMailDueAt(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('mail')
    .select('due_at')
    .where(canBeClaimed)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return Instant.safeParse(row?.due_at).data ?? null
}
