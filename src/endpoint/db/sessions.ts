import { sql } from 'kysely'
import type { PortalSession } from '../../shared/contract/portalAccount.ts'
import { BrowserDevice, browserDevice } from '../../shared/domain/browserDevice.ts'
import type { ClinicId, LoginId } from '../../shared/domain/ids.ts'
import { HOUR, Instant, MINUTE, plusMilliseconds } from '../../shared/domain/time.ts'
import { isReadable, toLogin, type StoredLogin } from './logins.ts'
import type { Db } from './tables.ts'

const IDLE_MILLISECONDS = 30 * MINUTE
const LONGEST_MILLISECONDS = 12 * HOUR
const MOST_SESSIONS = 20
/** `used_at` is written at most this often, so that reading does not mean writing. */
const TOUCH_MILLISECONDS = MINUTE

/** R11.6: a login has twenty, since the right password is counted by no limit: the oldest makes room. */
export async function insertSession(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  { tokenHash, device }: { readonly tokenHash: string; readonly device: BrowserDevice },
  now: Instant,
): Promise<void> {
  const ofLogin = sql<boolean>`(clinic_id = ${clinicId} AND login_id = ${loginId})`
  await db
    .deleteFrom('session')
    .where(ofLogin)
    .where('token_hash', 'not in', (query) =>
      query
        .selectFrom('session')
        .select('token_hash')
        .where(ofLogin)
        .orderBy('started_at', 'desc')
        .limit(MOST_SESSIONS - 1),
    )
    .execute()
  await db
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      clinic_id: clinicId,
      login_id: loginId,
      started_at: now,
      used_at: now,
      device_json: JSON.stringify(device),
    })
    .execute()
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

/** @param but stays; null for none */
export async function deleteSessionsOf(
  db: Db,
  clinicId: ClinicId,
  loginId: string,
  but: string | null = null,
): Promise<void> {
  await db
    .deleteFrom('session')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('token_hash', '!=', but ?? '')
    .execute()
}

/** One of a login's own. */
export async function deleteSessionOf(db: Db, clinicId: ClinicId, loginId: LoginId, tokenHash: string): Promise<void> {
  await db
    .deleteFrom('session')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** The login whose session at this clinic still runs: 30 idle minutes, 12 hours at most. Using it prolongs it. */
export async function findSession(
  db: Db,
  clinicId: ClinicId,
  tokenHash: string,
  now: Instant,
): Promise<StoredLogin | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('login', (join) =>
      join.onRef('login.clinic_id', '=', 'session.clinic_id').onRef('login.id', '=', 'session.login_id'),
    )
    .selectAll('login')
    .select('session.used_at')
    .where('session.clinic_id', '=', clinicId)
    .where('session.token_hash', '=', tokenHash)
    .where(isReadable)
    // A session that began in the moment in which its login was parked.
    .where('login.parked_by', 'is', null)
    .where('session.used_at', '>', plusMilliseconds(now, -IDLE_MILLISECONDS))
    .where('session.started_at', '>', plusMilliseconds(now, -LONGEST_MILLISECONDS))
    .executeTakeFirst()
  if (!row) return null
  if (row.used_at < plusMilliseconds(now, -TOUCH_MILLISECONDS)) {
    await db.updateTable('session').set({ used_at: now }).where('token_hash', '=', tokenHash).execute()
  }
  return toLogin(row)
}

/** Those of a login that still run, the last used first. */
export async function listSessions(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  now: Instant,
): Promise<Omit<PortalSession, 'isThis'>[]> {
  const rows = await db
    .selectFrom('session')
    .select(['token_hash', 'device_json', 'started_at', 'used_at'])
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('used_at', '>', plusMilliseconds(now, -IDLE_MILLISECONDS))
    .where('started_at', '>', plusMilliseconds(now, -LONGEST_MILLISECONDS))
    .orderBy('used_at', 'desc')
    .orderBy('token_hash')
    .limit(MOST_SESSIONS)
    .execute()
  return rows.map(({ token_hash, device_json, started_at, used_at }) => ({
    id: token_hash,
    device: device_json === null ? browserDevice('') : BrowserDevice.parse(JSON.parse(device_json)),
    startedAt: Instant.parse(started_at),
    usedAt: Instant.parse(used_at),
  }))
}

/** Whether somebody is signed in by this token, at whichever clinic. Prolongs nothing. */
export async function isSessionAlive(db: Db, tokenHash: string, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .where('used_at', '>', plusMilliseconds(now, -IDLE_MILLISECONDS))
    .where('started_at', '>', plusMilliseconds(now, -LONGEST_MILLISECONDS))
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteDeadSessions(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('session')
    .where((where) =>
      where.or([
        where('used_at', '<=', plusMilliseconds(now, -IDLE_MILLISECONDS)),
        where('started_at', '<=', plusMilliseconds(now, -LONGEST_MILLISECONDS)),
      ]),
    )
    .execute()
}
