import type { Insertable, Selectable } from 'kysely'
import { WORTH_TRYING_AGAIN, type EventKind, type SetAsideReason } from '../../../shared/domain/setAside.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { EventSetAsideTable } from './wireTables.ts'

/** Kept as it came, its envelope closed. What was kept before under the same number stays. @returns whether it is new */
export async function insertEventSetAside(tx: Tx, row: Insertable<EventSetAsideTable>): Promise<boolean> {
  const added = await tx
    .insertInto('event_set_aside')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .execute()
  return added.length > 0
}

/** What was set aside for one reason, of one kind. */
export type SetAsideGroup = { readonly reason: SetAsideReason; readonly kind: EventKind | null }

/** The next few that are worth trying again and that nobody has put away: each may be as large as an envelope can be. */
export function listEventsSetAside(
  db: Db,
  page: { readonly afterSeq: number; readonly limit: number; readonly group: SetAsideGroup | null },
): Promise<Pick<Selectable<EventSetAsideTable>, 'seq' | 'event_json'>[]> {
  const { group } = page
  return openSetAside(db)
    .select(['seq', 'event_json'])
    .where('seq', '>', page.afterSeq)
    .where('reason', 'in', WORTH_TRYING_AGAIN)
    .$if(group !== null, (query) =>
      query.where('reason', '=', group?.reason ?? 'notApplied').where('kind', 'is', group?.kind ?? null),
    )
    .orderBy('seq')
    .limit(page.limit)
    .execute()
}

/** How many there are of each, and since when, newest first. */
export function countEventsSetAside(db: Db) {
  return openSetAside(db)
    .select((query) => [
      'reason',
      'kind',
      query.fn.countAll<number>().as('count'),
      query.fn.max('set_aside_at').as('newest_at'),
    ])
    .groupBy(['reason', 'kind'])
    .orderBy('newest_at', 'desc')
    .execute()
}

function openSetAside(db: Db) {
  return db.selectFrom('event_set_aside').where('put_away_at', 'is', null)
}

export async function deleteEventSetAside(tx: Tx, seq: number): Promise<void> {
  await tx.deleteFrom('event_set_aside').where('seq', '=', seq).execute()
}

/** They stay in the file, and are neither shown nor tried again. @returns how many */
export async function putEventsAway(tx: Tx, { reason, kind }: SetAsideGroup, at: Instant): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('event_set_aside')
    .set({ put_away_at: at })
    .where('reason', '=', reason)
    .where('kind', 'is', kind)
    .where('put_away_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
