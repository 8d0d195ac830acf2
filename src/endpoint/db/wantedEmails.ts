import type { ClinicId, LoginId } from '../../shared/domain/ids.ts'
import { emailKey } from '../../shared/domain/people.ts'
import type { Instant } from '../../shared/domain/time.ts'
import type { Db, Tx } from './tables.ts'

/** An address that a login wants stands beside its own, finds no login and keeps nobody from it (decision 0043). */
export const NOTHING_WANTED = { wanted_email: null, wanted_token_hash: null, wanted_until: null } as const

/** In the place of what it wanted before, whose link leads nowhere from now on. */
export async function setWantedEmail(
  tx: Tx,
  clinicId: ClinicId,
  loginId: LoginId,
  { email, tokenHash, until }: { readonly email: string; readonly tokenHash: string; readonly until: Instant },
): Promise<void> {
  await tx
    .updateTable('login')
    .set({ wanted_email: email, wanted_token_hash: tokenHash, wanted_until: until })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', loginId)
    .execute()
}

/** Null for a token that is none of this login's, or not any more. */
export async function findWantedEmail(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  tokenHash: string,
  now: Instant,
): Promise<string | null> {
  const row = await db
    .selectFrom('login')
    .select('wanted_email')
    .where('clinic_id', '=', clinicId)
    .where('id', '=', loginId)
    .where('wanted_token_hash', '=', tokenHash)
    .where('wanted_until', '>', now)
    .executeTakeFirst()
  return row?.wanted_email ?? null
}

/**
 * The login is found by this address, and by its former one no more. What a booking sent to that one is over with it.
 * @param salt of the new address, with which the keys are derived from now on
 * @returns false, and nothing is changed, where another login has it
 * @throws the database's own error for a key that is there twice, where another takes it in this very moment
 */
export async function putEmail(
  tx: Tx,
  clinicId: ClinicId,
  loginId: LoginId,
  { email, salt }: { readonly email: string; readonly salt: string },
): Promise<boolean> {
  const key = emailKey(email)
  const another = await tx
    .selectFrom('login')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', key)
    .where('id', '!=', loginId)
    .executeTakeFirst()
  if (another) return false
  await tx
    .updateTable('login')
    .set({ email, email_key: key, salt, ...NOTHING_WANTED, confirm_token_hash: null, confirmed_as: null })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', loginId)
    .execute()
  return true
}

export async function forgetWantedEmails(db: Db, now: Instant): Promise<void> {
  await db.updateTable('login').set(NOTHING_WANTED).where('wanted_until', '<=', now).execute()
}
