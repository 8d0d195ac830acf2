import { until } from '../../support/until.ts'
import type { House } from './house.ts'

/**
 * Whoever writes to the endpoint's database names another key as the clinic's (R11.5).
 * @returns puts the clinic's own back
 */
export async function replaceClinicKey(house: House, recipient: string): Promise<() => Promise<void>> {
  const put = (from: RegExp | string, to: string) =>
    house.behindTheEndpoint(async (db) => {
      const { id, profile_json } = await db
        .selectFrom('clinic')
        .select(['id', 'profile_json'])
        .executeTakeFirstOrThrow()
      const found = profile_json.match(from)?.[0] ?? ''
      await db
        .updateTable('clinic')
        .set({ profile_json: profile_json.replace(from, to) })
        .where('id', '=', id)
        .execute()
      return found
    })
  const own = await put(/age1[0-9a-z]{58}/, recipient)
  return async () => void (await put(recipient, own))
}

/** Nothing that the clinic published says any more that the clinic made it (R11.5). */
export async function takeMacsAway(house: House): Promise<void> {
  // Nothing comes in its place meanwhile.
  await house.exchanged()
  await house.behindTheEndpoint((db) => db.updateTable('record_index').set({ macs_json: '[]' }).execute())
}

/** @returns puts the drafts back that are there now, once something else has been saved in their place (R11.5) */
export async function keepDrafts(house: House): Promise<() => Promise<void>> {
  const drafts = () => house.behindTheEndpoint((db) => db.selectFrom('draft').selectAll().execute())
  const kept = await drafts()
  const before = JSON.stringify(kept)
  return async () => {
    await until(async () => JSON.stringify(await drafts()) !== before, 'another draft')
    await house.behindTheEndpoint(async (db) => {
      for (const { assignment_id, ...draft } of kept) {
        await db.updateTable('draft').set(draft).where('assignment_id', '=', assignment_id).execute()
      }
    })
  }
}
