import { expect, test } from 'vitest'
import { EnvelopeError } from './envelopeError.ts'
import { draftIdentity, Keyring } from './keyring.ts'
import { makeIdentity, open, recipientOf, seal } from './seal.ts'

const invitation = { id: 'an invitation', identity: 'AGE-SECRET-KEY-2', patientId: 'a patient' }
const keyring = {
  format: 2,
  counter: 7,
  identity: 'AGE-SECRET-KEY-1',
  email: 'ana@example.test',
  clinic: 'age1clinic',
  invitations: [invitation],
  paired: ['a patient'],
  seen: { 'a patient': [1, 12] },
}

test('R4.6 a keyring holds the login’s identity and those of up to a thousand invitations', () => {
  const full = { ...keyring, invitations: new Array<typeof invitation>(1_000).fill(invitation) }

  expect(Keyring.parse(keyring)).toEqual(keyring)
  expect(Keyring.parse(full).invitations).toHaveLength(1_000)
  expect(Keyring.safeParse({ ...full, invitations: [...full.invitations, invitation] }).success).toBe(false)
})

test('a keyring of another format, without an identity, or that counts nothing, is none', () => {
  expect(Keyring.safeParse({ ...keyring, format: 1 }).success).toBe(false)
  expect(Keyring.safeParse({ ...keyring, identity: undefined }).success).toBe(false)
  expect(Keyring.safeParse({ ...keyring, counter: 0 }).success).toBe(false)
})

test('R11.5 what seals drafts can be told from the login’s identity, and from nothing that others see', async () => {
  const [ana, eve] = await Promise.all([makeIdentity(), makeIdentity()])

  expect(draftIdentity(ana.identity)).toBe(draftIdentity(ana.identity))
  expect(draftIdentity(ana.identity)).not.toBe(ana.identity)
  expect(draftIdentity(eve.identity)).not.toBe(draftIdentity(ana.identity))
  const sealed = await seal('mine', [await recipientOf(draftIdentity(ana.identity))])
  expect(await open(sealed, [draftIdentity(ana.identity)])).toBe('mine')
  await expect(open(sealed, [ana.identity])).rejects.toThrow(EnvelopeError)
})
