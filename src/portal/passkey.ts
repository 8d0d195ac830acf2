import { failed, openSession, type At, type Failed } from './accounts.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession } from './portal.ts'
import { keepPasskey, keptPasskey } from './tab.ts'
import { isCode } from './trouble.ts'

/** Whether this browser has passkeys at all; whether they derive keys shows only when one is made. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function'
}

/** What is derived of is the same at every use, and another at every clinic. */
function derivedOf(clinicId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`anteroom passkey ${clinicId}`)
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

type Derived = { readonly id: ArrayBuffer; readonly bytes: Uint8Array }

/** Null where the person stopped, the passkey is not here any more, or it derives no keys. */
async function derive(clinicId: string, id: ArrayBuffer): Promise<Derived | null> {
  const credential = await navigator.credentials
    .get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: derivedOf(clinicId) } } },
      },
    })
    .catch(() => null)
  if (!(credential instanceof PublicKeyCredential)) return null
  const first = credential.getClientExtensionResults().prf?.results?.first
  if (!(first instanceof ArrayBuffer) || first.byteLength < 32) return null
  return { id: credential.rawId, bytes: new Uint8Array(first) }
}

export type MadePasskey = { readonly kind: 'made' } | { readonly kind: 'stopped' } | Failed

/** For whoever is signed in: this device opens the login from now on, by its own lock. */
export async function makePasskey(at: At, { login, keyring, wrap }: OpenSession): Promise<MadePasskey> {
  const { client, clinicId } = at
  try {
    const vault = await loadVault()
    const made = await navigator.credentials
      .create({
        publicKey: {
          challenge: random(32),
          rp: { name: document.title },
          user: { id: random(32), name: keyring.email, displayName: keyring.email },
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
          ],
          authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
          extensions: { prf: {} },
        },
      })
      .catch(() => null)
    if (!(made instanceof PublicKeyCredential)) return { kind: 'stopped' }
    const derived = await derive(clinicId, made.rawId)
    if (!derived) return { kind: 'stopped' }
    const { auth, identity } = vault.passkeyKeys(derived.bytes)
    const id = toText(derived.id)
    await client.account.addPasskey({
      ...{ clinicId, idHash: vault.hashToken(id), auth },
      sealed: await vault.seal(wrap, [await vault.recipientOf(identity)]),
      keyringToken: vault.keyringToken(wrap),
    })
    keepPasskey(clinicId, { id, loginId: login.id })
    return { kind: 'made' }
  } catch (error) {
    return failed(error)
  }
}

/** Signs in without a password. `unknown`: the login does not know this passkey any more. */
export async function signInByPasskey(
  at: At,
): Promise<OpenSession | { readonly kind: 'stopped' } | { readonly kind: 'unknown' } | Failed> {
  const { client, clinicId } = at
  const kept = keptPasskey(clinicId)
  if (!kept) return { kind: 'stopped' }
  try {
    const vault = await loadVault()
    const derived = await derive(clinicId, fromText(kept.id))
    if (!derived) return { kind: 'stopped' }
    const { auth, identity } = vault.passkeyKeys(derived.bytes)
    const { login, sealed } = await client.account.signInByPasskey({ clinicId, idHash: vault.hashToken(kept.id), auth })
    return await openSession(clinicId, login, await vault.open(sealed, [identity]))
  } catch (error) {
    if (!isCode(error, 'WRONG_EMAIL_OR_PASSWORD')) return failed(error)
    keepPasskey(clinicId, null)
    return { kind: 'unknown' }
  }
}

function toText(id: ArrayBuffer): string {
  return [...new Uint8Array(id)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromText(text: string): ArrayBuffer {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)).buffer
}
