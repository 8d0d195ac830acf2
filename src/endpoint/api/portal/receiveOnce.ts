import type { ClinicId, LinkId, LoginId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { change, type Append, type EndpointContext } from '../../context.ts'
import { noteReceived } from '../../db/forms.ts'
import { holdsLink } from '../../db/links.ts'
import { lockStored } from '../../db/quotas.ts'
import type { Tx } from '../../db/tables.ts'
import { declaringQuota } from '../failures.ts'

type Sent = {
  readonly clinicId: ClinicId
  readonly loginId: LoginId
  readonly linkId: LinkId
  /** The patient's own number for it: what a repeat is told by. */
  readonly id: string
}

/**
 * What a patient sends through a link that is theirs and has not ended. A repeat is answered as the first was, though it
 * would not be taken now.
 * @param take of the first alone
 * @throws NOT_FOUND, QUOTA_REACHED as the contract declares them
 */
export function receiveOnce(
  endpoint: EndpointContext,
  { clinicId, loginId, linkId, id }: Sent,
  errors: { readonly NOT_FOUND: () => Error } & Parameters<typeof declaringQuota>[0],
  take: (tx: Tx, append: Append) => Promise<void>,
): Promise<{ receivedAt: Instant }> {
  return declaringQuota(errors, () =>
    change(endpoint, clinicId, async (tx, append, now) => {
      await lockStored(tx, clinicId)
      if (!(await holdsLink(tx, clinicId, loginId, linkId))) throw errors.NOT_FOUND()
      const { isNew, receivedAt } = await noteReceived(tx, clinicId, linkId, id, now)
      if (isNew) await take(tx, append)
      return { receivedAt }
    }),
  )
}
