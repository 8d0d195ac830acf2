import { expect, test } from 'vitest'
import { keyFingerprint } from '../../shared/envelope/fingerprint.ts'
import { makeIdentity } from '../../shared/envelope/seal.ts'
import { isNamed } from './trust.ts'

test('R11.5 the address names one key, and no other is taken for it', async () => {
  const [{ recipient: ours }, { recipient: theirs }] = [await makeIdentity(), await makeIdentity()]
  const fingerprint = keyFingerprint(ours)

  expect(await isNamed(fingerprint, ours)).toBe(true)
  expect(await isNamed(fingerprint, theirs)).toBe(false)
  expect(await isNamed(fingerprint.slice(0, -1), ours)).toBe(false)
  expect(await isNamed(fingerprint, 'no key')).toBe(false)
})

test('R11.5 an address that was typed names no key, and a full stop behind one is nobody’s', async () => {
  const { recipient } = await makeIdentity()

  expect(await isNamed(null, recipient)).toBe(true)
  expect(await isNamed(`${keyFingerprint(recipient)}.`, recipient)).toBe(true)
  expect(await isNamed('', recipient)).toBe(false)
})
