import { sql, type Kysely } from 'kysely'
import type { EventBody } from '../../shared/contract/events.ts'
import type { ClinicId, LoginId } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { fromStored, toStored } from './ageFile.ts'
import { countStored, requireRoomForEvent } from './quotas.ts'
import type { Db, EndpointTables, Tx } from './tables.ts'

/** A page never holds more than about this many bytes of envelopes, so that 1,000 long submissions stay readable. */
const PAGE_BYTES = 6 * 1024 * 1024
/** R11.6: what a call stores is far less. A row beyond it was written by something else, and would fill a whole answer. */
const ROW_BYTES = { sealed: 8 * 1024 * 1024, clear: 64 * 1024 }
const bytesOf = {
  sealed: sql<number>`coalesce(octet_length(body_sealed), 0)`,
  clear: sql<number>`octet_length(id) + octet_length(at) + octet_length(body_json)`,
}

/**
 * Appends in the transaction of its cause. The clinic's row is locked until the commit, so that numbers become visible
 * in their order and a reader never passes over a late one.
 * @throws QuotaReachedError where a login has too much waiting already
 */
export async function appendEvent(
  tx: Tx,
  clinicId: ClinicId,
  event: { readonly id: string; readonly at: Instant; readonly body: EventBody; readonly loginId?: LoginId | null },
): Promise<void> {
  const { sealed, ...clear } = { sealed: null, ...event.body }
  const stored = sealed === null ? null : toStored(sealed)
  const bytes = stored?.length ?? 0
  const loginId = event.loginId ?? null
  if (loginId !== null) await requireRoomForEvent(tx, clinicId, loginId, bytes)
  const { last_seq: seq } = await tx
    .updateTable('clinic')
    .set({ last_seq: sql`last_seq + 1`, stored_bytes: sql`stored_bytes + ${bytes}` })
    .where('id', '=', clinicId)
    .returning('last_seq')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('event')
    .values({
      clinic_id: clinicId,
      seq,
      id: event.id,
      at: event.at,
      body_json: JSON.stringify(clear),
      body_sealed: stored,
      login_id: loginId,
      bytes,
    })
    .execute()
}

/**
 * The events after `after`, in order, each row as it is found: the desk sets aside what is no event (R11.6). Of one that is
 * too large there is its number alone. `hasMore` when the page was cut by number or by size.
 */
export async function readEvents(
  db: Db,
  clinicId: ClinicId,
  after: number,
  { limit, maxBytes = PAGE_BYTES }: { readonly limit: number; readonly maxBytes?: number | undefined },
): Promise<{ events: unknown[]; hasMore: boolean }> {
  const sizes = await db
    .selectFrom('event')
    .select(['seq', bytesOf.sealed.as('sealed'), bytesOf.clear.as('clear')])
    .where('clinic_id', '=', clinicId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit + 1)
    .execute()
  const page = cutPage(sizes.slice(0, limit), Math.min(maxBytes, PAGE_BYTES))
  const rows = await db
    .selectFrom('event')
    .select(['seq', 'id', 'at', 'body_json', 'body_sealed'])
    .where('clinic_id', '=', clinicId)
    .where('seq', '>', after)
    .where('seq', '<=', page.at(-1)?.seq ?? after)
    .where(bytesOf.sealed, '<=', ROW_BYTES.sealed)
    .where(bytesOf.clear, '<=', ROW_BYTES.clear)
    .execute()
  const events = new Map(
    rows.map(({ seq, id, at, body_json, body_sealed }) => {
      const sealed = body_sealed === null ? {} : { sealed: fromStored(body_sealed) }
      return [seq, { seq, id, at, body: { ...clearOf(body_json), ...sealed } }]
    }),
  )
  return { events: page.map(({ seq }) => events.get(seq) ?? { seq }), hasMore: page.length < sizes.length }
}

/** Nothing where it is no object: the characters of a string, say, would come as so many fields. */
function clearOf(bodyJson: string): object {
  try {
    const clear: unknown = JSON.parse(bodyJson)
    return typeof clear === 'object' && clear !== null && !Array.isArray(clear) ? clear : {}
  } catch {
    return {}
  }
}

type Sized = { readonly seq: number; readonly sealed: number; readonly clear: number }

/** One at least, however large. */
function cutPage(sizes: readonly Sized[], maxBytes: number): readonly Sized[] {
  let bytes = 0
  const end = sizes.findIndex(({ sealed, clear }, at) => {
    if (sealed <= ROW_BYTES.sealed && clear <= ROW_BYTES.clear) bytes += sealed + clear
    return at > 0 && bytes > maxBytes
  })
  return end < 0 ? sizes : sizes.slice(0, end)
}

/**
 * The desk has seen a number that this database has not given out: a backup was put back here. What stands here is
 * numbered anew, behind what the desk has seen, or the desk would pass over what patients did since. What it had seen
 * before comes once more, rather than that anything is lost. A row that stands beyond what was counted has been counted by
 * nobody, and is no reason to number anything anew: that would hand out again what the desk has just committed, for ever.
 */
export async function countBeyond(db: Kysely<EndpointTables>, clinicId: ClinicId, seen: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('clinic')
      .set((eb) => ({
        last_seq: eb
          .selectFrom('event')
          .select((event) => event.fn.coalesce(event.fn.max('event.seq'), eb.ref('clinic.last_seq')).as('top'))
          .where('event.clinic_id', '=', clinicId),
      }))
      .where('id', '=', clinicId)
      .where('last_seq', '<', (eb) =>
        eb
          .selectFrom('event')
          .select((event) => event.fn.coalesce(event.fn.max('event.seq'), event.lit(0)).as('top'))
          .where('event.clinic_id', '=', clinicId),
      )
      .execute()
    const { numUpdatedRows } = await tx
      .updateTable('clinic')
      .set({ last_seq: sql`last_seq + ${seen}` })
      .where('id', '=', clinicId)
      .where('last_seq', '<', seen)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return
    await tx
      .updateTable('event')
      .set({ seq: sql`seq + ${seen}` })
      .where('clinic_id', '=', clinicId)
      .execute()
  })
}

/** The desk has committed them: payload and all go. */
export async function deleteEvents(db: Kysely<EndpointTables>, clinicId: ClinicId, upTo: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('event')
      .where('clinic_id', '=', clinicId)
      .where('seq', '<=', upTo)
      .returning('bytes')
      .execute()
    await countStored(
      tx,
      clinicId,
      gone.reduce((sum, { bytes }) => sum - bytes, 0),
    )
  })
}
