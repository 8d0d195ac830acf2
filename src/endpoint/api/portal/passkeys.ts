import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { findLoginByEmail } from '../../db/logins.ts'
import { deletePasskey, findPasskey, insertPasskey, listPasskeys } from '../../db/passkeys.ts'
import { matchesAuth, NO_AUTH_HASH } from '../../secrets.ts'
import { callsOf } from './portalLimits.ts'
import { requireSession, requireWithin, startSession, type PortalRequest } from './portalRequest.ts'
import { toPortalLogin } from './session.ts'

/** A second way to a login, which its owner's phone or computer opens (decision 0042). */
export function passkeyCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().account
  return {
    passkeys: os.passkeys.handler(async ({ input: { clinicId }, context, errors }) => {
      const login = await requireSession(endpoint, context, clinicId, errors)
      return { passkeys: await listPasskeys(endpoint.db, clinicId, login.id) }
    }),

    addPasskey: os.addPasskey.handler(async ({ input, context, errors }) => {
      const { clinicId, idHash, auth, sealed, keyringToken } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      if (hashToken(keyringToken) !== login.keyringTokenHash) throw errors.KEYRING_REFUSED()
      const made = { idHash, authHash: hashToken(auth), wrapSealed: sealed, device: context.device }
      await change(endpoint, clinicId, (tx, _append, now) => insertPasskey(tx, clinicId, login.id, made, now))
      return {}
    }),

    removePasskey: os.removePasskey.handler(async ({ input: { clinicId, id }, context, errors }) => {
      const login = await requireSession(endpoint, context, clinicId, errors)
      await deletePasskey(endpoint.db, clinicId, login.id, id)
      return {}
    }),

    signInByPasskey: os.signInByPasskey.handler(async ({ input, context, errors }) => {
      const { clinicId, idHash, auth } = input
      await requireWithin(endpoint, callsOf('passkey', context.address), errors)
      const passkey = await findPasskey(endpoint.db, clinicId, idHash)
      const isRight = matchesAuth(auth, passkey?.authHash ?? NO_AUTH_HASH)
      const login = passkey && isRight ? await findLoginByEmail(endpoint.db, clinicId, passkey.emailKey) : null
      if (!passkey || login?.id !== passkey.loginId) throw errors.WRONG_EMAIL_OR_PASSWORD()
      const handOut = await startSession(endpoint.db, context, clinicId, login.id, endpoint.clock.now())
      handOut()
      return { login: toPortalLogin(login), sealed: passkey.wrapSealed }
    }),
  }
}
