import { sql, type Kysely } from 'kysely'
import { ClinicId, LoginId } from '../../shared/domain/ids.ts'
import { emailKey } from '../../shared/domain/people.ts'
import { DAY, plusMilliseconds, type Instant } from '../../shared/domain/time.ts'
import { insertLogin, type StoredLogin } from './logins.ts'
import { removeLogin } from './removeLogin.ts'
import type { Db, EndpointTables, Tx } from './tables.ts'

/*
 * A login that a booking makes opens by no e-mail until whoever reads the mailbox has said that it is theirs: whatever e-mail
 * it names, it is stored in one way, at one cost (decision 0034).
 */

/** What no e-mail's key can be. */
function unconfirmedKey(id: string): string {
  return `unconfirmed ${id}`
}

const isUnproven = sql<boolean>`(login.confirm_token_hash IS NOT NULL AND login.confirmed_as IS NULL)`

/** @param confirmTokenHash of what its confirmation carries */
export async function insertBookedLogin(
  tx: Tx,
  clinicId: ClinicId,
  login: StoredLogin,
  confirmTokenHash: string,
  now: Instant,
): Promise<void> {
  await insertLogin(tx, clinicId, unconfirmedKey(login.id), login, now)
  await tx
    .updateTable('login')
    .set({ confirm_token_hash: confirmTokenHash })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', login.id)
    .execute()
}

/** Whether somebody has shown that they read this login's mailbox, or held an invitation. */
export async function isProven(db: Db, clinicId: ClinicId, loginId: LoginId): Promise<boolean> {
  const row = await db
    .selectFrom('login')
    .select(isUnproven.as('is_unproven'))
    .where('clinic_id', '=', clinicId)
    .where('id', '=', loginId)
    .executeTakeFirst()
  // SQLite says 0 or 1.
  return row !== undefined && !row.is_unproven
}

/** What a repeat of a booking must know of the login that it made. */
export async function findBookedAuth(db: Db, clinicId: ClinicId, loginId: LoginId): Promise<string | null> {
  const row = await db
    .selectFrom('login')
    .select('auth_hash')
    .where('clinic_id', '=', clinicId)
    .where('id', '=', loginId)
    .executeTakeFirst()
  return row?.auth_hash ?? null
}

/** R11.7: how many visits to come are booked by whom nobody has heard of by e-mail. */
export async function countUnproven(db: Db, clinicId: ClinicId, now: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('claim')
    .innerJoin('login', (join) =>
      join.onRef('login.clinic_id', '=', 'claim.clinic_id').onRef('login.id', '=', 'claim.login_id'),
    )
    .select(({ fn }) => fn.countAll<string | number>().as('count'))
    .where('claim.clinic_id', '=', clinicId)
    .where('claim.starts_at', '>', now)
    .where('claim.ended_at', 'is', null)
    .where('claim.held_until', 'is', null)
    .where(isUnproven)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type Confirmed = {
  readonly loginId: LoginId
  readonly email: string
  readonly outcome: 'confirmed' | 'hasLogin'
  readonly isNew: boolean
}

/**
 * The login has its e-mail from now on, unless another has it; null for a token that is none.
 * @throws the database's own error for a key that is there twice, where another took the e-mail in this very moment
 */
export async function confirmLogin(tx: Tx, clinicId: ClinicId, tokenHash: string): Promise<Confirmed | null> {
  const login = await tx
    .selectFrom('login')
    .select(['id', 'email', 'confirmed_as'])
    .where('clinic_id', '=', clinicId)
    .where('confirm_token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (!login) return null
  const [loginId, key] = [LoginId.parse(login.id), emailKey(login.email)]
  if (login.confirmed_as !== null) {
    return { loginId, email: login.email, outcome: outcomeOf(login.confirmed_as), isNew: false }
  }
  const another = await tx
    .selectFrom('login')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', key)
    // Its own, where the same press comes twice at once.
    .where('id', '!=', loginId)
    .executeTakeFirst()
  const outcome = another ? 'hasLogin' : 'confirmed'
  const { numUpdatedRows } = await tx
    .updateTable('login')
    .set({ confirmed_as: outcome, ...(another ? {} : { email_key: key }) })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', loginId)
    .where('confirmed_as', 'is', null)
    .executeTakeFirst()
  return { loginId, email: login.email, outcome, isNew: numUpdatedRows > 0n }
}

function outcomeOf(stored: string): Confirmed['outcome'] {
  return stored === 'confirmed' ? 'confirmed' : 'hasLogin'
}

const KEPT_MILLISECONDS = 365 * DAY

/** Nobody confirmed it, nobody is signed in to it, it holds nobody and has no visit, for a year: it goes, with its past. */
export async function deleteForgottenLogins(db: Kysely<EndpointTables>, now: Instant): Promise<void> {
  const forgotten = await db
    .selectFrom('login')
    .select(['clinic_id', 'id'])
    .where(isUnproven)
    .where('created_at', '<=', plusMilliseconds(now, -KEPT_MILLISECONDS))
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM link WHERE link.clinic_id = login.clinic_id AND link.login_id = login.id
        AND link.ended_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM session WHERE session.clinic_id = login.clinic_id AND session.login_id = login.id)
      AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.clinic_id = login.clinic_id AND claim.login_id = login.id)`,
    )
    .limit(1_000)
    .execute()
  for (const { clinic_id, id } of forgotten) {
    const [clinicId, loginId] = [ClinicId.parse(clinic_id), LoginId.parse(id)]
    await db.transaction().execute((tx) => removeLogin(tx, clinicId, loginId, now))
  }
}
