import { sql } from 'kysely'
import { LoginId, type ClinicId, type InvitationId } from '../../shared/domain/ids.ts'
import { emailKey } from '../../shared/domain/people.ts'
import { deleteSessionsOf } from './sessions.ts'
import type { Tx } from './tables.ts'

/*
 * A login whose password is lost is never overwritten: it gives its e-mail to another one, which an invitation makes, and
 * stays as it was beside it (decision 0026). What is parked is found by no e-mail and runs no session.
 */

/** What no e-mail's key can be. */
function parkedKey(id: string): string {
  return `parked ${id}`
}

/** Takes its e-mail and its sessions from the login that has the e-mail; an e-mail without one costs the same. */
export async function parkLogin(tx: Tx, clinicId: ClinicId, key: string, by: InvitationId): Promise<void> {
  const login = await tx
    .updateTable('login')
    .set({ email_key: sql<string>`${parkedKey('')} || id`, parked_by: by })
    .where('clinic_id', '=', clinicId)
    .where('email_key', '=', key)
    .returning('id')
    .executeTakeFirst()
  await deleteSessionsOf(tx, clinicId, login?.id ?? '')
}

/**
 * What an invitation parked is as it was, and what it made is parked in its turn; where it parked none, the e-mail has no login
 * any more. Nothing changes where it made none, or where what it made has been renewed since.
 */
export async function restoreLogin(tx: Tx, clinicId: ClinicId, by: InvitationId): Promise<void> {
  const made = await tx
    .selectFrom('login')
    .select(['id', 'email', 'email_key'])
    .where('clinic_id', '=', clinicId)
    .where('made_by', '=', by)
    .executeTakeFirst()
  if (!made || made.email_key !== emailKey(made.email)) return
  await tx
    .updateTable('login')
    .set({ email_key: parkedKey(made.id), parked_by: by })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', made.id)
    .execute()
  await deleteSessionsOf(tx, clinicId, LoginId.parse(made.id))
  const parked = await tx
    .selectFrom('login')
    .select(['id', 'email'])
    .where('clinic_id', '=', clinicId)
    .where('parked_by', '=', by)
    .where('id', '!=', made.id)
    .executeTakeFirst()
  if (!parked) return
  // Its own e-mail, whatever the other has taken since; nobody who has that meanwhile loses it.
  const key = emailKey(parked.email)
  await tx
    .updateTable('login')
    .set({ email_key: key, parked_by: null })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', parked.id)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('login as other')
            .select('other.id')
            .where('other.clinic_id', '=', clinicId)
            .where('other.email_key', '=', key),
        ),
      ),
    )
    .execute()
}
