import { base64, bech32 } from '@scure/base'
import { Decrypter } from 'age-encryption'
import { EnvelopeError } from './envelopeError.ts'
import { parseOpened, type AgeIdentity, type Sealed } from './seal.ts'

/** Opens and parses. @throws EnvelopeError as `openJson` does */
export type Opener = <T>(sealed: Sealed, schema: { parse: (value: unknown) => T }) => Promise<T>

/** Opens many envelopes with one identity: importing it, as `openJson` does each time, costs as much as opening one. */
export async function makeOpener(identity: AgeIdentity): Promise<Opener> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(await importIdentity(identity))
  return async (sealed, schema) => {
    try {
      return parseOpened(await decrypter.decrypt(base64.decode(sealed), 'text'), schema)
    } catch (cause) {
      if (cause instanceof EnvelopeError) throw cause
      throw new EnvelopeError('The envelope does not open with these keys', { cause })
    }
  }
}

/** PKCS #8 of an X25519 key, up to its 32 bytes (RFC 8410). */
const PKCS8_HEAD = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20]

type Imported = Parameters<Decrypter['addIdentity']>[0]

/** The part of WebCrypto that is used here; every host has it, and this folder knows the types of none. */
type WebCrypto = {
  readonly subtle: {
    readonly importKey: (
      format: 'pkcs8',
      key: Uint8Array,
      algorithm: { readonly name: 'X25519' },
      extractable: boolean,
      usages: readonly string[],
    ) => Promise<Imported>
  }
}

/** A runtime without X25519 of its own leaves it to age, which has it in JavaScript. */
async function importIdentity(identity: AgeIdentity): Promise<Imported> {
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...bech32.decodeToBytes(identity).bytes])
  // Node and browsers both have it under this name.
  const { crypto } = globalThis as unknown as { readonly crypto: WebCrypto }
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits'])
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'NotSupportedError') return identity
    throw cause
  }
}
