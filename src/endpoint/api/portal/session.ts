import { implement } from '@orpc/server'
import { portalContract, type PortalLogin } from '../../../shared/contract/portal.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { PasswordParameters } from '../../../shared/envelope/passwords.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { isProven } from '../../db/bookedLogins.ts'
import { findLoginByEmail, findSalt, type StoredLogin } from '../../db/logins.ts'
import { deletePasskeysOf } from '../../db/passkeys.ts'
import { deleteSession, isSessionAlive } from '../../db/sessions.ts'
import { guessesAt, knownDevice, tryPassword } from './passwordTry.ts'
import { callsOf } from './portalLimits.ts'
import { currentLogin, requireSession, requireWithin, startSession, type PortalRequest } from './portalRequest.ts'
import { putKeyring } from './putKeyring.ts'

export function toPortalLogin({ id, email, keyring, keyringRevision, recipient }: StoredLogin): PortalLogin {
  return { id, email, keyring, keyringRevision, recipient }
}

/** Which of the offered parameters a login has; the newest for an e-mail without one. */
export function generationOf(generations: readonly PasswordParameters[], own: PasswordParameters | undefined): number {
  const at = generations.findIndex((each) => own && JSON.stringify(each) === JSON.stringify(own))
  return Math.max(0, at)
}

/** Signing in and out. Nothing here makes a login (R2.4) or tells whether an e-mail has one. */
export function sessionCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().session
  return {
    salt: os.salt.handler(async ({ input: { clinicId, email }, context, errors }) => {
      const key = emailKey(email)
      const madeUp = endpoint.secrets.salt(clinicId, key)
      const login = await findSalt(endpoint.db, clinicId, key)
      const device = await knownDevice(endpoint, context, clinicId, login?.id ?? null)
      if (device === null) await requireWithin(endpoint, callsOf('salt', context.address), errors)
      return { salt: login?.salt ?? madeUp, parameters: [...endpoint.passwordGenerations] }
    }),

    signIn: os.signIn.handler(async ({ input: { clinicId, email, auths }, context, errors }) => {
      const key = emailKey(email)
      const generations = endpoint.passwordGenerations
      const authFor = (own: PasswordParameters | undefined): string => auths[generationOf(generations, own)] ?? ''
      const guesses = await guessesAt(endpoint, context, clinicId, key)
      const isRight = (await tryPassword(endpoint, guesses, { clinicId, emailKey: key, authFor }, errors)) !== null
      const login = isRight ? await findLoginByEmail(endpoint.db, clinicId, key) : null
      if (!login) throw errors.WRONG_EMAIL_OR_PASSWORD()
      const handOut = await startSession(endpoint.db, context, clinicId, login.id, endpoint.clock.now())
      handOut()
      return { ...toPortalLogin(login), generation: generationOf(generations, login.parameters) }
    }),

    grow: os.grow.handler(async ({ input, context, errors }) => {
      const { clinicId, auth, parameters, newTokenHash } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      const grown = { authHash: hashToken(auth), parameters, tokenHash: newTokenHash }
      return change(endpoint, clinicId, async (tx) => {
        const keyringRevision = await putKeyring(tx, clinicId, login.id, { ...input, grown }, errors)
        await deletePasskeysOf(tx, clinicId, login.id)
        return { keyringRevision }
      })
    }),

    saveKeyring: os.saveKeyring.handler(async ({ input, context, errors }) => {
      const login = await requireSession(endpoint, context, input.clinicId, errors)
      return change(endpoint, input.clinicId, async (tx) => ({
        keyringRevision: await putKeyring(tx, input.clinicId, login.id, input, errors),
      }))
    }),

    signOut: os.signOut.handler(async ({ context }) => {
      if (context.sessionToken !== null) await deleteSession(endpoint.db, hashToken(context.sessionToken))
      context.setSessionToken(null)
      return {}
    }),

    isAlive: os.isAlive.handler(async ({ context: { sessionToken } }) => {
      if (sessionToken === null) return { isAlive: false }
      return { isAlive: await isSessionAlive(endpoint.db, hashToken(sessionToken), endpoint.clock.now()) }
    }),

    current: os.current.handler(async ({ input, context }) => {
      const login = await currentLogin(endpoint, context, input.clinicId)
      if (!login) return null
      return { ...toPortalLogin(login), isProven: await isProven(endpoint.db, input.clinicId, login.id) }
    }),
  }
}
