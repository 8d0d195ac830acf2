import { sql } from 'kysely'
import { z } from 'zod'
import {
  AppointmentId,
  AssignmentId,
  DocumentId,
  InboxItemId,
  InvitationId,
  LinkId,
  MailId,
  PartId,
  PatientId,
  PlanId,
  MessageId,
  SubmissionId,
  ThreadId,
  WaitingEntryId,
} from '../../../shared/domain/ids.ts'
import { AccessLevel } from '../../../shared/domain/invitations.ts'
import { searchText } from '../../../shared/domain/patientSearch.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'

/** A link that gave way to an older one of the same key, and what hung on it. */
const Folded = z.object({
  from: LinkId,
  to: LinkId,
  appointments: z.array(AppointmentId),
  submissions: z.array(SubmissionId),
  /** Absent of what was merged before patients sent files. */
  files: z.array(PartId).default([]),
  invitations: z.array(InvitationId),
  items: z.array(InboxItemId),
  /** Absent of what was merged before there were messages. */
  messages: z.array(MessageId).default([]),
  threads: z.array(ThreadId).default([]),
})
export type Folded = z.infer<typeof Folded>

/** What a merge moved: the rows that are put back, and no others. */
export const Moved = z.object({
  appointment: z.array(AppointmentId),
  assignment: z.array(AssignmentId),
  submission: z.array(SubmissionId),
  invitation: z.array(InvitationId),
  mail: z.array(MailId),
  part: z.array(PartId),
  plan: z.array(PlanId),
  inbox_item: z.array(InboxItemId),
  /** Absent of what was merged before there was a waiting list. */
  waiting_entry: z.array(WaitingEntryId).default([]),
  message_thread: z.array(ThreadId).default([]),
  file: z.array(PartId).default([]),
  document: z.array(DocumentId).default([]),
  link: z.array(z.object({ id: LinkId, level: AccessLevel })),
  folded: z.array(Folded),
  /** Who had been merged into whoever was merged; absent of what was merged before a chart could be. */
  merges: z.array(PatientId).default([]),
})
export type Moved = z.infer<typeof Moved>

/** Whose rows hang on a patient, and go along when two charts become one. */
export const MERGED_TABLES = [
  'appointment',
  'assignment',
  'submission',
  'invitation',
  'mail',
  'part',
  'plan',
  'inbox_item',
  'waiting_entry',
  'message_thread',
  'file',
  'document',
] as const
type Table = (typeof MERGED_TABLES)[number]

/** What hangs on one patient hangs on another from now on; links are moved apart. @returns which rows */
export async function moveRows(tx: Tx, from: PatientId, to: PatientId): Promise<Pick<Moved, Table>> {
  const moved: Record<Table, string[]> = {
    ...{
      appointment: [],
      assignment: [],
      submission: [],
      invitation: [],
      mail: [],
      part: [],
      plan: [],
      inbox_item: [],
      waiting_entry: [],
      message_thread: [],
      file: [],
      document: [],
    },
  }
  for (const table of MERGED_TABLES) {
    const rows = await tx
      .updateTable(table)
      .set({ patient_id: to })
      .where('patient_id', '=', from)
      .returning('id')
      .execute()
    moved[table] = rows.map(({ id }) => id)
  }
  return Moved.omit({ link: true, folded: true, merges: true }).parse(moved)
}

