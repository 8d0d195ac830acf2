import type { ClinicId, LoginId } from '../../shared/domain/ids.ts'
import { DAY, plusMilliseconds, type Instant } from '../../shared/domain/time.ts'
import type { Db } from './tables.ts'

/** As long as a browser keeps a cookie at all. */
export const DEVICE_DAYS = 400
const MOST_DEVICES = 10

/** Whether this login was signed in to by this browser before. */
export async function isDeviceKnown(db: Db, clinicId: ClinicId, loginId: string, tokenHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('device')
    .select('token_hash')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row !== undefined
}

/** A login has ten: the one that was used longest ago makes room. */
export async function noteDevice(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  tokenHash: string,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('device')
    .values({ clinic_id: clinicId, login_id: loginId, token_hash: tokenHash, used_at: now })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'login_id', 'token_hash']).doUpdateSet({ used_at: now }))
    .execute()
  const ofLogin = db
    .selectFrom('device')
    .select('token_hash')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
  const kept = await ofLogin.orderBy('used_at', 'desc').orderBy('token_hash').limit(MOST_DEVICES).execute()
  await db
    .deleteFrom('device')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('token_hash', '!=', tokenHash)
    .where(
      'token_hash',
      'not in',
      kept.map(({ token_hash }) => token_hash),
    )
    .execute()
}

/** @param but stays; null for none */
export async function deleteDevicesOf(db: Db, clinicId: ClinicId, loginId: LoginId, but: string | null): Promise<void> {
  await db
    .deleteFrom('device')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('token_hash', '!=', but ?? '')
    .execute()
}

export async function deletePastDevices(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('device')
    .where('used_at', '<=', plusMilliseconds(now, -DEVICE_DAYS * DAY))
    .execute()
}
