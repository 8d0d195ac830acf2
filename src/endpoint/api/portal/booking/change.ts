import { implement } from '@orpc/server'
import { portalContract } from '../../../../shared/contract/portal.ts'
import { busyMinutes, changeableUntil } from '../../../../shared/domain/booking/claims.ts'
import type { LoginId } from '../../../../shared/domain/ids.ts'
import { MINUTE, minutesBetween, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { change, type EndpointContext } from '../../../context.ts'
import { isProven } from '../../../db/bookedLogins.ts'
import { endClaim, isAsSeen, moveClaim, TimeTakenError } from '../../../db/claims.ts'
import { findProfile } from '../../../db/clinics.ts'
import { lockLanes } from '../../../db/lanes.ts'
import { lockStored } from '../../../db/quotas.ts'
import { findSale } from '../../../db/sales.ts'
import { declaringQuota } from '../../failures.ts'
import { requireMaySend, requireSession, type PortalRequest } from '../portalRequest.ts'
import { freeAt, nextTimes, requireOffered, requireOnSale } from './onSale.ts'
import { requireOwn, toBookedVisit, type OwnVisit } from './ownVisit.ts'
import { calledName, leaveVisitMail, sealVisitMail } from './visitMail.ts'

/** The clinic may change a visit while its patient does; what was decided of the one before is decided anew. */
const TRIES = 3

/** R6.3: what a patient changes of a visit that they booked, until its cut-off. */
export function changeCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().booking
  const { db, clock } = endpoint
  const provenOf = async (clinicId: Parameters<typeof isProven>[1], loginId: LoginId) =>
    (await isProven(db, clinicId, loginId)) ? loginId : null

  return {
    move: os.move.handler(async ({ input, context, errors }) => {
      const { clinicId, appointmentId, practitionerId, startsAt, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireMaySend(endpoint, clinicId, login.id, errors)

      async function moveOnce() {
        const visit = await requireOwn(db, clinicId, login.id, appointmentId, errors)
        const now = clock.now()
        const onSale = await requireOnSale(db, clinicId, errors)
        if (visit.endedAt !== null) throw errors.NOT_FOUND()
        if (visit.startsAt === startsAt && visit.practitionerId === practitionerId) {
          return toBookedVisit(visit, onSale.sale)
        }
        if (changeableUntil(visit.startsAt, onSale.sale.rules) <= now) throw errors.TOO_LATE()
        const offered = requireOffered(onSale, { serviceId: visit.serviceId, practitionerId }, errors)
        const wanted = { ...offered, service: { ...offered.service, ...lengthOf(visit) } }
        const taken = async () =>
          errors.TIME_TAKEN({ data: { next: await nextTimes(db, onSale, wanted, startsAt, now) } })
        const [lane] = await freeAt(db, onSale, offered.practitionerIds, wanted.service, startsAt, {
          now,
          exceptId: appointmentId,
        })
        if (!lane) throw await taken()
        const moved = movedTo(visit, lane, startsAt)
        const mail = await sealVisitMail(endpoint, onSale, login.email, {
          kind: 'visitMoved',
          practitionerCalledName: calledName(onSale, practitionerId),
          visit: moved,
          cutOffMinutes: onSale.sale.rules.cutOffMinutes,
        })
        const provenLoginId = await provenOf(clinicId, login.id)
        try {
          return await change(endpoint, clinicId, async (tx, append, now) => {
            await lockStored(tx, clinicId)
            await lockLanes(tx, [visit.lane, moved.lane])
            if (!(await isAsSeen(tx, clinicId, visit))) return null
            await moveClaim(tx, clinicId, { was: visit, claim: { ...moved, isOnPurpose: false } }, now)
            const mailId = await leaveVisitMail(endpoint, tx, mail, { clinicId, appointmentId, provenLoginId, now })
            const { endsAt, sequence, linkId } = moved
            const told = { appointmentId, linkId, practitionerId, startsAt, endsAt, sequence, mailId, mac, sealed }
            await append({ kind: 'visit.moved', ...told }, { loginId: login.id })
            return toBookedVisit(moved, onSale.sale)
          })
        } catch (error) {
          if (error instanceof TimeTakenError) throw await taken()
          throw error
        }
      }

      const moved = await declaringQuota(errors, () => again(moveOnce))
      if (!moved) throw errors.RATE_LIMITED({ data: { retryAfterSeconds: 1 } })
      endpoint.pokeMail()
      return moved
    }),

    cancel: os.cancel.handler(async ({ input, context, errors }) => {
      const { clinicId, appointmentId, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireMaySend(endpoint, clinicId, login.id, errors)

      async function cancelOnce() {
        const visit = await requireOwn(db, clinicId, login.id, appointmentId, errors)
        if (visit.endedAt !== null) return { cancelledAt: visit.endedAt }
        const sale = await findSale(db, clinicId)
        const profile = await findProfile(db, clinicId)
        const shown = toBookedVisit(visit, sale)
        if (!profile || shown.changeableUntil <= clock.now()) throw errors.TOO_LATE()
        const sequence = visit.sequence + 1
        const mail = await sealVisitMail(endpoint, { profile }, login.email, {
          kind: 'visitCancelled',
          practitionerCalledName: sale ? calledName({ sale }, visit.practitionerId) : '',
          visit: { ...visit, sequence },
        })
        const provenLoginId = await provenOf(clinicId, login.id)
        return change(endpoint, clinicId, async (tx, append, now) => {
          await lockStored(tx, clinicId)
          if (!(await isAsSeen(tx, clinicId, visit))) return null
          await endClaim(tx, clinicId, appointmentId, now, sequence)
          const mailId = await leaveVisitMail(endpoint, tx, mail, { clinicId, appointmentId, provenLoginId, now })
          const { linkId, practitionerId, startsAt, endsAt } = visit
          const told = { appointmentId, linkId, practitionerId, startsAt, endsAt, sequence, mailId, mac, sealed }
          await append({ kind: 'visit.cancelled', ...told }, { loginId: login.id })
          return { cancelledAt: now }
        })
      }

      const cancelled = await declaringQuota(errors, () => again(cancelOnce))
      if (!cancelled) throw errors.RATE_LIMITED({ data: { retryAfterSeconds: 1 } })
      endpoint.pokeMail()
      return cancelled
    }),
  }
}

async function again<T>(once: () => Promise<T | null>): Promise<T | null> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const done = await once()
    if (done !== null) return done
  }
  return null
}

/** A visit keeps its length and its buffers, whatever was changed of its service since. */
function lengthOf({ startsAt, endsAt, from, to }: OwnVisit) {
  return {
    minutes: minutesBetween(startsAt, endsAt),
    bufferBeforeMinutes: Math.floor(Date.parse(startsAt) / MINUTE) - from,
    bufferAfterMinutes: to - Math.ceil(Date.parse(endsAt) / MINUTE),
  }
}

function movedTo(
  visit: OwnVisit,
  { number, practitionerId }: { readonly number: number; readonly practitionerId: OwnVisit['practitionerId'] },
  startsAt: OwnVisit['startsAt'],
): OwnVisit {
  const length = Date.parse(visit.endsAt) - Date.parse(visit.startsAt)
  const endsAt = plusMilliseconds(startsAt, length)
  return {
    ...visit,
    lane: number,
    practitionerId,
    startsAt,
    endsAt,
    ...busyMinutes({ startsAt, endsAt }, lengthOf(visit)),
    sequence: visit.sequence + 1,
  }
}
