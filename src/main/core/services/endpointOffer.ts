import type { EndpointOffer } from '../../../shared/contract/desk/settings.ts'
import type { Acting, Db } from '../context.ts'
import { hastenMails } from '../db/outbox.ts'
import { acceptOffer, readSyncState } from '../db/syncState.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

/** R11.5: what the endpoint says of itself that nobody has agreed to yet, beside what was; null when there is nothing. */
export async function readOffer({
  db,
}: {
  readonly db: Db
}): Promise<{ readonly offered: EndpointOffer; readonly agreed: EndpointOffer } | null> {
  const state = await readSyncState(db)
  if (!state?.offered_portal_url || !state.offered_mail_recipient) return null
  return {
    offered: { portalUrl: state.offered_portal_url, mailRecipient: state.offered_mail_recipient },
    agreed: { portalUrl: state.portal_url ?? '', mailRecipient: state.mail_recipient ?? '' },
  }
}

/**
 * An admin's yes to what they were shown: from now on e-mails are sealed to this key and lead to this address.
 * @throws ServiceError OFFER_GONE when the endpoint offers something else by now
 */
export async function acceptEndpointOffer(acting: Acting, shown: EndpointOffer): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const offer = await readOffer({ db: tx })
    const isShown = offer?.offered.portalUrl === shown.portalUrl && offer.offered.mailRecipient === shown.mailRecipient
    if (!isShown) throw failure('OFFER_GONE')
    await acceptOffer(tx, { portal_url: shown.portalUrl, mail_recipient: shown.mailRecipient })
    await hastenMails(tx, acting.clock.now())
    await appendAudit(tx, acting, { action: 'endpoint.accepted', ...shown })
  })
  acting.changes.publish('settings', 'outbox')
  acting.wakeSync()
}
