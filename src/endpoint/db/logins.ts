import { sql } from 'kysely'
import { PortalLogin } from '../../shared/contract/portal.ts'
import { LoginId, type ClinicId, type InvitationId } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { PasswordParameters } from '../../shared/envelope/passwords.ts'
import { fromStored, SEALED_BYTES, toStored } from './ageFile.ts'
import type { Db, EndpointTables, Tx } from './tables.ts'

export type StoredLogin = PortalLogin & {
  readonly authHash: string
  readonly keyringTokenHash: string
  readonly salt: string
  readonly parameters: PasswordParameters
}

export function toLogin(
  row: Omit<EndpointTables['login'], 'email_key' | 'created_at' | 'clinic_id' | 'parked_by' | 'made_by'>,
): StoredLogin {
  const login = PortalLogin.parse({
    id: row.id,
    email: row.email,
    keyring: fromStored(row.keyring_sealed),
    keyringRevision: row.keyring_revision,
    recipient: row.recipient,
  })
  const parameters = PasswordParameters.parse(JSON.parse(row.parameters_json))
  return { ...login, authHash: row.auth_hash, keyringTokenHash: row.keyring_token_hash, salt: row.salt, parameters }
}

/** R11.6: any other row was written by something else, and would block the process while it is read: it counts as none. */
export const isReadable = sql<boolean>`(octet_length(parameters_json) <= ${4 * 1024} AND octet_length(keyring_sealed) <= ${SEALED_BYTES})`

export async function findLoginByEmail(db: Db, clinicId: ClinicId, emailKey: string): Promise<StoredLogin | null> {
  const row = await db
    .selectFrom('login')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', emailKey)
    .where(isReadable)
    .executeTakeFirst()
  return row ? toLogin(row) : null
}

/** No more of it is read, so that asking for a salt costs the same whether there is a login or not, and whatever it holds. */
export async function findSalt(
  db: Db,
  clinicId: ClinicId,
  emailKey: string,
): Promise<{ readonly id: LoginId; readonly salt: string } | null> {
  const row = await db
    .selectFrom('login')
    .select(['id', 'salt'])
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', emailKey)
    .executeTakeFirst()
  return row ? { id: LoginId.parse(row.id), salt: row.salt } : null
}

/** All that a sign-in compares with, so that it costs the same whether there is a login or not. */
export async function findAuth(
  db: Db,
  clinicId: ClinicId,
  emailKey: string,
): Promise<{ readonly id: LoginId; readonly authHash: string; readonly parameters: PasswordParameters } | null> {
  const row = await db
    .selectFrom('login')
    .select(['id', 'auth_hash', 'parameters_json'])
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', emailKey)
    .where(isReadable)
    .executeTakeFirst()
  if (!row) return null
  const parameters = PasswordParameters.parse(JSON.parse(row.parameters_json))
  return { id: LoginId.parse(row.id), authHash: row.auth_hash, parameters }
}

/** False when the e-mail has a login. @param madeBy the invitation by which it takes another's place */
export async function insertLogin(
  tx: Tx,
  clinicId: ClinicId,
  emailKey: string,
  login: StoredLogin,
  now: Instant,
  madeBy: InvitationId | null = null,
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
      keyring_token_hash: login.keyringTokenHash,
      keyring_revision: login.keyringRevision,
      created_at: now,
      parked_by: null,
      made_by: madeBy,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'email_key']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export type KeyringChange = {
  readonly keyring: string
  /** Hash of what whoever changes it was able to derive from the password. */
  readonly tokenHash: string
  readonly seenRevision: number
  /** The same password, stretched anew. */
  readonly grown?: { readonly authHash: string; readonly parameters: PasswordParameters; readonly tokenHash: string }
}

/**
 * Also locks the login until the transaction ends: one redeems one thing at a time.
 * @returns the new revision; `refused` without the password's token, `moved` where another device was faster
 */
export async function setKeyring(
  tx: Tx,
  clinicId: ClinicId,
  id: LoginId,
  { keyring, tokenHash, seenRevision, grown }: KeyringChange,
): Promise<number | 'refused' | 'moved'> {
  const isLogin = sql<boolean>`(clinic_id = ${clinicId} AND id = ${id})`
  const changed = await tx
    .updateTable('login')
    .set({
      keyring_sealed: toStored(keyring),
      keyring_revision: seenRevision + 1,
      ...(grown && {
        auth_hash: grown.authHash,
        parameters_json: JSON.stringify(grown.parameters),
        keyring_token_hash: grown.tokenHash,
      }),
    })
    .where(isLogin)
    .where('parked_by', 'is', null)
    .where('keyring_token_hash', '=', tokenHash)
    .where('keyring_revision', '=', seenRevision)
    .executeTakeFirst()
  if (changed.numUpdatedRows > 0n) return seenRevision + 1
  const login = await tx
    .selectFrom('login')
    .select(['keyring_token_hash', 'parked_by'])
    .where(isLogin)
    .executeTakeFirst()
  return login?.keyring_token_hash === tokenHash && login.parked_by === null ? 'moved' : 'refused'
}
