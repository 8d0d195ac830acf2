import type { OutboxBody } from '../../../shared/contract/outbox.ts'
import { busyMinutes, isClaimable } from '../../../shared/domain/booking/claims.ts'
import type { ClinicId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { endClaim, findClaim, insertClaim, moveClaim } from '../../db/claims.ts'
import { numberLanes } from '../../db/lanes.ts'
import type { Tx } from '../../db/tables.ts'
import { RefusedError } from '../failures.ts'

type ClaimPut = Extract<OutboxBody, { kind: 'claim.put' }>

/**
 * R6.4: the desk claims a visit's time, in the place of what the visit had, whoever claimed that; what the clinic had yet to
 * say yes to is said yes to unless it says otherwise. Nothing in the past is claimed, and a visit that is moved there gives its time back.
 * @throws TimeTakenError, RefusedError
 */
export async function applyClaim(tx: Tx, clinicId: ClinicId, body: ClaimPut, now: Instant): Promise<void> {
  const { id, startsAt, endsAt, sequence, isOnPurpose, isAwaited, practitionerId } = body
  if (!isClaimable(body, body, now)) {
    await endClaim(tx, clinicId, id, now)
    return
  }
  const lane = (await numberLanes(tx, clinicId, [practitionerId])).get(practitionerId)
  if (lane === undefined) throw new RefusedError('internal')
  const claim = { id, lane, ...busyMinutes(body, body), startsAt, endsAt, sequence, isOnPurpose }
  const was = await findClaim(tx, clinicId, id)
  if (was) await moveClaim(tx, clinicId, { was, claim: { ...claim, isAwaited: isAwaited === true } }, now)
  else await insertClaim(tx, clinicId, { ...claim, hold: null }, now)
}
