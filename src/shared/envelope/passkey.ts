import { base64urlnopad } from '@scure/base'
import type { AgeIdentity } from './seal.ts'
import { derive, identityFrom } from './secrets.ts'

/** What a passkey gives to a login, out of what its authenticator derives (WebAuthn PRF, 32 bytes) and tells nobody else. */
export function passkeyKeys(derived: Uint8Array): {
  /** Sent to the endpoint and kept there only as a hash. */
  readonly auth: string
  /** Opens the key of the keyring; never leaves the browser. */
  readonly identity: AgeIdentity
} {
  return {
    auth: base64urlnopad.encode(derive(derived, 'passkey-auth')),
    identity: identityFrom(derive(derived, 'passkey-wrap')),
  }
}
