import type { OneTimeCode } from '../../../shared/contract/desk/staff.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import { ONE_TIME_CODE } from '../../../shared/domain/staff.ts'
import { DAY, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import { putOneTimeCode } from '../db/credentials.ts'
import { newOneTimeCode } from './oneTimeCodes.ts'
import { hashPassword } from './passwords.ts'

/** `shown` goes to the admin who asked, once; the store has the hash. */
export type MadeCode = { readonly shown: OneTimeCode; readonly hash: string }

/** Outside of any transaction: hashing takes its time. */
export async function makeOneTimeCode({ clock }: Pick<CoreContext, 'clock'>): Promise<MadeCode> {
  const code = newOneTimeCode()
  const expiresAt = plusMilliseconds(clock.now(), ONE_TIME_CODE.days * DAY)
  return { shown: { code, expiresAt }, hash: await hashPassword(code) }
}

/** In place of any earlier one of that person's. */
export async function giveOneTimeCode(tx: Tx, id: StaffId, { shown, hash }: MadeCode): Promise<void> {
  await putOneTimeCode(tx, { staff_id: id, code_hash: hash, expires_at: shown.expiresAt })
}
