import type { InvitationId } from '../../../shared/domain/ids.ts'
import type { Redemption } from '../../../shared/domain/verifiedEmails.ts'
import type { AgeRecipient } from '../../../shared/envelope/seal.ts'
import type { Db } from '../context.ts'
import { compileOnce } from './compileOnce.ts'

/** It never left, or a mail server refused its address. Of all others nobody can say that they were not read. */
const NEVER_ARRIVED = ['undone', 'bounced'] as const

const selectRedemptions = compileOnce((db, { recipient }: { recipient: AgeRecipient }) =>
  db
    .selectFrom('invitation')
    .leftJoin('mail', (join) =>
      join
        .onRef('mail.invitation_id', '=', 'invitation.id')
        .on('mail.carries_link', '=', 1)
        .on('mail.state', 'not in', NEVER_ARRIVED),
    )
    .select(['invitation.id', 'redeemed_by_email', 'redeemed_with', 'mail.recipient_email'])
    .where('redeemed_recipient', '=', recipient)
    // Without proof, or once staff had ended it, an invitation belongs to no link.
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('link_invitation')
          .select('link_id')
          .whereRef('link_invitation.invitation_id', '=', 'invitation.id'),
      ),
    ),
)

/**
 * R4.8: what a login's key was proven by, for whichever patient. By its key and not by its id, because the id is the
 * endpoint's word alone.
 */
export async function listRedemptions(db: Db, recipient: AgeRecipient): Promise<Redemption[]> {
  const rows = Map.groupBy(await selectRedemptions(db, { recipient }), (row) => row.id)
  return [...rows.values()].flatMap(([row, ...more]): Redemption[] => {
    if (!row || row.redeemed_by_email === null || row.redeemed_with === null) return []
    const wentTo = [row, ...more].flatMap((each) => each.recipient_email ?? [])
    return [{ email: row.redeemed_by_email, redeemedWith: row.redeemed_with, wentTo }]
  })
}

/** Everywhere that an e-mail with the invitation's link may have arrived. */
export async function listSentTo(db: Db, id: InvitationId): Promise<string[]> {
  const rows = await db
    .selectFrom('mail')
    .select('recipient_email')
    .where('invitation_id', '=', id)
    .where('carries_link', '=', 1)
    .where('state', 'not in', NEVER_ARRIVED)
    .execute()
  return rows.map((row) => row.recipient_email)
}

const selectNewestAddress = compileOnce((db, { id }: { id: string }) =>
  db
    .selectFrom('mail')
    .select('recipient_email')
    .where('invitation_id', '=', id)
    .where('carries_link', '=', 1)
    .where('state', 'not in', NEVER_ARRIVED)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
)

/** Where an invitation's link went last; null for one that was only read aloud or printed. */
export async function findSentTo(db: Db, id: InvitationId): Promise<string | null> {
  const [row] = await selectNewestAddress(db, { id })
  return row?.recipient_email ?? null
}
