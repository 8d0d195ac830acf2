import type { Insertable, Selectable, Updateable } from 'kysely'
import type { MailKind } from '../../../shared/contract/desk/outbox.ts'
import type { AppointmentId, InvitationId, MailId, PatientId, SeriesId } from '../../../shared/domain/ids.ts'
import { MailContent } from '../../../shared/domain/mailContent.ts'
import { MailFailure } from '../../../shared/domain/mailFailure.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import { deleteMailFromOutbox } from './outbox.ts'
import type { MailTable } from './wireTables.ts'

/** An e-mail's life. Its content is read apart: it is long, and most who ask for an e-mail do not want it. */
export type MailRow = Omit<Selectable<MailTable>, 'content_json' | 'carries_link' | 'given_to_endpoint'>

const COLUMNS = [
  'id',
  'patient_id',
  'kind',
  'recipient_email',
  'subject',
  'state',
  'invitation_id',
  'appointment_id',
  'series_id',
  'created_at',
  'leaves_at',
  'sent_at',
  'failure_json',
] as const

const selectMail = compileOnce((db, { id }: { id: string }) =>
  db.selectFrom('mail').select(COLUMNS).where('id', '=', id),
)

export async function findMail(db: Db, id: MailId): Promise<MailRow | null> {
  const [row] = await selectMail(db, { id })
  return row ?? null
}

export async function readMailContent(db: Db, id: MailId): Promise<MailContent> {
  const row = await db.selectFrom('mail').select('content_json').where('id', '=', id).executeTakeFirstOrThrow()
  return MailContent.parse(JSON.parse(row.content_json))
}

export async function insertMail(tx: Tx, row: Insertable<MailTable>): Promise<void> {
  await tx.insertInto('mail').values(row).execute()
}

type MailChanges = Omit<Updateable<MailTable>, 'id'>
const update = compileOnce((db, { id, ...changes }: { id: string } & MailChanges) =>
  db.updateTable('mail').set(changes).where('id', '=', id),
)

export async function updateMail(tx: Tx, id: MailId, changes: MailChanges): Promise<void> {
  await update(tx, { ...changes, id })
}

/** Before it is pushed: from then on the endpoint may tell what became of it (R9.4). */
export async function noteGivenToEndpoint(db: Db, id: MailId): Promise<void> {
  await db
    .updateTable('mail')
    .set({ given_to_endpoint: 1 })
    .where('id', '=', id)
    .where('given_to_endpoint', '=', 0)
    .execute()
}

export async function wasGivenToEndpoint(db: Db, id: MailId): Promise<boolean> {
  const row = await db.selectFrom('mail').select('given_to_endpoint').where('id', '=', id).executeTakeFirst()
  return row?.given_to_endpoint === 1
}

/** The newest e-mail that carries an invitation. */
export async function newestMailOf(db: Db, invitationId: InvitationId): Promise<MailRow | null> {
  const row = await db
    .selectFrom('mail')
    .select(COLUMNS)
    .where('invitation_id', '=', invitationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The newest e-mail about a visit. */
export async function newestMailAbout(db: Db, appointmentId: AppointmentId): Promise<MailRow | null> {
  const row = await db
    .selectFrom('mail')
    .select(COLUMNS)
    .where('appointment_id', '=', appointmentId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** One that has never left, with its row in the outbox. */
export async function deleteMail(tx: Tx, id: MailId): Promise<void> {
  await tx.deleteFrom('mail').where('id', '=', id).execute()
  await deleteMailFromOutbox(tx, id)
}

/** The newest e-mail about several visits of a series. */
export async function newestMailOfSeries(db: Db, seriesId: SeriesId): Promise<MailRow | null> {
  const row = await db
    .selectFrom('mail')
    .select(COLUMNS)
    .where('series_id', '=', seriesId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** E-mails about a visit that have never left, with their rows in the outbox. */
export async function deleteMailsAbout(tx: Tx, appointmentId: AppointmentId): Promise<void> {
  const deleted = await tx.deleteFrom('mail').where('appointment_id', '=', appointmentId).returning('id').execute()
  for (const { id } of deleted) await deleteMailFromOutbox(tx, id)
}

/** Likewise of a series none of whose visits ever counted. */
export async function deleteMailsOfSeries(tx: Tx, seriesId: SeriesId): Promise<void> {
  await tx.deleteFrom('mail').where('series_id', '=', seriesId).execute()
}

/** Whether an e-mail about the same thing is on its way out; about a visit, any that was left since. */
export async function isOneUnderWay(db: Db, mail: MailRow): Promise<boolean> {
  const { kind, patient_id, invitation_id, appointment_id } = mail
  const row = await db
    .selectFrom('mail')
    .select('id')
    .where('patient_id', 'is', patient_id)
    .where('appointment_id', 'is', appointment_id)
    .where('series_id', 'is', mail.series_id)
    .where('state', 'in', ['waiting', 'leaving'])
    .$if(appointment_id === null, (query) => query.where('kind', '=', kind).where('invitation_id', 'is', invitation_id))
    .$if(appointment_id !== null, (query) => query.where('created_at', '>=', mail.created_at))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Newest first, with the patient's name; without reminders that wait for their time. */
export function listMails(db: Db, limit: number) {
  return mailsWithNames(db)
    .where((eb) => eb.or([eb('kind', '!=', 'reminder'), eb('state', '!=', 'waiting')]))
    .orderBy('mail.created_at', 'desc')
    .orderBy('mail.id', 'desc')
    .limit(limit)
    .execute()
}

/** R9.1: reminders that wait for their time, the next to leave first. */
export function listWaitingReminders(db: Db, limit: number) {
  return mailsWithNames(db)
    .where('kind', '=', 'reminder')
    .where('state', '=', 'waiting')
    .orderBy('leaves_at')
    .orderBy('mail.id')
    .limit(limit)
    .execute()
}

function mailsWithNames(db: Db) {
  return db
    .selectFrom('mail')
    .leftJoin('patient', 'patient.id', 'mail.patient_id')
    .select([
      'mail.id',
      'mail.patient_id',
      'invitation_id',
      'appointment_id',
      'series_id',
      'kind',
      'recipient_email',
      'subject',
      'state',
    ])
    .select(['mail.created_at', 'leaves_at', 'sent_at', 'failure_json', 'given_name', 'family_name'])
}

/** Why it did not arrive, as it was written. */
export function failureOf(row: Pick<MailRow, 'failure_json'>): MailFailure | null {
  return row.failure_json === null ? null : MailFailure.parse(JSON.parse(row.failure_json))
}

/** Whether the invitation was mailed more than this once. */
export async function hasOtherMail(db: Db, invitationId: InvitationId, mailId: MailId): Promise<boolean> {
  const other = await db
    .selectFrom('mail')
    .select('id')
    .where('invitation_id', '=', invitationId)
    .where('id', '!=', mailId)
    .executeTakeFirst()
  return other !== undefined
}

/** Whether one of this kind, about this patient to this address, has not left yet. */
export async function hasWaitingMail(
  db: Db,
  { kind, patientId, to }: { readonly kind: MailKind; readonly patientId: PatientId; readonly to: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('mail')
    .select('id')
    .where('kind', '=', kind)
    .where('patient_id', '=', patientId)
    .where('recipient_email', '=', to)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return row !== undefined
}
