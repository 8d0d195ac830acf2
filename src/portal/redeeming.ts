import { safe } from '@orpc/client'
import type { RedeemOutcome } from '../shared/contract/portal.ts'
import type { InvitationId } from '../shared/domain/ids.ts'
import type { DeadBecause } from '../shared/domain/invitations.ts'
import { hashToken, keyringToken, redeemToken, renewalKey, type RedeemingAct } from '../shared/envelope/secrets.ts'
import { deriveKeys, failed, newestOf, sessionAfterRegistering, type At, type Failed } from './accounts.ts'
import { changeKeyring } from './changeKeyring.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession, Session } from './portal.ts'
import { TamperedError } from './tampered.ts'
import { deadBecauseOf, isCode } from './trouble.ts'

type Dead = { readonly kind: 'dead'; readonly because: DeadBecause }
type Redeemed = { readonly kind: 'redeemed'; readonly outcome: RedeemOutcome; readonly session: Session }

export type RegisterResult =
  | (Redeemed & { readonly hadLogin: boolean })
  | Dead
  /** The e-mail may have a login, and this is not its password (R4.7). */
  | { readonly kind: 'mayHaveLogin' }
  | Failed

/** An invitation that the clinic has vouched for (R11.5). */
export type Introduced = {
  readonly id: InvitationId
  readonly identity: string
  /** The clinic's recipient. */
  readonly clinic: string
  /** A `Greeting`, which the clinic's introduction covers. */
  readonly greeting: string
}

/**
 * R4.7, new e-mail: makes keys and login and redeems the invitation, in one call. With the password of a login that the
 * e-mail has, it signs in and redeems with that one.
 */
export async function register(
  at: At,
  introduced: Introduced,
  email: string,
  password: string,
): Promise<RegisterResult> {
  try {
    const { call, wrap } = await newLogin(at, introduced, { email, password, act: 'redeem' })
    const { error, data, isDefined } = await safe(at.client.invitation.register(call))
    if (isDefined && error.code === 'WRONG_EMAIL_OR_PASSWORD') return { kind: 'mayHaveLogin' }
    if (isDefined && error.code === 'EMAIL_HAS_LOGIN') return await redeemAtLogin(at, wrap, introduced)
    if (isDefined && error.code === 'INVITATION_DEAD') return { kind: 'dead', because: error.data.because }
    if (error) return failed(error)
    return { kind: 'redeemed', outcome: data, session: await sessionAfterRegistering(at, wrap), hadLogin: false }
  } catch (error) {
    return failed(error)
  }
}

/**
 * In place of a lost password: a new key and a new password for the login of the address that an Access Link went to, which
 * then holds this one patient (decision 0026).
 */
export async function renew(at: At, introduced: Introduced, email: string, password: string): Promise<RegisterResult> {
  try {
    const { call, wrap } = await newLogin(at, introduced, { email, password, act: 'renew' })
    const outcome = await at.client.login.renew({ ...call, renewalKey: renewalKey(introduced.identity) })
    return { kind: 'redeemed', outcome, session: await sessionAfterRegistering(at, wrap), hadLogin: false }
  } catch (error) {
    const because = deadBecauseOf(error)
    return because ? { kind: 'dead', because } : failed(error)
  }
}

/** New keys and what they are told with, for a password that is new. */
async function newLogin(
  at: At,
  introduced: Introduced,
  { email, password, act }: { readonly email: string; readonly password: string; readonly act: RedeemingAct },
) {
  const { auth, wrap, parameters } = await newestOf(await deriveKeys(at, email, password))
  const vault = await loadVault()
  const { clinic } = introduced
  const invitation = await invitationOf(introduced)
  const { keyring, recipient } = await vault.newKeyring({ email, clinic, invitation })
  const call = {
    clinicId: at.clinicId,
    token: redeemToken(invitation.identity),
    ...(await vault.signRedemption(keyring, at.clinicId, invitation, act)),
    email,
    auth,
    parameters,
    recipient,
    keyring: await vault.sealKeyring(keyring, wrap),
    keyringTokenHash: hashToken(keyringToken(wrap)),
  }
  return { call, wrap }
}

/** The password was that of a login, which is signed in by now. */
async function redeemAtLogin(at: At, wrap: string, invitation: Introduced): Promise<RegisterResult> {
  const session = await sessionAfterRegistering(at, wrap)
  const result = session.kind === 'open' ? await redeem(at, session, invitation) : { kind: 'signedOut' as const }
  if (result.kind === 'signedOut') return { kind: 'trouble', trouble: { code: 'SIGNED_OUT' } }
  return result.kind === 'redeemed' ? { ...result, hadLogin: true } : result
}

/** With whose records it opens, by the clinic's own word. @throws EnvelopeError when the greeting does not open */
async function invitationOf({ id, identity, greeting }: Introduced) {
  const vault = await loadVault()
  const { patientId } = await vault.openJson(greeting, [identity], vault.Greeting)
  return { id, identity, patientId }
}

export type RedeemResult = Redeemed | Dead | { readonly kind: 'signedOut' } | Failed

/** R4.7, a login that exists: the invitation's identity joins its keyring, and the patient the login. */
export async function redeem(at: At, session: OpenSession, introduced: Introduced): Promise<RedeemResult> {
  const { clinicId, client } = at
  try {
    const vault = await loadVault()
    if (introduced.clinic !== session.keyring.clinic) throw new TamperedError('KEYS_CHANGED')
    const invitation = await invitationOf(introduced)
    const signed = await vault.signRedemption(session.keyring, clinicId, invitation)
    const done = await changeKeyring(at, session, {
      make: (keyring) => vault.withInvitation(keyring, invitation),
      store: async (change) => {
        const call = { clinicId, token: redeemToken(invitation.identity), ...change }
        const outcome = await client.invitation.redeem({ ...call, ...signed })
        return { outcome, keyringRevision: change.seenRevision + 1 }
      },
    })
    return { kind: 'redeemed', outcome: done.stored.outcome, session: done.session }
  } catch (error) {
    const because = deadBecauseOf(error)
    if (because) return { kind: 'dead', because }
    if (isCode(error, 'SIGNED_OUT')) return { kind: 'signedOut' }
    return failed(error)
  }
}