/** The same rows go back; what has gone elsewhere since stays there. */
export async function putRowsBack(
  tx: Tx,
  moved: Pick<Moved, Table>,
  { from, to }: { readonly from: PatientId; readonly to: PatientId },
): Promise<void> {
  for (const table of MERGED_TABLES) {
    await tx
      .updateTable(table)
      .set({ patient_id: to })
      .where('id', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(moved[table])}))`)
      .where('patient_id', '=', from)
      .execute()
  }
}

/** Who was merged into one is merged into the other from now on. @param only these of them @returns who */
export async function moveMerges(
  tx: Tx,
  from: PatientId,
  to: PatientId,
  only: readonly PatientId[] | null = null,
): Promise<PatientId[]> {
  const rows = await tx
    .updateTable('patient_merge')
    .set({ chart_id: to })
    .where('chart_id', '=', from)
    .$if(only !== null, (query) => query.where('patient_id', 'in', only ?? []))
    .returning('patient_id')
    .execute()
  const moved = rows.map(({ patient_id }) => PatientId.parse(patient_id))
  if (moved.length > 0) await tx.updateTable('patient').set({ merged_into: to }).where('id', 'in', moved).execute()
  return moved
}

/** What hangs on a link. */
export async function readHanging(db: Db, link: LinkId): Promise<Omit<Folded, 'from' | 'to'>> {
  const ids = async (rows: Promise<readonly { readonly id: string }[]>) => (await rows).map(({ id }) => id)
  return Folded.omit({ from: true, to: true }).parse({
    appointments: await ids(db.selectFrom('appointment').select('id').where('booked_by_link_id', '=', link).execute()),
    submissions: await ids(db.selectFrom('submission').select('id').where('link_id', '=', link).execute()),
    files: await ids(db.selectFrom('file').select('id').where('link_id', '=', link).execute()),
    invitations: await ids(
      db.selectFrom('link_invitation').select('invitation_id as id').where('link_id', '=', link).execute(),
    ),
    items: await ids(
      db
        .selectFrom('inbox_item')
        .select('id')
        .where(sql`facts_json ->> '$.linkId'`, '=', link)
        .execute(),
    ),
    messages: await ids(db.selectFrom('message').select('id').where('link_id', '=', link).execute()),
    threads: await ids(db.selectFrom('message_thread').select('id').where('begun_by_link_id', '=', link).execute()),
  })
}

/** What hung on a link that gave way hangs on it again. */
export async function unfold(
  tx: Tx,
  { from, to, appointments, submissions, files, invitations, items, messages, threads }: Folded,
): Promise<void> {
  const these = (ids: readonly string[]) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  await tx.updateTable('appointment').set({ booked_by_link_id: from }).where('id', 'in', these(appointments)).execute()
  await tx.updateTable('submission').set({ link_id: from }).where('id', 'in', these(submissions)).execute()
  await tx.updateTable('file').set({ link_id: from }).where('id', 'in', these(files)).execute()
  await tx
    .updateTable('link_invitation')
    .set({ link_id: from })
    .where('link_id', '=', to)
    .where('invitation_id', 'in', these(invitations))
    .execute()
  await tx
    .updateTable('inbox_item')
    .set({ facts_json: sql<string>`json_set(facts_json, '$.linkId', ${from})` })
    .where('id', 'in', these(items))
    .execute()
  await tx.updateTable('message').set({ link_id: from }).where('id', 'in', these(messages)).execute()
  await tx.updateTable('message_thread').set({ begun_by_link_id: from }).where('id', 'in', these(threads)).execute()
}

/** R6.5: they turned out to be somebody else, and stand in no list any more; null: again a person before a chart. */
export async function setMerged(
  tx: Tx,
  patient: PatientDetails & { readonly id: PatientId; readonly chartNumber: number },
  into: PatientId | null,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('patient')
    .set((row) => ({
      merged_into: into,
      archived_at: into === null ? null : now,
      version: row('version', '+', 1),
      changed_at: now,
    }))
    .where('id', '=', patient.id)
    .execute()
  const { chartNumber: rowid } = patient
  if (into !== null) await tx.deleteFrom('patient_search').where('rowid', '=', rowid).execute()
  else
    await tx
      .insertInto('patient_search')
      .values({ rowid, ...searchText(patient) })
      .execute()
}

/** A person before a chart has one from now on, or is one again. */
export async function setStanding(
  tx: Tx,
  id: PatientId,
  standing: 'chart' | 'provisional',
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('patient')
    .set((row) => ({ standing, version: row('version', '+', 1), changed_at: now }))
    .where('id', '=', id)
    .execute()
}

export async function insertMerge(
  tx: Tx,
  merge: {
    readonly patientId: PatientId
    readonly chartId: PatientId
    readonly moved: Moved
    readonly at: Instant
    readonly by: string
  },
): Promise<void> {
  await tx
    .insertInto('patient_merge')
    .values({
      ...{ patient_id: merge.patientId, chart_id: merge.chartId, moved_json: JSON.stringify(merge.moved) },
      ...{ merged_at: merge.at, merged_by: merge.by },
    })
    .execute()
}

export async function findMerge(db: Db, patientId: PatientId) {
  const row = await db.selectFrom('patient_merge').selectAll().where('patient_id', '=', patientId).executeTakeFirst()
  if (!row) return null
  return { chartId: PatientId.parse(row.chart_id), moved: Moved.parse(JSON.parse(row.moved_json)), at: row.merged_at }
}

/** Charts that were merged into this one since then; who had no chart before is undone where they were matched (R6.5). */
export async function listChartsMergedInto(db: Db, chartId: PatientId, since: Instant) {
  return db
    .selectFrom('patient_merge')
    .innerJoin('patient', 'patient.id', 'patient_merge.patient_id')
    .select(['patient_merge.patient_id', 'merged_at', 'given_name', 'family_name', 'chart_number'])
    .where('chart_id', '=', chartId)
    .where('merged_at', '>=', since)
    .where('patient.standing', '=', 'chart')
    .orderBy('merged_at', 'desc')
    .execute()
}

export async function deleteMerge(tx: Tx, patientId: PatientId): Promise<void> {
  await tx.deleteFrom('patient_merge').where('patient_id', '=', patientId).execute()
}
