import { argon2Sync, createHmac, hkdfSync } from 'node:crypto'
import { bech32 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvelopeError } from './envelopeError.ts'
import { codeIdentity, deriveLoginKeys, PASSWORD_PARAMETERS } from './passwords.ts'
import { derive, fromFragment, hashToken, identityFrom, redeemMac, redeemToken, toFragment } from './secrets.ts'
import { recipientOf } from './seal.ts'

const SECRET = new Uint8Array(32).fill(7)
const IDENTITY = identityFrom(SECRET)
const SALT = Buffer.from('sixteen bytes yes')

/** HKDF as Node has it: what is stored was derived so, and another way would lock everybody out. */
function derived(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `anteroom/1/${purpose}`, 32))
}

/** Argon2id as Node has it, 19 MiB, 2 passes, 1 lane. */
function stretched(message: string): Buffer {
  const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
  return argon2Sync('argon2id', { message, nonce: SALT, ...cost })
}

test('R11.2 each purpose has a key of its own, derived as it always was', () => {
  expect(Buffer.from(derive(SECRET, 'redeem'))).toEqual(derived(SECRET, 'redeem'))
  expect(redeemToken(IDENTITY)).toBe(derived(SECRET, 'redeem').toString('base64url'))
  expect(hashToken('token')).toBe('3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0')
})

test('R4.8 who holds an invitation signs the login’s key with a key derived as it always was', () => {
  const mac = createHmac('sha256', derived(SECRET, 'redeem-mac')).update('age1ana').digest('hex')

  expect(redeemMac(IDENTITY, 'age1ana')).toBe(mac)
  expect(redeemMac(IDENTITY, 'age1sam')).not.toBe(mac)
})

test('R11.2 a password gives what is sent and what opens the keyring, in any spelling of its letters', async () => {
  const root = stretched('pass ﬁve é'.normalize('NFKC'))

  const keys = await deriveLoginKeys('pass ﬁve é'.normalize('NFD'), SALT.toString('base64url'), PASSWORD_PARAMETERS)

  expect(keys.auth).toBe(derived(root, 'login-auth').toString('base64url'))
  expect(keys.wrap).toBe(identityFrom(derived(root, 'login-wrap')))
})

test('R4.5 a code and a birth date give the identity that the desk sealed to', async () => {
  const root = stretched('ABCD-EFGH|1985-03-12')

  const identity = await codeIdentity('ABCD-EFGH', '1985-03-12', SALT.toString('base64url'))

  expect(identity).toBe(identityFrom(derived(root, 'code-identity')))
})

test('an identity is one that age takes', async () => {
  expect(IDENTITY).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/)
  expect(await recipientOf(IDENTITY)).toMatch(/^age1/)
})

test.each<[string, string]>([
  ['nothing', ''],
  ['a wrong checksum', `${IDENTITY.slice(0, -1)}Q`],
  ['another kind of key', bech32.encodeFromBytes('age', SECRET)],
  ['too short', bech32.encodeFromBytes('age-secret-key-', SECRET.slice(1)).toUpperCase()],
])('what is no identity gives no token: %s', (_name, identity) => {
  expect(() => redeemToken(identity)).toThrow(EnvelopeError)
  expect(() => redeemToken(identity)).toThrow('Not an age identity')
})

test('why an identity cannot be read is kept for the log', () => {
  expect(() => redeemToken('')).toThrow(expect.objectContaining({ cause: expect.any(Error) as Error }))
})

test('R4.3 a fragment is the secret in lower case, nothing in front', () => {
  expect(toFragment(IDENTITY)).toMatch(/^[a-z0-9]{58}$/)
})

test('R4.3 a fragment is read whatever a mail program put around it', () => {
  const around = fc.array(fc.constantFrom(...' .,;:!?)]}>"\'’”\n'), { maxLength: 4 }).map((marks) => marks.join(''))
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), around, fc.boolean(), (bytes, after, isUpper) => {
      const fragment = toFragment(identityFrom(bytes))

      expect(fromFragment(`#${isUpper ? fragment.toUpperCase() : fragment}${after}`)).toBe(identityFrom(bytes))
      expect(fromFragment(encodeURIComponent(`#${fragment}${after}`))).toBe(identityFrom(bytes))
    }),
  )
})

test('R4.3 a fragment that was cut, torn or marked in the middle is none', () => {
  const fragment = toFragment(IDENTITY)
  const middle = fragment.length / 2

  for (const torn of [fragment.slice(1), fragment.slice(0, -1), `${fragment}q`]) expect(fromFragment(torn)).toBeNull()
  for (const mark of ['.', '#', ' ', ')']) {
    expect(fromFragment(`${fragment.slice(0, middle)}${mark}${fragment.slice(middle)}`)).toBeNull()
  }
})
