import { BrowserDevice } from '../../shared/domain/browserDevice.ts'
import { LoginId, type ClinicId } from '../../shared/domain/ids.ts'
import { Instant } from '../../shared/domain/time.ts'
import { fromStored, toStored } from './ageFile.ts'
import type { Db, Tx } from './tables.ts'

const MOST_PASSKEYS = 10

export type NewPasskey = {
  readonly idHash: string
  readonly authHash: string
  readonly wrapSealed: string
  readonly device: BrowserDevice
}

/** A login has ten: the oldest makes room. */
export async function insertPasskey(
  tx: Tx,
  clinicId: ClinicId,
  loginId: LoginId,
  { idHash, authHash, wrapSealed, device }: NewPasskey,
  now: Instant,
): Promise<void> {
  const before = await listPasskeys(tx, clinicId, loginId)
  for (const { id } of before.slice(MOST_PASSKEYS - 1)) await deletePasskey(tx, clinicId, loginId, id)
  await tx
    .insertInto('passkey')
    .values({
      ...{ clinic_id: clinicId, id_hash: idHash, login_id: loginId, auth_hash: authHash },
      ...{ wrap_sealed: toStored(wrapSealed), device_json: JSON.stringify(device), made_at: now },
    })
    .execute()
}

/** The newest first. */
export async function listPasskeys(db: Db, clinicId: ClinicId, loginId: LoginId) {
  const rows = await db
    .selectFrom('passkey')
    .select(['id_hash', 'device_json', 'made_at'])
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .orderBy('made_at', 'desc')
    .orderBy('id_hash')
    .execute()
  return rows.map(({ id_hash, device_json, made_at }) => ({
    id: id_hash,
    device: BrowserDevice.parse(JSON.parse(device_json)),
    madeAt: Instant.parse(made_at),
  }))
}

/** Of whom it is, with what it proves itself by, and its login's e-mail key. */
export async function findPasskey(db: Db, clinicId: ClinicId, idHash: string) {
  const row = await db
    .selectFrom('passkey')
    .innerJoin('login', (join) =>
      join.onRef('login.clinic_id', '=', 'passkey.clinic_id').onRef('login.id', '=', 'passkey.login_id'),
    )
    .select(['passkey.login_id', 'passkey.auth_hash', 'passkey.wrap_sealed', 'login.email_key'])
    .where('passkey.clinic_id', '=', clinicId)
    .where('passkey.id_hash', '=', idHash)
    .where('login.parked_by', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const loginId = LoginId.parse(row.login_id)
  return { loginId, authHash: row.auth_hash, wrapSealed: fromStored(row.wrap_sealed), emailKey: row.email_key }
}

export async function deletePasskey(db: Db, clinicId: ClinicId, loginId: LoginId, idHash: string): Promise<void> {
  await db
    .deleteFrom('passkey')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('id_hash', '=', idHash)
    .execute()
}

/** With another password, or where one signs out everywhere: what they open is no longer the key, or is not to be opened. */
export async function deletePasskeysOf(db: Db, clinicId: ClinicId, loginId: LoginId): Promise<void> {
  await db.deleteFrom('passkey').where('clinic_id', '=', clinicId).where('login_id', '=', loginId).execute()
}
