import { deriveKeys, failed, newestOf, type At, type Failed } from './accounts.ts'
import { changeKeyring } from './changeKeyring.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession } from './portal.ts'
import { keepWrap } from './tab.ts'
import { isCode } from './trouble.ts'

/**
 * R4.7: another password for whoever is signed in: the keyring is sealed with it, and the endpoint takes its proof in the place
 * of the one before. All other sessions end. `wrong`: `present` is not the login's password.
 */
export async function changePassword(
  at: At,
  session: OpenSession,
  present: string,
  wanted: string,
): Promise<OpenSession | { readonly kind: 'wrong' } | Failed> {
  const { client, clinicId } = at
  const { email } = session.login
  try {
    const vault = await loadVault()
    const generations = await deriveKeys(at, email, present)
    if (!generations.some(({ wrap }) => wrap === session.wrap)) return { kind: 'wrong' }
    const fresh = await newestOf(await deriveKeys(at, email, wanted))
    const changed = await changeKeyring(at, session, {
      make: (keyring) => keyring,
      wrap: fresh.wrap,
      store: (change) =>
        client.account.changePassword({
          ...{ clinicId, ...change, auths: generations.map(({ auth }) => auth), newAuth: fresh.auth },
          ...{ parameters: fresh.parameters, newTokenHash: vault.hashToken(vault.keyringToken(fresh.wrap)) },
        }),
    })
    keepWrap(clinicId, session.login.id, fresh.wrap)
    return changed.session
  } catch (error) {
    return isCode(error, 'WRONG_EMAIL_OR_PASSWORD') ? { kind: 'wrong' } : failed(error)
  }
}
