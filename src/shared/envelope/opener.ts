import { base64, bech32 } from '@scure/base'
import { Decrypter } from 'age-encryption'
import { checkHeader } from './ageHeader.ts'
import { EnvelopeError } from './envelopeError.ts'
import { pkcs8Of } from './pkcs8.ts'
import { parseOpened, type AgeIdentity, type Sealed } from './seal.ts'

/** Opens and parses. @throws EnvelopeError as `openJson` does */
export type Opener = <T>(sealed: Sealed, schema: { parse: (value: unknown) => T }) => Promise<T>

/** As {@link makeTextOpener}, and parses what it opens. @throws EnvelopeError when the identity is none */
export async function makeOpener(identity: AgeIdentity): Promise<Opener> {
  const open = await makeTextOpener(identity)
  return async (sealed, schema) => parseOpened(await open(sealed), schema)
}

/**
 * Opens many envelopes with one identity: importing it, as `open` does each time, costs as much as opening one.
 * @throws EnvelopeError when the identity is none
 */
export async function makeTextOpener(identity: AgeIdentity): Promise<(sealed: Sealed) => Promise<string>> {
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(await importIdentity(identity))
  } catch (cause) {
    throw new EnvelopeError('Not an age identity', { cause })
  }
  return (sealed) => decrypt(decrypter, sealed)
}

async function decrypt(decrypter: Decrypter, sealed: Sealed): Promise<string> {
  try {
    checkHeader(sealed)
    return await decrypter.decrypt(base64.decode(sealed), 'text')
  } catch (cause) {
    throw new EnvelopeError('The envelope does not open with these keys', { cause })
  }
}

/** The runtime's key, or the identity as text. */
type Key = Parameters<Decrypter['addIdentity']>[0]
type Subtle = {
  readonly importKey: (
    format: 'pkcs8',
    key: Uint8Array,
    algorithm: { readonly name: 'X25519' },
    extractable: boolean,
    uses: readonly 'deriveBits'[],
  ) => Promise<Key>
}

/** A runtime without X25519 of its own leaves it to age, which has it in JavaScript. */
async function importIdentity(identity: AgeIdentity): Promise<Key> {
  // Every runtime has Web Crypto; the portable library's types do not name it.
  const { subtle } = (globalThis as unknown as { readonly crypto: { readonly subtle: Subtle } }).crypto
  const pkcs8 = pkcs8Of(bech32.decodeToBytes(identity).bytes)
  try {
    return await subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits'])
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'NotSupportedError') return identity
    throw cause
  }
}
