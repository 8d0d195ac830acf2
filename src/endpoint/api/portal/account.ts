import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import type { ClinicId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { PasswordParameters } from '../../../shared/envelope/passwords.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { deleteDevicesOf } from '../../db/devices.ts'
import { heldLinks } from '../../db/links.ts'
import type { StoredLogin } from '../../db/logins.ts'
import { lockStored } from '../../db/quotas.ts'
import { deletePasskeysOf } from '../../db/passkeys.ts'
import { removeLogin } from '../../db/removeLogin.ts'
import { deleteSessionOf, deleteSessionsOf, listSessions } from '../../db/sessions.ts'
import { hashDevice } from '../../secrets.ts'
import { declaringQuota } from '../failures.ts'
import { guessesAt, tryPassword } from './passwordTry.ts'
import { requireSession, type PortalRequest } from './portalRequest.ts'
import { passkeyCalls } from './passkeys.ts'
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

    remove: os.remove.handler(async ({ input, context, errors }) => {
      const { clinicId, auths, letters } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requirePassword(endpoint, context, { clinicId, login, auths }, errors)
      await declaringQuota(errors, () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          await lockStored(tx, clinicId)
          const held = (await heldLinks(tx, clinicId, login.id)).map(({ id }) => id)
          for (const { requestId, ...letter } of letters.filter(({ linkId }) => held.includes(linkId))) {
            const as = { id: requestId, loginId: login.id }
            await append({ kind: 'request.made', requestId, ...letter }, as)
          }
          await removeLogin(tx, clinicId, login.id, now)
        }),
      )
      context.setSessionToken(null)
      return {}
    }),
  }
}

type Tried = { readonly clinicId: ClinicId; readonly login: StoredLogin; readonly auths: readonly string[] }

/** Of whoever is signed in, once more. @throws WRONG_EMAIL_OR_PASSWORD, RATE_LIMITED */
async function requirePassword(
  endpoint: EndpointContext,
  request: PortalRequest,
  { clinicId, login, auths }: Tried,
  errors: Parameters<typeof tryPassword>[3] & { readonly WRONG_EMAIL_OR_PASSWORD: () => Error },
): Promise<void> {
  const key = emailKey(login.email)
  const authFor = (own: PasswordParameters | undefined): string =>
    auths[generationOf(endpoint.passwordGenerations, own)] ?? ''
  const guesses = await guessesAt(endpoint, request, clinicId, key)
  const tried = await tryPassword(endpoint, guesses, { clinicId, emailKey: key, authFor }, errors)
  if (tried !== login.id) throw errors.WRONG_EMAIL_OR_PASSWORD()
}
