import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { hashToken, isSameMac, renewalMac, type Renewal } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import type { FoundInvitation } from '../../db/invitations.ts'
import { insertLogin } from '../../db/logins.ts'
import { parkLogin } from '../../db/renewals.ts'
import { declaringDead } from '../failures.ts'
import { confirmCall } from './confirmLogin.ts'
import { newLogin } from './newLogin.ts'
import { callsOf } from './portalLimits.ts'
import { requireWithin, startSession, type PortalRequest } from './portalRequest.ts'
import { openInvitation, redeem } from './redeem.ts'

/** Whoever is slower than another renewal of the same e-mail finds its login, and renews that. */
const TRIES = 3

/** A password that is lost (decision 0026), and an e-mail that is confirmed (decision 0034). */
export function loginCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().login
  return {
    confirm: confirmCall(endpoint),
    renew: os.renew.handler(async ({ input, context, errors }) => {
      const { clinicId, token, mac, holderMac, email, renewalKey } = input
      await requireWithin(endpoint, callsOf('renew', context.address), errors)
      const [tokenHash, key] = [hashToken(token), emailKey(email)]
      const login = newLogin(endpoint, input)
      const renewOnce = () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          const invitation = await openInvitation(tx, { clinicId, tokenHash, now }, 'link')
          if (!mayRenew(invitation, renewalKey, { clinicId, invitationId: invitation.id, email })) {
            throw errors.RENEWAL_REFUSED()
          }
          await parkLogin(tx, clinicId, key, invitation.id)
          if (!(await insertLogin(tx, clinicId, key, login, now, invitation.id))) return null
          const { ids } = endpoint
          const outcome = await redeem(tx, append, {
            act: 'renew',
            ...{ clinicId, tokenHash, mac, holderMac, login, now, ids },
          })
          return { outcome, handOut: await startSession(tx, context, clinicId, login.id, now) }
        })
      return declaringDead(errors, async () => {
        for (let tries = 1; tries <= TRIES; tries += 1) {
          const done = await renewOnce()
          if (!done) continue
          done.handOut()
          return done.outcome
        }
        throw errors.RATE_LIMITED({ data: { retryAfterSeconds: 1 } })
      })
    }),
  }
}

/** R4.8: nobody renews the login of another address than the one that the link went to, as the desk said of it. */
function mayRenew({ kind, renewal }: FoundInvitation, renewalKey: string, wanted: Renewal): boolean {
  if (kind !== 'access' || renewal === null) return false
  try {
    return isSameMac(renewalMac(renewalKey, wanted), renewal)
  } catch {
    // What is no base64url is no key.
    return false
  }
}
