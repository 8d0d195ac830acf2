import { argon2Sync, createHash, createHmac, hkdfSync } from 'node:crypto'
import { bech32 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvelopeError } from './envelopeError.ts'
import { codeIdentity, deriveLoginKeys, PASSWORD_PARAMETERS } from './passwords.ts'
import {
  derive,
  fromFragment,
  hashToken,
  identityFrom,
  introductionMac,
  isSameMac,
  keyringToken,
  redeemMac,
  redeemToken,
  toFragment,
} from './secrets.ts'
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

const REDEEMER = { clinicId: 'clinic', invitationId: 'invitation', email: 'ana@example.test', recipient: 'age1ana' }

test('R4.8 who holds an invitation signs clinic, invitation, e-mail and key, in any spelling of the e-mail', () => {
  const signed = JSON.stringify(['clinic', 'invitation', 'ana@example.test', 'age1ana'])
  const mac = createHmac('sha256', derived(SECRET, 'redeem-mac')).update(signed).digest('hex')

  expect(redeemMac(IDENTITY, REDEEMER)).toBe(mac)
  expect(redeemMac(IDENTITY, { ...REDEEMER, email: ' Ana@EXAMPLE.test ' })).toBe(mac)
})

test.each(Object.keys(REDEEMER))('R11.5 another %s is not what was signed', (part) => {
  expect(redeemMac(IDENTITY, { ...REDEEMER, [part]: 'another' })).not.toBe(redeemMac(IDENTITY, REDEEMER))
})

const GREETING = Buffer.from('an age file').toString('base64')
const INTRODUCTION = { clinicId: 'c', invitationId: 'i', recipient: 'age1', codeSalt: 'salt', greeting: GREETING }

test('R11.5 an invitation introduces its clinic under its own secret', () => {
  const sha256 = createHash('sha256').update('an age file').digest('hex')
  const signed = JSON.stringify(['c', 'i', 'age1', 'salt', sha256])
  const mac = createHmac('sha256', derived(SECRET, 'introduction')).update(signed).digest('hex')

  expect(introductionMac(IDENTITY, INTRODUCTION)).toBe(mac)
})

test.each(Object.keys(INTRODUCTION))('R11.5 another %s was not introduced', (part) => {
  const another = { ...INTRODUCTION, [part]: Buffer.from('other').toString('base64') }
  expect(introductionMac(IDENTITY, another)).not.toBe(introductionMac(IDENTITY, INTRODUCTION))
})

test('R11.5 two MACs are the same only in every letter', () => {
  expect(isSameMac('abc', 'abc')).toBe(true)
  for (const other of ['abd', 'bbc', 'ab', 'abcd', '']) expect(isSameMac('abc', other)).toBe(false)
})

test('R11.5 what overwrites a keyring comes of what opens it, and is neither', () => {
  expect(keyringToken(IDENTITY)).toBe(derived(SECRET, 'keyring-write').toString('base64url'))
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
