import { createHash } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, test } from 'vitest'
import { recipientBytes } from './recipients.ts'
import { makeIdentity } from './seal.ts'
import { safetyWords } from './safetyWords.ts'

test('R11.5 six words of the standard list say which two keys they come of', async () => {
  const [clinic, ana, eve] = (await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()])).map(
    ({ recipient }) => recipient,
  ) as [string, string, string] // of three
  const hash = createHash('sha256')
    .update('anteroom/1/safety-words')
    .update(recipientBytes(clinic))
    .update(recipientBytes(ana))
    .digest()
  const number = BigInt(`0x${hash.toString('hex')}`) >> (256n - 66n)
  const expected = [5n, 4n, 3n, 2n, 1n, 0n].map((at) => wordlist[Number((number >> (at * 11n)) & 2047n)])

  const words = safetyWords(clinic, ana)

  expect(words).toEqual(expected)
  expect(new Set([words, safetyWords(clinic, eve), safetyWords(ana, clinic)].map(String)).size).toBe(3)
})
