import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto'
import { bech32 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvelopeError } from './envelopeError.ts'
import { indexMac, letterMac, openIndexMac, pairSecret, type IndexClaim, type LetterClaim } from './pair.ts'
import { isUsableRecipient, recipientBytes } from './recipients.ts'
import { makeIdentity } from './seal.ts'
import { derive, identityBytes, identityFrom } from './secrets.ts'

const hmac = (key: Uint8Array, parts: unknown[]) =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')
const SEALED = Buffer.from('an age file').toString('base64')
const SHA256 = createHash('sha256').update('an age file').digest('hex')
const CLAIM: IndexClaim = { clinicId: 'clinic', owner: { kind: 'link', id: 'link' }, epoch: 2, version: 7 }
const LETTER: LetterClaim = { clinicId: 'clinic', linkId: 'link', kind: 'form.submitted', id: 'submission' }

async function clinicAndAna() {
  const [clinic, ana] = await Promise.all([makeIdentity(), makeIdentity()])
  const parties = { clinic: clinic.recipient, login: ana.recipient }
  return { clinic, ana, parties, pair: pairSecret(ana.identity, clinic.recipient, parties) }
}

test('R11.5 the clinic and a login come to the same secret, as Node’s X25519 and HKDF make it', async () => {
  const { clinic, ana, parties, pair } = await clinicAndAna()
  const der = (head: string, bytes: Uint8Array) => Buffer.concat([Buffer.from(head, 'hex'), bytes])
  const shared = diffieHellman({
    privateKey: createPrivateKey({
      key: der('302e020100300506032b656e04220420', identityBytes(clinic.identity)),
      format: 'der',
      type: 'pkcs8',
    }),
    publicKey: createPublicKey({
      key: der('302a300506032b656e032100', recipientBytes(ana.recipient)),
      format: 'der',
      type: 'spki',
    }),
  })
  const salt = Buffer.concat([recipientBytes(clinic.recipient), recipientBytes(ana.recipient)])

  expect(Buffer.from(pair)).toEqual(Buffer.from(hkdfSync('sha256', shared, salt, 'anteroom/1/pair', 32)))
  expect(pairSecret(clinic.identity, ana.recipient, parties)).toEqual(pair)
})

test('R11.5 nobody else comes to it, and no two logins have the same', async () => {
  const { clinic, ana, parties, pair } = await clinicAndAna()
  const eve = await makeIdentity()

  expect(pairSecret(eve.identity, clinic.recipient, parties)).not.toEqual(pair)
  expect(pairSecret(eve.identity, ana.recipient, parties)).not.toEqual(pair)
  const withEve = { clinic: clinic.recipient, login: eve.recipient }
  expect(pairSecret(clinic.identity, eve.recipient, withEve)).not.toEqual(pair)
  // The same two keys in each other's place.
  expect(pairSecret(ana.identity, clinic.recipient, { clinic: ana.recipient, login: clinic.recipient })).not.toEqual(
    pair,
  )
})

test('R11.5 an index is signed with the key of its link, over everything that it says of itself', async () => {
  const { pair } = await clinicAndAna()
  const expected = hmac(derive(pair, 'to-patient/link'), ['index', 'clinic', 'link', 'link', 2, 7, SHA256])

  expect(indexMac(pair, CLAIM, SEALED)).toBe(expected)
})

test('R4.6 what an open invitation carries is signed under its secret', () => {
  const secret = new Uint8Array(32).fill(3)
  const claim: IndexClaim = { ...CLAIM, owner: { kind: 'invitation', id: 'invitation' } }
  const expected = hmac(derive(secret, 'index'), ['index', 'clinic', 'invitation', 'invitation', 2, 7, SHA256])

  expect(openIndexMac(identityFrom(secret), claim, SEALED)).toBe(expected)
})

test('R11.5 a letter is signed in its own direction, over everything that it says of itself', async () => {
  const { pair } = await clinicAndAna()
  const signed = ['letter', 'clinic', 'link', 'form.submitted', 'submission', SHA256]

  expect(letterMac(pair, LETTER, SEALED)).toBe(hmac(derive(pair, 'to-clinic/link'), signed))
})

test.each<Partial<IndexClaim>>([
  { clinicId: 'another' },
  { owner: { kind: 'link', id: 'another' } },
  { owner: { kind: 'invitation', id: 'link' } },
  { epoch: 1 },
  { version: 8 },
])('R11.5 an index that says %o of itself is another', async (change) => {
  const { pair } = await clinicAndAna()
  expect(indexMac(pair, { ...CLAIM, ...change }, SEALED)).not.toBe(indexMac(pair, CLAIM, SEALED))
  expect(indexMac(pair, CLAIM, Buffer.from('swapped').toString('base64'))).not.toBe(indexMac(pair, CLAIM, SEALED))
})

test.each<Partial<LetterClaim>>([
  { clinicId: 'another' },
  { linkId: 'another' },
  { kind: 'request.made' },
  { id: 'another' },
])('R11.5 a letter that says %o of itself is another', async (change) => {
  const { pair } = await clinicAndAna()
  expect(letterMac(pair, { ...LETTER, ...change }, SEALED)).not.toBe(letterMac(pair, LETTER, SEALED))
})

/** Of small order: everybody has the same secret with them (RFC 7748, section 7). */
const SMALL = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]

test('R11.6 what has the shape of a key and is none is told where it arrives', async () => {
  const { clinic, parties } = await clinicAndAna()

  expect(isUsableRecipient(clinic.recipient)).toBe(true)
  for (const text of [
    '',
    clinic.recipient.toUpperCase(),
    `age1${'q'.repeat(58)}`,
    `${clinic.recipient.slice(0, -1)}b`,
    clinic.identity,
    ...[31, 33].map((length) => bech32.encodeFromBytes('age', new Uint8Array(length).fill(9))),
  ]) {
    expect(isUsableRecipient(text)).toBe(false)
    expect(() => recipientBytes(text)).toThrow(EnvelopeError)
    expect(() => pairSecret(clinic.identity, text, parties)).toThrow(EnvelopeError)
  }
  for (const point of SMALL) {
    const recipient = bech32.encodeFromBytes('age', Buffer.from(point, 'hex'))
    expect(isUsableRecipient(recipient)).toBe(false)
    expect(() => pairSecret(clinic.identity, recipient, parties)).toThrow(EnvelopeError)
  }
})

test('R11.6 nothing that is typed for a key throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(isUsableRecipient(text)).toBe(false)
    }),
  )
})
