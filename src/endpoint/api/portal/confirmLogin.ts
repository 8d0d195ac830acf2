import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { confirmLogin } from '../../db/bookedLogins.ts'
import { isTwice } from '../../db/isTwice.ts'
import { callsOf } from './portalLimits.ts'
import { requireWithin, type PortalRequest } from './portalRequest.ts'

/** Somebody who takes the e-mail in the same moment is found the second time. */
const TRIES = 2

/**
 * R2.1: whoever reads the mailbox of a login that a booking made says so. It needs no session: the token is in the e-mail alone.
 * The login is changed before the clinic's row is locked, as where one registers: in another order the two wait for each other.
 */
export function confirmCall(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().login
  return os.confirm.handler(async ({ input: { clinicId, token }, context, errors }) => {
    await requireWithin(endpoint, callsOf('confirm', context.address), errors)
    const confirmOnce = () =>
      change(endpoint, clinicId, async (tx, append) => {
        const confirmed = await confirmLogin(tx, clinicId, hashToken(token))
        if (!confirmed) throw errors.NOT_FOUND()
        const { loginId, email, outcome, isNew } = confirmed
        if (isNew) await append({ kind: 'login.confirmed', loginId, loginEmail: email, outcome }, { loginId })
        return { outcome, email }
      })
    for (let tries = 1; ; tries += 1) {
      try {
        return await confirmOnce()
      } catch (error) {
        if (!isTwice(error) || tries === TRIES) throw error
      }
    }
  })
}
