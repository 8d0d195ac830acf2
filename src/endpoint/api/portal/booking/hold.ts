import { implement } from '@orpc/server'
import { portalContract } from '../../../../shared/contract/portal.ts'
import type { Hold } from '../../../../shared/contract/portalBooking.ts'
import { busyMinutes, HOLD_MINUTES } from '../../../../shared/domain/booking/claims.ts'
import { AppointmentId, type LoginId } from '../../../../shared/domain/ids.ts'
import { MINUTE, plusMilliseconds, type Instant } from '../../../../shared/domain/time.ts'
import { dayBounds, dayOf } from '../../../../shared/domain/zone.ts'
import { hashToken } from '../../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../../context.ts'
import { isProven } from '../../../db/bookedLogins.ts'
import { deleteHold, findClaim, insertClaim, TimeTakenError } from '../../../db/claims.ts'
import { countHolds } from '../../../db/heldTimes.ts'
import { countBusy, lockLanes, type NumberedLane } from '../../../db/lanes.ts'
import { lockStored } from '../../../db/quotas.ts'
import type { Tx } from '../../../db/tables.ts'
import { makeToken } from '../../../secrets.ts'
import { holdLimits, lookingFor, type HoldLimit } from '../portalLimits.ts'
import { currentLogin, requireWithin, type PortalRequest } from '../portalRequest.ts'
import { freeAt, nextTimes, requireOffered, requireOnSale, type OnSale } from './onSale.ts'

/** Holding a time, and giving it back. */
export function holdCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().booking

  /** R11.7: a login whose e-mail is proven holds on its own account. */
  async function ownAccount(context: PortalRequest, clinicId: OnSale['clinicId']): Promise<LoginId | null> {
    const login = await currentLogin(endpoint, context, clinicId)
    return login && (await isProven(endpoint.db, clinicId, login.id)) ? login.id : null
  }

  async function requireRoomToHold(
    tx: Tx,
    onSale: OnSale,
    limits: readonly HoldLimit[],
    errors: Limited,
    now: Instant,
  ) {
    for (const { column, key, most } of limits) {
      const by = column === 'any' ? { column } : { column, hash: endpoint.secrets.limitKey(...key) }
      const { count, firstUntil } = await countHolds(tx, onSale.clinicId, by, now)
      if (count < most) continue
      const milliseconds = firstUntil === null ? 0 : Date.parse(firstUntil) - Date.parse(now)
      throw errors.RATE_LIMITED({ data: { retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) } })
    }
  }

  return {
    hold: os.hold.handler(async ({ input, context, errors }) => {
      const { clinicId, startsAt, replaces } = input
      const loginId = await ownAccount(context, clinicId)
      await requireWithin(endpoint, lookingFor('hold', context.address, loginId), errors)
      const onSale = await requireOnSale(endpoint.db, clinicId, errors)
      const offered = requireOffered(onSale, input, errors)
      const { service } = offered
      const limits = holdLimits(context.address, loginId)
      const hashOf = (column: HoldLimit['column']): string | null => {
        const limit = limits.find((each) => each.column === column)
        return limit === undefined ? null : endpoint.secrets.limitKey(...limit.key)
      }
      const token = makeToken()
      const id = AppointmentId.parse(endpoint.ids())
      const endsAt = plusMilliseconds(startsAt, service.minutes * MINUTE)

      const holdIn = (lane: NumberedLane): Promise<Hold> =>
        change(endpoint, clinicId, async (tx, _append, now) => {
          await lockStored(tx, clinicId)
          const heldUntil = plusMilliseconds(now, HOLD_MINUTES * MINUTE)
          if (replaces) {
            const replaced = await findClaim(tx, clinicId, replaces.appointmentId)
            await lockLanes(tx, replaced ? [replaced.lane, lane.number] : [lane.number])
            await deleteHold(tx, clinicId, replaces.appointmentId, hashToken(replaces.token))
          }
          await requireRoomToHold(tx, onSale, limits, errors, now)
          const stretch = { lane: lane.number, ...busyMinutes({ startsAt, endsAt }, service), startsAt, endsAt }
          const hold = {
            until: heldUntil,
            tokenHash: hashToken(token),
            holderHash: hashOf('holder_hash'),
            siteHash: hashOf('site_hash'),
            serviceId: service.id,
          }
          await insertClaim(tx, clinicId, { ...stretch, id, sequence: 0, isOnPurpose: false, hold }, now)
          return { appointmentId: id, token, practitionerId: lane.practitionerId, startsAt, endsAt, heldUntil }
        })

      const now = endpoint.clock.now()
      const free = await freeAt(endpoint.db, onSale, offered.practitionerIds, service, startsAt, {
        now,
        exceptId: replaces?.appointmentId,
      })
      for (const lane of await leastBookedFirst(endpoint, onSale, free, startsAt)) {
        const held = await holdIn(lane).catch(unlessTaken)
        if (held) return held
      }
      throw errors.TIME_TAKEN({ data: { next: await nextTimes(endpoint.db, onSale, offered, startsAt, now) } })
    }),

    release: os.release.handler(async ({ input: { clinicId, appointmentId, token } }) => {
      await deleteHold(endpoint.db, clinicId, appointmentId, hashToken(token))
      return {}
    }),
  }
}

type Limited = Parameters<typeof requireWithin>[2]

/** Somebody was faster: null. */
function unlessTaken(error: unknown): null {
  if (error instanceof TimeTakenError) return null
  throw error
}

/** "Anyone" is whoever has the fewest visits that day; of equals the clinic's order counts. */
async function leastBookedFirst(
  { db }: EndpointContext,
  { profile: { timeZone } }: OnSale,
  free: readonly NumberedLane[],
  startsAt: Instant,
): Promise<readonly NumberedLane[]> {
  if (free.length < 2) return free
  const day = dayBounds(dayOf(startsAt, timeZone), timeZone)
  const span = { from: Date.parse(day.startsAt), until: Date.parse(day.endsAt) }
  const busy = await countBusy(
    db,
    free.map(({ number }) => number),
    span,
  )
  return free.toSorted((one, other) => (busy.get(one.number) ?? 0) - (busy.get(other.number) ?? 0))
}
