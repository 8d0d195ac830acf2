import { randomBytes } from 'node:crypto'
import type { Db } from './tables.ts'

/** 32 random bytes that this endpoint makes once and keeps; several processes on one database share them. */
export async function endpointKey(db: Db, name: 'salt'): Promise<Buffer> {
  await db
    .insertInto('endpoint_key')
    .values({ name, value: randomBytes(32) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { value } = await db
    .selectFrom('endpoint_key')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return value
}
