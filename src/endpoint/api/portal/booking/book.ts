import { implement } from '@orpc/server'
import { portalContract } from '../../../../shared/contract/portal.ts'
import type { BookedVisit } from '../../../../shared/contract/portalBooking.ts'
import type { ClinicId } from '../../../../shared/domain/ids.ts'
import { hashToken } from '../../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../../context.ts'
import { findBookedAuth, isProven } from '../../../db/bookedLogins.ts'
import { bookHeld, findClaim, holdAgain, TimeTakenError, type Claim } from '../../../db/claims.ts'
import { lockStored } from '../../../db/quotas.ts'
import { findSale } from '../../../db/sales.ts'
import type { Tx } from '../../../db/tables.ts'
import { makeToken, matchesAuth, NO_AUTH_HASH } from '../../../secrets.ts'
import { declaringQuota } from '../../failures.ts'
import { newLogin } from '../newLogin.ts'
import { callsOf } from '../portalLimits.ts'
import { requireSession, requireWithin, startSession, type PortalRequest } from '../portalRequest.ts'
import { isProvenBooker, linkOf, requireMayBook, type Booker } from './bookers.ts'
import { freeAt, nextTimes, requireOffered, requireOnSale } from './onSale.ts'
import { toBookedVisit, type OwnVisit } from './ownVisit.ts'
import { calledName, confirmUrl, leaveVisitMail, sealVisitMail } from './visitMail.ts'

/** R2.1, R6.3: what is held is booked, and whoever is new has a login by it. */
export function bookCall(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().booking
  const { db, clock } = endpoint

  return os.book.handler(async ({ input, context, errors }) => {
    const { clinicId, appointmentId, linkId, sealed, mac } = input
    await requireWithin(endpoint, callsOf('book', context.address), errors)
    const signedIn = input.login ? null : await requireSession(endpoint, context, clinicId, errors)
    const tokenHash = hashToken(input.token)

    async function requireHeld(): Promise<Claim & { readonly serviceId: OwnVisit['serviceId'] }> {
      const claim = await findClaim(db, clinicId, appointmentId)
      if (!claim || claim.tokenHash !== tokenHash || claim.serviceId === null) throw errors.NOT_FOUND()
      return { ...claim, serviceId: claim.serviceId }
    }

    /** The answer to a booking that was made before was lost: whoever made it has the same one. */
    async function repeated(booked: Awaited<ReturnType<typeof requireHeld>>): Promise<BookedVisit> {
      const { loginId } = booked
      if (loginId === null || booked.linkId !== linkId) throw errors.NOT_FOUND()
      if (input.login) {
        const authHash = (await findBookedAuth(db, clinicId, loginId)) ?? NO_AUTH_HASH
        if (!matchesAuth(input.login.auth, authHash)) throw errors.NOT_FOUND()
        const handOut = await startSession(db, context, clinicId, loginId, clock.now())
        handOut()
      } else if (signedIn?.id !== loginId) throw errors.NOT_FOUND()
      return toBookedVisit({ ...booked, linkId }, await findSale(db, clinicId))
    }

    async function whoBooks(confirmToken: string): Promise<Booker> {
      if (signedIn) return { kind: 'signedIn', login: signedIn, isProven: await isProven(db, clinicId, signedIn.id) }
      if (!input.login) throw errors.SIGNED_OUT()
      const login = newLogin(endpoint, { clinicId, ...input.login })
      return { kind: 'new', login, confirmTokenHash: hashToken(confirmToken) }
    }

    const held = await requireHeld()
    if (held.heldUntil === null) return repeated(held)
    const onSale = await requireOnSale(db, clinicId, errors)
    const { serviceId, practitionerId, startsAt, endsAt, sequence } = held
    const offered = requireOffered(onSale, { serviceId, practitionerId }, errors)
    const anyone = {
      ...offered,
      practitionerIds: requireOffered(onSale, { serviceId, practitionerId: null }, errors).practitionerIds,
    }
    const now = clock.now()
    const taken = async () => errors.TIME_TAKEN({ data: { next: await nextTimes(db, onSale, anyone, startsAt, now) } })
    if (held.heldUntil <= now || held.endedAt !== null) {
      const at = { now, exceptId: appointmentId }
      const free = await freeAt(db, onSale, offered.practitionerIds, offered.service, startsAt, at)
      if (free.length === 0) throw await taken()
    }
    const confirmToken = makeToken()
    const booker = await whoBooks(confirmToken)
    const { login } = booker
    const isAwaited = onSale.sale.rules.isApprovedFirst
    const mail = await sealVisitMail(endpoint, onSale, login.email, {
      kind: 'visitBooked',
      practitionerCalledName: calledName(onSale, practitionerId),
      visit: held,
      cutOffMinutes: onSale.sale.rules.cutOffMinutes,
      isAwaited,
      confirmUrl: booker.kind === 'new' ? confirmUrl(endpoint, clinicId, confirmToken) : null,
    })

    const bookOnce = () =>
      change(endpoint, clinicId, async (tx, append, now) => {
        await lockStored(tx, clinicId)
        const booking = { clinicId, address: context.address, now }
        if (await isBooked(tx, clinicId, held)) return null
        await requireMayBook(endpoint, tx, booker, { ...booking, mostOpen: onSale.sale.rules.mostOpen }, errors)
        const { patientId, isNewLink } = await linkOf(endpoint, tx, booker, linkId, booking, errors)
        const of = { loginId: login.id, linkId, isAwaited }
        if (!(await bookHeld(tx, clinicId, appointmentId, of))) {
          await holdAgain(tx, clinicId, held, now)
          await bookHeld(tx, clinicId, appointmentId, of)
        }
        const provenLoginId = isProvenBooker(booker) ? login.id : null
        const mailId = await leaveVisitMail(endpoint, tx, mail, { clinicId, appointmentId, provenLoginId, now })
        const visit = { appointmentId, linkId, practitionerId, startsAt, endsAt, sequence, serviceId }
        const who = { patientId, loginId: login.id, loginEmail: login.email, loginRecipient: login.recipient }
        const body = { kind: 'visit.booked', ...visit, ...who, isNewLink, isAwaited, mailId, mac, sealed } as const
        await append(body, { loginId: login.id })
        const handOut = booker.kind === 'new' ? await startSession(tx, context, clinicId, login.id, now) : null
        return { handOut, visit: toBookedVisit({ ...held, serviceId, linkId, isAwaited }, onSale.sale) }
      })

    const done = await declaringQuota(errors, bookOnce).catch(async (error: unknown) => {
      throw error instanceof TimeTakenError ? await taken() : error
    })
    // Another try of the same page was faster.
    if (!done) return repeated(await requireHeld())
    done.handOut?.()
    endpoint.pokeMail()
    return done.visit
  })
}

async function isBooked(tx: Tx, clinicId: ClinicId, { id }: Pick<Claim, 'id'>): Promise<boolean> {
  const claim = await findClaim(tx, clinicId, id)
  return claim !== null && claim.heldUntil === null
}
