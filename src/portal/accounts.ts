import { safe } from '@orpc/client'
import type { PortalLogin } from '../shared/contract/portal.ts'
import type { ClinicId } from '../shared/domain/ids.ts'
import type { PortalClient } from './api.ts'
import { loadSignedInPages, loadVault } from './loadVault.ts'
import type { OpenSession, Session } from './portal.ts'
import { TamperedError } from './tampered.ts'
import { forgetMessageDrafts, forgetWrap, hasKeptWrap, keepWrap, keptWrap, newestKeyring, noteKeyring } from './tab.ts'
import { troubleOf, type Trouble } from './trouble.ts'

/** Where a call goes: the endpoint and the clinic. */
export type At = { readonly client: PortalClient; readonly clinicId: ClinicId }

export type Failed = { readonly kind: 'trouble'; readonly trouble: Trouble }

export function failed(error: unknown): Failed {
  return { kind: 'trouble', trouble: troubleOf(error) }
}

/** Deriving a key keeps the processor busy for up to a second; the page first shows that something happens. */
function paint(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 32))
}

/**
 * The keys that a password gives by each of the parameters that a login may have, the newest first (R11.5).
 * @throws TamperedError where the endpoint asks for weaker ones than any login ever had
 */
export async function deriveKeys({ client, clinicId }: At, email: string, password: string) {
  const { salt, parameters } = await client.session.salt({ clinicId, email })
  const vault = await loadVault()
  const least = vault.PASSWORD_GENERATIONS.at(-1) ?? vault.PASSWORD_PARAMETERS
  if (!parameters.every((each) => vault.isStrongEnough(each, least))) throw new TamperedError('WEAK_PASSWORD_KEYS')
  await paint()
  const generations = []
  for (const each of parameters) {
    generations.push({ parameters: each, ...(await vault.deriveLoginKeys(password, salt, each)) })
  }
  return generations
}

/** The keys that a login gets from now on. @throws TamperedError where they would be weaker than today's */
export async function newestOf(generations: Awaited<ReturnType<typeof deriveKeys>>) {
  const { isStrongEnough, PASSWORD_PARAMETERS } = await loadVault()
  const [newest] = generations
  if (!newest || !isStrongEnough(newest.parameters, PASSWORD_PARAMETERS)) throw new TamperedError('WEAK_PASSWORD_KEYS')
  return newest
}

/** Signs in: this tab keeps the key for a reload. @throws EnvelopeError, TamperedError as `openKeyring` does */
export async function openSession(clinicId: ClinicId, login: PortalLogin, wrap: string): Promise<OpenSession> {
  const [session] = await Promise.all([reopenSession(login, wrap), loadSignedInPages()])
  keepWrap(clinicId, login.id, wrap)
  return session
}

/**
 * A session that goes on with another keyring. The tab keeps nothing by it: whoever signed out meanwhile stays signed out.
 * @throws EnvelopeError, TamperedError as `openKeyring` does
 */
export async function reopenSession(login: PortalLogin, wrap: string): Promise<OpenSession> {
  const vault = await loadVault()
  const keyring = await vault.openKeyring(login, wrap, newestKeyring(login.recipient))
  noteKeyring(login.recipient, keyring.counter)
  return { kind: 'open', login, wrap, keyring }
}

/** The login exists now; should its own answer be lost, or no session be kept, signing in leads on. */
export async function sessionAfterRegistering(at: At, wrap: string): Promise<Session> {
  const { data: login } = await safe(at.client.session.current({ clinicId: at.clinicId }))
  return login ? openSession(at.clinicId, login, wrap) : { kind: 'signedOut', because: 'never' }
}

/**
 * Who is signed in when a page is opened: the cookie tells who, this tab's storage whether the keys are still here.
 * Rejects when the endpoint does not answer.
 */
export async function currentSession(at: At): Promise<Session> {
  const login = await at.client.session.current({ clinicId: at.clinicId })
  if (!login) {
    const because = hasKeptWrap(at.clinicId) ? 'time' : 'never'
    forgetWrap(at.clinicId)
    return { kind: 'signedOut', because }
  }
  const wrap = keptWrap(at.clinicId, login.id)
  const locked = { kind: 'locked', login, isProven: login.isProven } as const
  if (!wrap) return locked
  return openSession(at.clinicId, login, wrap).catch(() => locked)
}

export type SignInResult = OpenSession | { readonly kind: 'wrong' } | Failed

/** One answer for a wrong password and an unknown e-mail (R4.7). */
export async function signIn(at: At, email: string, password: string): Promise<SignInResult> {
  try {
    const generations = await deriveKeys(at, email, password)
    const auths = generations.map(({ auth }) => auth)
    const { error, data, isDefined } = await safe(at.client.session.signIn({ clinicId: at.clinicId, email, auths }))
    if (isDefined && error.code === 'WRONG_EMAIL_OR_PASSWORD') return { kind: 'wrong' }
    if (error) return failed(error)
    const session = await openSession(at.clinicId, data, generations[data.generation]?.wrap ?? '')
    return data.generation === 0 ? session : await grow(at, session, await newestOf(generations))
  } catch (error) {
    return failed(error)
  }
}

type Generation = Awaited<ReturnType<typeof deriveKeys>>[number]

/** The same password by the newest parameters from now on; should that fail, it is tried at the next signing in. */
async function grow(at: At, session: OpenSession, newest: Generation): Promise<OpenSession> {
  const vault = await loadVault()
  const { clinicId } = at
  const keyring = { ...session.keyring, counter: session.keyring.counter + 1 }
  const sealed = await vault.sealKeyring(keyring, newest.wrap)
  const { data } = await safe(
    at.client.session.grow({
      clinicId,
      auth: newest.auth,
      parameters: newest.parameters,
      keyring: sealed,
      keyringToken: vault.keyringToken(session.wrap),
      newTokenHash: vault.hashToken(vault.keyringToken(newest.wrap)),
      seenRevision: session.login.keyringRevision,
    }),
  )
  if (!data) return session
  return openSession(clinicId, { ...session.login, keyring: sealed, ...data }, newest.wrap)
}

/** Ends the session here even when the endpoint cannot be told; the keys go in any case. */
export async function signOut({ client, clinicId }: At): Promise<Session> {
  forgetWrap(clinicId)
  forgetMessageDrafts()
  await safe(client.session.signOut())
  return { kind: 'signedOut', because: 'self' }
}
