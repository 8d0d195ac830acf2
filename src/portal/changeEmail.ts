import { v7 } from 'uuid'
import type { EventId } from '../shared/domain/ids.ts'
import type { SealedRequest } from '../shared/domain/sealedLetters.ts'
import { deriveKeys, failed, newestOf, type At, type Failed } from './accounts.ts'
import { changeKeyring } from './changeKeyring.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession } from './portal.ts'
import { keepWrap } from './tab.ts'
import { isCode } from './trouble.ts'

type Wrong = { readonly kind: 'wrong' }

/** R4.8: an e-mail goes to the address that is wanted; nothing else changes. `wrong`: this is not the login's password. */
export async function wantEmail(
  at: At,
  { login }: OpenSession,
  email: string,
  password: string,
): Promise<{ readonly kind: 'sent' } | Wrong | Failed> {
  const { client, clinicId } = at
  try {
    const auths = (await deriveKeys(at, login.email, password)).map(({ auth }) => auth)
    await client.account.wantEmail({ clinicId, auths, email })
    return { kind: 'sent' }
  } catch (error) {
    return isCode(error, 'WRONG_EMAIL_OR_PASSWORD') ? { kind: 'wrong' } : failed(error)
  }
}

/**
 * The address is the login's from now on: the keyring says so and is sealed with what the same password gives by the salt of that
 * address, and the clinic is told by a letter for each person that the login holds (decision 0043).
 */
export async function takeEmail(
  at: At,
  session: OpenSession,
  { token, email, password }: { readonly token: string; readonly email: string; readonly password: string },
): Promise<OpenSession | Wrong | { readonly kind: 'dead' | 'hasLogin' } | Failed> {
  const { client, clinicId } = at
  const was = session.login.email
  try {
    const vault = await loadVault()
    const generations = await deriveKeys(at, was, password)
    if (!generations.some(({ wrap }) => wrap === session.wrap)) return { kind: 'wrong' }
    const fresh = await newestOf(await deriveKeys(at, email, password))
    const { links } = await client.records.list({ clinicId })
    const letters = await Promise.all(
      links.map(async ({ id: linkId, patientId }) => {
        // Checked to be an id where it is made; the brand is for what comes over the wire.
        const requestId = v7() as EventId
        const letter: SealedRequest = { format: 1, about: 'newEmail', patientId, was, email, message: '' }
        const claim = { clinicId, linkId, kind: 'request.made', id: requestId } as const
        return { linkId, requestId, ...(await vault.sealLetter(session.keyring, claim, letter)) }
      }),
    )
    const changed = await changeKeyring(at, session, {
      make: (keyring) => ({ ...keyring, email }),
      wrap: fresh.wrap,
      store: (change) =>
        client.account.takeEmail({
          ...{ clinicId, token, ...change, auths: generations.map(({ auth }) => auth), newAuth: fresh.auth, letters },
          ...{ parameters: fresh.parameters, newTokenHash: vault.hashToken(vault.keyringToken(fresh.wrap)) },
        }),
    })
    keepWrap(clinicId, session.login.id, fresh.wrap)
    return { ...changed.session, login: { ...changed.session.login, email } }
  } catch (error) {
    if (isCode(error, 'WRONG_EMAIL_OR_PASSWORD')) return { kind: 'wrong' }
    if (isCode(error, 'NOT_FOUND')) return { kind: 'dead' }
    if (isCode(error, 'EMAIL_HAS_LOGIN')) return { kind: 'hasLogin' }
    return failed(error)
  }
}
