import type { OutboxBody } from '../../../shared/contract/outbox.ts'
import { busyMinutes, isClaimable } from '../../../shared/domain/booking/claims.ts'
import type { ClinicId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { endClaim, findClaim, insertClaim, moveClaim } from '../../db/claims.ts'
import { lockLanes, numberLanes } from '../../db/lanes.ts'
import type { Tx } from '../../db/tables.ts'
import { RefusedError } from '../failures.ts'

type ClaimPut = Extract<OutboxBody, { kind: 'claim.put' }>

/**
 * R6.4: the desk claims a visit's time, in the place of what the visit had, whoever claimed that; what the clinic had yet to
 * say yes to is said yes to unless it says otherwise. What it names besides gives its time to it, or keeps it where that is refused. Nothing in the past is claimed, and a visit that is moved there gives its time back.
 * @throws TimeTakenError, RefusedError
 */
export async function applyClaim(tx: Tx, clinicId: ClinicId, body: ClaimPut, now: Instant): Promise<void> {
  const { id, inPlaceOf, startsAt, endsAt, sequence, isOnPurpose, isAwaited, practitionerId } = body
  if (!isClaimable(body, body, now)) {
    for (const each of inPlaceOf ? [id, inPlaceOf] : [id]) await endClaim(tx, clinicId, each, now)
    return
  }
  const lane = (await numberLanes(tx, clinicId, [practitionerId])).get(practitionerId)
  if (lane === undefined) throw new RefusedError('internal')
  const claim = { id, lane, ...busyMinutes(body, body), startsAt, endsAt, sequence, isOnPurpose }
  const was = await findClaim(tx, clinicId, id)
  if (inPlaceOf) {
    await lockLanes(tx, [...(was ? [was.lane] : []), lane])
    await endClaim(tx, clinicId, inPlaceOf, now)
  }
  if (was) await moveClaim(tx, clinicId, { was, claim: { ...claim, isAwaited: isAwaited === true } }, now)
  else await insertClaim(tx, clinicId, { ...claim, hold: null }, now)
}
