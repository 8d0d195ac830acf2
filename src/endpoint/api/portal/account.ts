import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { deleteDevicesOf } from '../../db/devices.ts'
import { lockStored } from '../../db/quotas.ts'
import { deletePasskeysOf } from '../../db/passkeys.ts'
import { removeLogin } from '../../db/removeLogin.ts'
import { deleteSessionOf, deleteSessionsOf, listSessions } from '../../db/sessions.ts'
import { hashDevice } from '../../secrets.ts'
import { declaringQuota } from '../failures.ts'
import { requireSession, type PortalRequest } from './portalRequest.ts'
import { passkeyCalls } from './passkeys.ts'
import { putKeyring } from './putKeyring.ts'
import { requirePassword } from './requirePassword.ts'
import { appendLetters } from './appendLetters.ts'
import { emailCalls } from './changeEmail.ts'

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
        await deletePasskeysOf(tx, clinicId, login.id)
      })
      context.setSessionToken(null)
      return {}
    }),

    changePassword: os.changePassword.handler(async ({ input, context, errors }) => {
      const { clinicId, auths, newAuth, parameters, newTokenHash } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requirePassword(endpoint, context, { clinicId, login, auths }, errors)
      const grown = { authHash: hashToken(newAuth), parameters, tokenHash: newTokenHash }
      const { deviceToken } = context
      const device = deviceToken === null ? null : hashDevice(deviceToken, clinicId, login.id)
      return change(endpoint, clinicId, async (tx) => {
        const keyringRevision = await putKeyring(tx, clinicId, login.id, { ...input, grown }, errors)
        await deleteSessionsOf(tx, clinicId, login.id, ownSession(context))
        await deleteDevicesOf(tx, clinicId, login.id, device)
        await deletePasskeysOf(tx, clinicId, login.id)
        return { keyringRevision }
      })
    }),

    ...passkeyCalls(endpoint),
    ...emailCalls(endpoint),

    remove: os.remove.handler(async ({ input, context, errors }) => {
      const { clinicId, auths, letters } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requirePassword(endpoint, context, { clinicId, login, auths }, errors)
      await declaringQuota(errors, () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          await lockStored(tx, clinicId)
          await appendLetters(tx, append, { clinicId, loginId: login.id }, letters)
          await removeLogin(tx, clinicId, login.id, now)
        }),
      )
      context.setSessionToken(null)
      return {}
    }),
  }
}
