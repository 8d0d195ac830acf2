import type { OutboxBody } from '../../../shared/contract/outbox.ts'
import { isClaimable } from '../../../shared/domain/booking/claims.ts'
import type { ClinicId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { TimeTakenError } from '../../db/claims.ts'
import { numberLanes } from '../../db/lanes.ts'
import { putOffer } from '../../db/offers.ts'
import type { Tx } from '../../db/tables.ts'
import { RefusedError } from '../failures.ts'

type OfferPut = Extract<OutboxBody, { kind: 'offer.put' }>

/** R6.2: nothing is offered that has run out, or is past. @throws TimeTakenError, RefusedError */
export async function applyOffer(tx: Tx, clinicId: ClinicId, body: OfferPut, now: Instant): Promise<void> {
  if (body.until <= now || !isClaimable(body, body, now)) throw new TimeTakenError('past')
  const lane = (await numberLanes(tx, clinicId, [body.practitionerId])).get(body.practitionerId)
  if (lane === undefined) throw new RefusedError('internal')
  await putOffer(tx, clinicId, lane, body, now)
}
