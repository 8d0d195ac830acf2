import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { PasswordParameters } from '../../../shared/envelope/passwords.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { deleteDevicesOf } from '../../db/devices.ts'
import { deleteSessionOf, deleteSessionsOf, listSessions } from '../../db/sessions.ts'
import { hashDevice } from '../../secrets.ts'
import { guessesAt, tryPassword } from './passwordTry.ts'
import { requireSession, type PortalRequest } from './portalRequest.ts'
import { putKeyring } from './putKeyring.ts'
import { generationOf } from './session.ts'

/** What a login does with itself: where it is signed in, and by which password. */
export function accountCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().account
  const ownSession = ({ sessionToken }: PortalRequest) => hashToken(sessionToken ?? '')
  return {
    sessions: os.sessions.handler(async ({ input: { clinicId }, context, errors }) => {
      const login = await requireSession(endpoint, context, clinicId, errors)
      const sessions = await listSessions(endpoint.db, clinicId, login.id, endpoint.clock.now())
      return { sessions: sessions.map((each) => ({ ...each, isThis: each.id === ownSession(context) })) }
    }),

    endSession: os.endSession.handler(async ({ input: { clinicId, id }, context, errors }) => {
      const login = await requireSession(endpoint, context, clinicId, errors)
      await deleteSessionOf(endpoint.db, clinicId, login.id, id)
      return {}
    }),

    endAllSessions: os.endAllSessions.handler(async ({ input: { clinicId }, context, errors }) => {
      const login = await requireSession(endpoint, context, clinicId, errors)
      await change(endpoint, clinicId, async (tx) => {
        await deleteSessionsOf(tx, clinicId, login.id)
        await deleteDevicesOf(tx, clinicId, login.id, null)
      })
      context.setSessionToken(null)
      return {}
    }),

    changePassword: os.changePassword.handler(async ({ input, context, errors }) => {
      const { clinicId, auths, newAuth, parameters, newTokenHash } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      const key = emailKey(login.email)
      const authFor = (own: PasswordParameters | undefined): string =>
        auths[generationOf(endpoint.passwordGenerations, own)] ?? ''
      const guesses = await guessesAt(endpoint, context, clinicId, key)
      const tried = await tryPassword(endpoint, guesses, { clinicId, emailKey: key, authFor }, errors)
      if (tried !== login.id) throw errors.WRONG_EMAIL_OR_PASSWORD()
      const grown = { authHash: hashToken(newAuth), parameters, tokenHash: newTokenHash }
      const { deviceToken } = context
      const device = deviceToken === null ? null : hashDevice(deviceToken, clinicId, login.id)
      return change(endpoint, clinicId, async (tx) => {
        const keyringRevision = await putKeyring(tx, clinicId, login.id, { ...input, grown }, errors)
        await deleteSessionsOf(tx, clinicId, login.id, ownSession(context))
        await deleteDevicesOf(tx, clinicId, login.id, device)
        return { keyringRevision }
      })
    }),
  }
}
