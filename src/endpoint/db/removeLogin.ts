import type { ClinicId, LinkId, LoginId } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { deleteDevicesOf } from './devices.ts'
import { endLink } from './links.ts'
import { deletePasskeysOf } from './passkeys.ts'
import { deleteSessionsOf } from './sessions.ts'
import type { Tx } from './tables.ts'

/** Nothing of it stays: no link, no key, no draft, no browser. What it booked stays booked, as the clinic's own. */
export async function removeLogin(tx: Tx, clinicId: ClinicId, loginId: LoginId, now: Instant): Promise<void> {
  const links = await tx
    .selectFrom('link')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .execute()
  for (const { id } of links) {
    // A link's id that stands in a row passed its schema when it was made.
    await endLink(tx, clinicId, id as LinkId, now)
    await tx.deleteFrom('received').where('clinic_id', '=', clinicId).where('link_id', '=', id).execute()
  }
  await tx
    .updateTable('claim')
    .set({ login_id: null, link_id: null })
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .execute()
  await tx.deleteFrom('link').where('clinic_id', '=', clinicId).where('login_id', '=', loginId).execute()
  await deletePasskeysOf(tx, clinicId, loginId)
  await deleteSessionsOf(tx, clinicId, loginId)
  await deleteDevicesOf(tx, clinicId, loginId, null)
  await tx.deleteFrom('login').where('clinic_id', '=', clinicId).where('id', '=', loginId).execute()
}
