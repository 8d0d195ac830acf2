import { PortalLogin } from '../../shared/contract/portal.ts'
import { LoginId, type ClinicId } from '../../shared/domain/ids.ts'
import { plusMilliseconds, HOUR, MINUTE, type Instant } from '../../shared/domain/time.ts'
import { PasswordParameters } from '../../shared/envelope/passwords.ts'
import { fromStored, toStored } from './ageFile.ts'
import type { Db, EndpointTables, Tx } from './tables.ts'

const IDLE_MILLISECONDS = 30 * MINUTE
const LONGEST_MILLISECONDS = 12 * HOUR
/** `used_at` is written at most this often, so that reading does not mean writing. */
const TOUCH_MILLISECONDS = MINUTE

export type StoredLogin = PortalLogin & {
  readonly authHash: string
  readonly salt: string
  readonly parameters: PasswordParameters
}

function toLogin(row: Omit<EndpointTables['login'], 'email_key' | 'created_at' | 'clinic_id'>): StoredLogin {
  const login = PortalLogin.parse({
    id: row.id,
    email: row.email,
    keyring: fromStored(row.keyring_sealed),
    recipient: row.recipient,
  })
  const parameters = PasswordParameters.parse(JSON.parse(row.parameters_json))
  return { ...login, authHash: row.auth_hash, salt: row.salt, parameters }
}

export async function findLoginByEmail(db: Db, clinicId: ClinicId, emailKey: string): Promise<StoredLogin | null> {
  const row = await db
    .selectFrom('login')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', emailKey)
    .executeTakeFirst()
  return row ? toLogin(row) : null
}

/** All that a sign-in compares with, so that it costs the same whether there is a login or not. */
export async function findAuth(
  db: Db,
  clinicId: ClinicId,
  emailKey: string,
): Promise<{ readonly id: LoginId; readonly authHash: string } | null> {
  const row = await db
    .selectFrom('login')
    .select(['id', 'auth_hash'])
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', emailKey)
    .executeTakeFirst()
  return row ? { id: LoginId.parse(row.id), authHash: row.auth_hash } : null
}

/** False when the e-mail has a login. */
export async function insertLogin(
  tx: Tx,
  clinicId: ClinicId,
  emailKey: string,
  login: StoredLogin,
  now: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('login')
    .values({
      clinic_id: clinicId,
      id: login.id,
      email: login.email,
      email_key: emailKey,
      auth_hash: login.authHash,
      salt: login.salt,
      parameters_json: JSON.stringify(login.parameters),
      recipient: login.recipient,
      keyring_sealed: toStored(login.keyring),
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'email_key']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Also locks the login until the transaction ends: one redeems one thing at a time. */
export async function setKeyring(tx: Tx, clinicId: ClinicId, id: LoginId, keyring: string): Promise<void> {
  await tx
    .updateTable('login')
    .set({ keyring_sealed: toStored(keyring) })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .execute()
}

export async function insertSession(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  tokenHash: string,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('session')
    .values({ token_hash: tokenHash, clinic_id: clinicId, login_id: loginId, started_at: now, used_at: now })
    .execute()
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
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
    .where('session.used_at', '>', plusMilliseconds(now, -IDLE_MILLISECONDS))
    .where('session.started_at', '>', plusMilliseconds(now, -LONGEST_MILLISECONDS))
    .executeTakeFirst()
  if (!row) return null
  if (row.used_at < plusMilliseconds(now, -TOUCH_MILLISECONDS)) {
    await db.updateTable('session').set({ used_at: now }).where('token_hash', '=', tokenHash).execute()
  }
  return toLogin(row)
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
