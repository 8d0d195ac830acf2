import { sql, type Insertable, type Selectable } from 'kysely'
import type { AppointmentId, InboxItemId, LinkId, MailId, PatientId } from '../../../shared/domain/ids.ts'
import { InboxFacts, type InboxKind } from '../../../shared/domain/inboxFacts.ts'
import type { ProfileProposal } from '../../../shared/domain/profileProposals.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { InboxItemTable } from './wireTables.ts'

export type InboxItemRow = Selectable<InboxItemTable>

const insert = compileOnce((db, row: Insertable<InboxItemTable>) =>
  db
    .insertInto('inbox_item')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
)

/** One item an event and a request: the same a second time adds nothing. @returns whether it is new */
export async function insertInboxItem(
  tx: Tx,
  row: Omit<Insertable<InboxItemTable>, 'done_at' | 'done_by'>,
): Promise<boolean> {
  return (await insert(tx, { ...row, done_at: null, done_by: null })).length > 0
}

/** Whether one about this e-mail waits for a person. */
export async function hasOpenItemOfMail(db: Db, mailId: MailId): Promise<boolean> {
  const row = await db
    .selectFrom('inbox_item')
    .select('id')
    .where('mail_id', '=', mailId)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether one of this kind about a visit waits for a person. */
export async function hasOpenItemOfVisit(db: Db, id: AppointmentId, kind: InboxKind): Promise<boolean> {
  const row = await db
    .selectFrom('inbox_item')
    .select('id')
    .where('appointment_id', '=', id)
    .where('kind', '=', kind)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** By the program itself. @returns whether any waited */
export async function settleItemsOfVisit(tx: Tx, id: AppointmentId, kind: InboxKind, now: Instant): Promise<boolean> {
  const settled = await tx
    .updateTable('inbox_item')
    .set({ done_at: now })
    .where('appointment_id', '=', id)
    .where('kind', '=', kind)
    .where('done_at', 'is', null)
    .returning('id')
    .execute()
  return settled.length > 0
}

const LINK_TOLD = sql<string>`inbox_item.facts_json ->> '$.linkId'`

/** Whether one that tells of this link waits for a person. */
export async function hasOpenItemOfLink(db: Db, linkId: LinkId): Promise<boolean> {
  const row = await db
    .selectFrom('inbox_item')
    .select('id')
    .where(LINK_TOLD, '=', linkId)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** What told of a link tells of another from now on, so that its acts are there still (R4.8). */
export async function moveInboxItems(tx: Tx, from: LinkId, to: LinkId): Promise<void> {
  await tx
    .updateTable('inbox_item')
    .set({ facts_json: sql<string>`json_set(facts_json, '$.linkId', ${to})` })
    .where(LINK_TOLD, '=', from)
    .execute()
  await tx
    .updateTable('inbox_item')
    .set({ facts_json: sql<string>`json_set(facts_json, '$.byLinkId', ${to})` })
    .where(sql<string>`facts_json ->> '$.byLinkId'`, '=', from)
    .execute()
}

/** R8.4: what holders of a patient proposed to change, the newest first. */
export async function listProposals(
  db: Db,
  patientId: PatientId,
  limit: number,
): Promise<(ProfileProposal & { readonly linkId: LinkId })[]> {
  const rows = await db
    .selectFrom('inbox_item')
    .select(['facts_json', 'received_at', 'done_at'])
    .where('patient_id', '=', patientId)
    .where('kind', '=', 'profile')
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap(({ facts_json, received_at, done_at }) => {
    const facts = InboxFacts.parse(JSON.parse(facts_json))
    if (facts.kind !== 'profile' || !facts.isFromHolder) return []
    const { byLinkId, changes, outcome } = facts
    const decidedAt = done_at === null ? null : Instant.parse(done_at)
    return [{ linkId: byLinkId, sentAt: Instant.parse(received_at), changes, outcome, decidedAt }]
  })
}

/** What came of it is kept with it. */
export async function setInboxFacts(tx: Tx, id: InboxItemId, facts: InboxFacts): Promise<void> {
  await tx
    .updateTable('inbox_item')
    .set({ facts_json: JSON.stringify(facts) })
    .where('id', '=', id)
    .execute()
}

/** Whether one of this kind came after `since`, settled or not. */
export async function hasInboxItemSince(db: Db, kind: InboxKind, since: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('inbox_item')
    .select('id')
    .where('kind', '=', kind)
    .where('received_at', '>', since)
    .executeTakeFirst()
  return row !== undefined
}

export async function findInboxItem(db: Db, id: InboxItemId): Promise<InboxItemRow | null> {
  return (await db.selectFrom('inbox_item').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function settleInboxItem(tx: Tx, id: InboxItemId, now: Instant, staffId: string): Promise<void> {
  await tx.updateTable('inbox_item').set({ done_at: now, done_by: staffId }).where('id', '=', id).execute()
}

/** It waits for a person again. */
export async function reopenInboxItem(tx: Tx, id: InboxItemId): Promise<void> {
  await tx.updateTable('inbox_item').set({ done_at: null, done_by: null }).where('id', '=', id).execute()
}

/** R11.6: of one sender so many wait in the list; those behind them follow as these are settled. */
const SHOWN_OF_ONE = 50

/** Whose it is: of the login that wrote it, or of the patient; what nobody is known to have written is one of its kind. */
const WHOSE = sql`coalesce(kept_for, CASE WHEN kept_bytes IS NULL THEN patient_id END, kind)`

/** What waits, but for what one sender alone has so much of that it would fill the list. */
function waitingOfEach(db: Db) {
  const numbered = db
    .selectFrom('inbox_item')
    .select([
      'id',
      sql<number>`row_number() OVER (PARTITION BY ${WHOSE} ORDER BY received_at DESC, id DESC)`.as('place'),
    ])
    .where('done_at', 'is', null)
  return db.selectFrom(numbered.as('waiting')).select('waiting.id').where('place', '<=', SHOWN_OF_ONE)
}

/** Newest first, with the patient's name, and the link that an item tells of while it has not ended. */
export function listInboxItems(db: Db, includeDone: boolean, limit: number) {
  return selectItems(db)
    .where((eb) =>
      eb.or([
        eb('inbox_item.id', 'in', waitingOfEach(db)),
        ...(includeDone ? [eb('inbox_item.done_at', 'is not', null)] : []),
      ]),
    )
    .orderBy('received_at', 'desc')
    .orderBy('inbox_item.id', 'desc')
    .limit(limit)
    .execute()
}

/** The same of one item, and who settled it. */
export async function findInboxItemShown(db: Db, id: InboxItemId) {
  const row = await selectItems(db)
    .leftJoin('staff', 'staff.id', 'inbox_item.done_by')
    .select('staff.name as done_by_name')
    .where('inbox_item.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

function selectItems(db: Db) {
  return db
    .selectFrom('inbox_item')
    .leftJoin('patient', 'patient.id', 'inbox_item.patient_id')
    .leftJoin('link', (join) => join.on((eb) => eb('link.id', '=', LINK_TOLD)).on('link.ended_at', 'is', null))
    .selectAll('inbox_item')
    .select(['given_name', 'family_name', 'link.id as live_link_id'])
}
