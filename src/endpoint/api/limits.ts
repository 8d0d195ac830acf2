import type { EndpointContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { countAttempt, forgetAttempts, readAttempts, takeBackAttempt } from '../db/attempts.ts'

export type Limit = { readonly most: number; /** Milliseconds. */ readonly within: number }
export type LimitAnswer = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number }

/** `db` may be the transaction that is under way; what it counts is undone with it. */
export type Limiting = Pick<EndpointContext, 'clock' | 'secrets'> & { readonly db: Db }

/** Counts this attempt against `limit`. @param key what is counted by; only its HMAC is stored */
export async function isWithinLimit(limiting: Limiting, key: readonly string[], limit: Limit): Promise<LimitAnswer> {
  const { db, clock, secrets } = limiting
  const now = clock.now()
  if (await countAttempt(db, limitKey(secrets, key, limit.within), limit, now)) return { ok: true }
  const { resetsAt } = await countSoFar(limiting, key, limit)
  return { ok: false, retryAfterSeconds: secondsUntil(resetsAt ?? now, now) }
}

/** Whether one more would be within `limit`, without counting it. */
export async function hasRoom(
  { db, clock, secrets }: Limiting,
  key: readonly string[],
  { most, within }: Limit,
): Promise<LimitAnswer> {
  const { points, resetsAt } = await countSoFar({ db, clock, secrets }, key, { most, within })
  if (resetsAt === null || points < most) return { ok: true }
  return { ok: false, retryAfterSeconds: secondsUntil(resetsAt, clock.now()) }
}

/** How many there were in this window, and when it ends; counts nothing. */
export async function countSoFar(
  { db, clock, secrets }: Limiting,
  key: readonly string[],
  { within }: Limit,
): Promise<{ readonly points: number; readonly resetsAt: string | null }> {
  return (await readAttempts(db, limitKey(secrets, key, within), clock.now())) ?? { points: 0, resetsAt: null }
}

function secondsUntil(resetsAt: string, now: string): number {
  return Math.max(1, Math.ceil((Date.parse(resetsAt) - Date.parse(now)) / 1000))
}

/** Counts against each in turn and stops at the first that is used up: windows that grow make waits that grow. */
export async function isWithinLimits(
  limiting: Limiting,
  limits: readonly { readonly key: readonly string[]; readonly limit: Limit }[],
): Promise<LimitAnswer> {
  for (const { key, limit } of limits) {
    const answer = await isWithinLimit(limiting, key, limit)
    if (!answer.ok) return answer
  }
  return { ok: true }
}

export async function forget(
  { db, secrets }: Limiting,
  limits: readonly { readonly key: readonly string[]; readonly limit: Limit }[],
): Promise<void> {
  await forgetAttempts(
    db,
    limits.map(({ key, limit }) => limitKey(secrets, key, limit.within)),
  )
}

export async function takeBack(
  { db, secrets }: Limiting,
  limits: readonly { readonly key: readonly string[]; readonly limit: Limit }[],
): Promise<void> {
  for (const { key, limit } of limits) await takeBackAttempt(db, limitKey(secrets, key, limit.within))
}

function limitKey(secrets: Limiting['secrets'], key: readonly string[], within: number): string {
  return secrets.limitKey(...key, String(within))
}
