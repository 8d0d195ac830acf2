import type { LinkId, PatientId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { AgeRecipient } from '../../../shared/envelope/seal.ts'
import type { Db } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import { selectLinks, type LinkWithEmail } from './links.ts'

/*
 * A lost password is renewed with a new key (decision 0026). What other keys of the same e-mail held is suspended: ended, and
 * not at the endpoint, so that it can be put back.
 */

/** What other keys hold as this e-mail, of every patient. `key`: its `emailKey` */
export function listHeldByOtherKeys(
  db: Db,
  { key, recipient }: { readonly key: string; readonly recipient: AgeRecipient },
): Promise<LinkWithEmail[]> {
  return selectLinks(db)
    .where('login.email_key', '=', key)
    .where('link.ended_at', 'is', null)
    .where('link.proven_recipient', '!=', recipient)
    .orderBy('link.since_at')
    .orderBy('link.id')
    .execute()
}

/** All that a login holds. */
export function listHeldByLogin(db: Db, loginId: string): Promise<LinkWithEmail[]> {
  return selectLinks(db).where('link.login_id', '=', loginId).where('link.ended_at', 'is', null).execute()
}

const selectSuspended = compileOnce((db, { patientId }: { patientId: string }) =>
  selectLinks(db)
    .where('link.patient_id', '=', patientId)
    .where('link.ended_because', '=', 'renewed')
    .orderBy('link.ended_at', 'desc')
    .orderBy('link.id'),
)

/** Suspended links of a patient, newest first. */
export function listSuspended(db: Db, patientId: PatientId): Promise<LinkWithEmail[]> {
  return selectSuspended(db, { patientId })
}

/** Of these those that are suspended, and whether the same e-mail holds the same patient by another link again. */
export async function listSuspendedOf(db: Db, ids: readonly LinkId[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('link')
    .innerJoin('login', 'login.id', 'link.login_id')
    .innerJoin('patient', 'patient.id', 'link.patient_id')
    .select(['link.id', 'link.patient_id', 'link.level', 'given_name', 'family_name'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('link as live')
            .innerJoin('login as holder', 'holder.id', 'live.login_id')
            .select('live.id')
            .whereRef('live.patient_id', '=', 'link.patient_id')
            .whereRef('holder.email_key', '=', 'login.email_key')
            .where('live.ended_at', 'is', null),
        )
        .as('is_held'),
    )
    .where('link.id', 'in', ids)
    .where('link.ended_because', '=', 'renewed')
    .orderBy('family_name')
    .orderBy('given_name')
    .execute()
}

/** Whether a key took the place of another as this e-mail, and proved it. */
export async function hasRenewed(db: Db, recipient: AgeRecipient, key: string): Promise<boolean> {
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('link_invitation', 'link_invitation.invitation_id', 'invitation.id')
    .select('redeemed_by_email')
    .where('redeemed_recipient', '=', recipient)
    .where('redeemed_outcome', '=', 'renewed')
    .execute()
  return rows.some((row) => row.redeemed_by_email !== null && emailKey(row.redeemed_by_email) === key)
}
