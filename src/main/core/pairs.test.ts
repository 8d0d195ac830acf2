import { randomBytes } from 'node:crypto'
import { bech32 } from '@scure/base'
import { expect, test } from 'vitest'
import { EnvelopeError } from '../../shared/envelope/envelopeError.ts'
import { pairSecret } from '../../shared/envelope/pair.ts'
import { makeIdentity } from '../../shared/envelope/seal.ts'
import { pairOf, pairWith } from './pairs.ts'

test('R11.5 Node’s own curve comes to what the page comes to, whichever clinic asks for whichever login', async () => {
  const clinics = await Promise.all([makeIdentity(), makeIdentity()])
  const logins = await Promise.all([makeIdentity(), makeIdentity()])

  for (const { identity, recipient: login } of logins) {
    for (const clinic of clinics) {
      const parties = { clinic: clinic.recipient, login }
      expect(pairOf(clinic, login)).toEqual(pairSecret(identity, clinic.recipient, parties))
    }
  }
})

test('R11.5 what two have in common is computed once, for as long as no 5,000 others were asked for', async () => {
  const clinic = await makeIdentity()
  const { recipient: ana } = await makeIdentity()
  const others = Array.from({ length: 5_000 }, () => bech32.encodeFromBytes('age', randomBytes(32)))
  const pair = pairOf(clinic, ana)

  for (const other of others.slice(1)) pairOf(clinic, other)
  expect(pairOf(clinic, ana)).toBe(pair)

  for (const other of others.slice(0, 1)) pairOf(clinic, other)
  expect(pairOf(clinic, ana)).toEqual(pair)
  expect(pairOf(clinic, ana)).not.toBe(pair)
})

test('R11.6 with a key that is none nobody has anything in common', async () => {
  const clinic = await makeIdentity()
  const none = bech32.encodeFromBytes('age', new Uint8Array(32))

  expect(() => pairOf(clinic, none)).toThrow(EnvelopeError)
  expect(pairWith(clinic, none)).toBeNull()
  expect(pairWith(clinic, 'age1')).toBeNull()
})
