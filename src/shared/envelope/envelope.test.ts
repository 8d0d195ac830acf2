import { expect, test } from 'vitest'
import { codeIdentity, deriveLoginKeys, PASSWORD_PARAMETERS } from './passwords.ts'
import { message } from './message.ts'
import { fromFragment, macUnder, redeemToken, toFragment } from './secrets.ts'
import { EnvelopeError } from './envelopeError.ts'
import { makeIdentity, open, recipientOf, seal } from './seal.ts'

test('an envelope opens for each of its recipients and for nobody else', async () => {
  const [clinic, patient, stranger] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()])

  const sealed = await seal('Grüße, 王', [clinic.recipient, patient.recipient])

  expect(await open(sealed, [clinic.identity])).toBe('Grüße, 王')
  expect(await open(sealed, [stranger.identity, patient.identity])).toBe('Grüße, 王')
  await expect(open(sealed, [stranger.identity])).rejects.toThrow(EnvelopeError)
})

test('R4.3 a fragment survives upper case and a full stop, and shows when it was cut short', async () => {
  const { identity } = await makeIdentity()
  const fragment = toFragment(identity)

  expect(fromFragment(`#${fragment}`)).toBe(identity)
  expect(fromFragment(`#${fragment.toUpperCase()}.`)).toBe(identity)
  expect(fromFragment(`#${fragment.slice(0, -1)}`)).toBeNull()
  expect(fromFragment('#')).toBeNull()
  expect(fromFragment('#%E0%A4%A')).toBeNull()
})

test('R11.2 what is sent to the endpoint differs from the secret and from what opens the keyring', async () => {
  const { identity } = await makeIdentity()
  const keys = await deriveLoginKeys('correct horse', 'AAAAAAAAAAAAAAAAAAAAAA', PASSWORD_PARAMETERS)
  const again = await deriveLoginKeys('correct horse', 'AAAAAAAAAAAAAAAAAAAAAA', PASSWORD_PARAMETERS)

  expect(again).toEqual(keys)
  expect(keys.wrap).not.toContain(keys.auth)
  expect(await recipientOf(keys.wrap)).toMatch(/^age1/)
  expect(redeemToken(identity)).not.toBe(macUnder(identity, 'redeem-mac', message('redeem')))
})

test('R4.5 a code with the birth date gives one identity, with another birth date another', async () => {
  const salt = 'AAAAAAAAAAAAAAAAAAAAAA'

  const right = await codeIdentity('ABCD-EFGH', '1985-03-12', salt)

  expect(await codeIdentity('ABCD-EFGH', '1985-03-12', salt)).toBe(right)
  expect(await codeIdentity('ABCD-EFGH', '1985-03-13', salt)).not.toBe(right)
})
