import { safe } from '@orpc/client'
import type { PortalLogin, RedeemOutcome } from '../shared/contract/portal.ts'
import type { ClinicId } from '../shared/domain/ids.ts'
import type { DeadBecause } from '../shared/domain/invitations.ts'
import { redeemMac, redeemToken } from '../shared/envelope/secrets.ts'
import type { PortalClient } from './api.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession, Session } from './portal.ts'
import { forgetWrap, hasKeptWrap, keepWrap, keptWrap } from './tab.ts'
import { troubleOf, type Trouble } from './trouble.ts'

/** Where a call goes: the endpoint and the clinic. */
export type At = { readonly client: PortalClient; readonly clinicId: ClinicId }

type Failed = { readonly kind: 'trouble'; readonly trouble: Trouble }
type Dead = { readonly kind: 'dead'; readonly because: DeadBecause }
type Redeemed = { readonly kind: 'redeemed'; readonly outcome: RedeemOutcome; readonly session: Session }

function failed(error: unknown): Failed {
  return { kind: 'trouble', trouble: troubleOf(error) }
}

/** Deriving a key keeps the processor busy for up to a second; the page first shows that something happens. */
function paint(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 32))
}

async function deriveKeys({ client, clinicId }: At, email: string, password: string) {
  const { salt, parameters } = await client.session.salt({ clinicId, email })
  const vault = await loadVault()
  await paint()
  return { parameters, ...(await vault.deriveLoginKeys(password, salt, parameters)) }
}

async function openSession(clinicId: ClinicId, login: PortalLogin, wrap: string): Promise<OpenSession> {
  const vault = await loadVault()
  const keyring = await vault.openJson(login.keyring, [wrap], vault.Keyring)
  keepWrap(clinicId, login.id, wrap)
  return { kind: 'open', login, wrap, keyring }
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
  if (!wrap) return { kind: 'locked', login }
  return openSession(at.clinicId, login, wrap).catch(() => ({ kind: 'locked', login }) as const)
}

export type SignInResult = OpenSession | { readonly kind: 'wrong' } | Failed

/** One answer for a wrong password and an unknown e-mail (R4.7). */
export async function signIn(at: At, email: string, password: string): Promise<SignInResult> {
  try {
    const { auth, wrap } = await deriveKeys(at, email, password)
    const { error, data, isDefined } = await safe(at.client.session.signIn({ clinicId: at.clinicId, email, auth }))
    if (isDefined && error.code === 'WRONG_EMAIL_OR_PASSWORD') return { kind: 'wrong' }
    return error ? failed(error) : await openSession(at.clinicId, data, wrap)
  } catch (error) {
    return failed(error)
  }
}

/** Ends the session here even when the endpoint cannot be told; the keys go in any case. */
export async function signOut({ client, clinicId }: At): Promise<Session> {
  forgetWrap(clinicId)
  await safe(client.session.signOut())
  return { kind: 'signedOut', because: 'self' }
}

export type RegisterResult = Redeemed | Dead | { readonly kind: 'emailHasLogin' } | Failed

/** R4.7, new e-mail: makes keys and login and redeems the invitation, in one call. */
export async function register(at: At, invitation: string, email: string, password: string): Promise<RegisterResult> {
  try {
    const { auth, wrap, parameters } = await deriveKeys(at, email, password)
    const vault = await loadVault()
    const { keyring, recipient } = await vault.newKeyring(invitation)
    const { error, data, isDefined } = await safe(
      at.client.invitation.register({
        clinicId: at.clinicId,
        token: redeemToken(invitation),
        mac: redeemMac(invitation, recipient),
        email,
        auth,
        parameters,
        recipient,
        keyring: await vault.sealKeyring(keyring, wrap),
      }),
    )
    if (isDefined && error.code === 'EMAIL_HAS_LOGIN') return { kind: 'emailHasLogin' }
    if (isDefined && error.code === 'INVITATION_DEAD') return { kind: 'dead', because: error.data.because }
    if (error) return failed(error)
    return { kind: 'redeemed', outcome: data, session: await sessionAfterRegistering(at, wrap) }
  } catch (error) {
    return failed(error)
  }
}

/** The login exists now; should its own answer be lost, signing in leads on. */
async function sessionAfterRegistering(at: At, wrap: string): Promise<Session> {
  const { data: login } = await safe(at.client.session.current({ clinicId: at.clinicId }))
  return login ? openSession(at.clinicId, login, wrap) : { kind: 'signedOut', because: 'never' }
}

export type RedeemResult = Redeemed | Dead | { readonly kind: 'signedOut' } | Failed

/** R4.7, a login that exists: the invitation's identity joins its keyring, and the patient the login. */
export async function redeem(at: At, session: OpenSession, invitation: string): Promise<RedeemResult> {
  try {
    const vault = await loadVault()
    const keyring = vault.withInvitation(session.keyring, invitation)
    const sealed = await vault.sealKeyring(keyring, session.wrap)
    const { error, data, isDefined } = await safe(
      at.client.invitation.redeem({
        clinicId: at.clinicId,
        token: redeemToken(invitation),
        mac: redeemMac(invitation, session.login.recipient),
        keyring: sealed,
      }),
    )
    if (isDefined && error.code === 'INVITATION_DEAD') return { kind: 'dead', because: error.data.because }
    if (isDefined && error.code === 'SIGNED_OUT') return { kind: 'signedOut' }
    if (error) return failed(error)
    const login = { ...session.login, keyring: sealed }
    return { kind: 'redeemed', outcome: data, session: { ...session, login, keyring } }
  } catch (error) {
    return failed(error)
  }
}
