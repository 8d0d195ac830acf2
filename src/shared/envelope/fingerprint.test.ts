import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyFingerprint } from './fingerprint.ts'
import { recipientBytes } from './recipients.ts'
import { makeIdentity } from './seal.ts'

test('R11.5 22 characters say which key a clinic has: 128 bits of SHA-256 over its bytes', async () => {
  const { recipient } = await makeIdentity()
  const other = await makeIdentity()

  const fingerprint = keyFingerprint(recipient)

  const expected = createHash('sha256').update(recipientBytes(recipient)).digest().subarray(0, 16)
  expect(fingerprint).toBe(expected.toString('base64url'))
  expect(fingerprint).toMatch(/^[\w-]{22}$/)
  expect(keyFingerprint(other.recipient)).not.toBe(fingerprint)
})
