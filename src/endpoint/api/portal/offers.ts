import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import type { OfferLook } from '../../../shared/contract/portalOffers.ts'
import type { ClinicId } from '../../../shared/domain/ids.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { TimeTakenError } from '../../db/claims.ts'
import { answerOffer, closeOffer, findOffer, type StoredOffer } from '../../db/offers.ts'
import { lockStored } from '../../db/quotas.ts'
import { findSale } from '../../db/sales.ts'
import { declaringQuota } from '../failures.ts'
import { callsOf } from './portalLimits.ts'
import { requireWithin, type PortalRequest } from './portalRequest.ts'

/** R6.2: the link of an offer from the waiting list. Loading its page answers nothing; a person's press does (R4.3). */
export function offerCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().offers
  const { db, clock } = endpoint

  async function requireOffer(clinicId: ClinicId, token: string, errors: { readonly NOT_FOUND: () => Error }) {
    const offer = await findOffer(db, clinicId, hashToken(token), clock.now())
    if (!offer) throw errors.NOT_FOUND()
    return offer
  }

  /** By the public catalogue: what is not in it has no name here (R11.1). */
  async function lookAt(clinicId: ClinicId, offer: StoredOffer): Promise<OfferLook> {
    const sale = await findSale(db, clinicId)
    const { id: offerId, practitionerId, serviceId, state, startsAt, endsAt, until } = offer
    return {
      ...{ offerId, state, practitionerId, startsAt, endsAt, until },
      practitionerName: sale?.practitioners.find(({ id }) => id === practitionerId)?.name ?? null,
      serviceName: sale?.services.find(({ id }) => id === serviceId)?.name ?? null,
    }
  }

  return {
    look: os.look.handler(async ({ input: { clinicId, token }, context, errors }) => {
      await requireWithin(endpoint, callsOf('offer', context.address), errors)
      return lookAt(clinicId, await requireOffer(clinicId, token, errors))
    }),

    answer: os.answer.handler(async ({ input: { clinicId, token, answer, mac }, context, errors }) => {
      await requireWithin(endpoint, callsOf('offer', context.address), errors)
      const { id: offerId } = await requireOffer(clinicId, token, errors)
      const answerOnce = () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          await lockStored(tx, clinicId)
          if (await answerOffer(tx, clinicId, { id: offerId }, answer, now)) {
            await append({ kind: 'offer.answered', offerId, answer, mac })
          }
        })
      await declaringQuota(errors, answerOnce).catch(async (error: unknown) => {
        if (!(error instanceof TimeTakenError)) throw error
        await closeOffer(db, clinicId, offerId, 'gone')
      })
      return lookAt(clinicId, await requireOffer(clinicId, token, errors))
    }),
  }
}
