import { base64 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { padJson, padmeLength } from './padding.ts'
import { makeIdentity, open, sealJson } from './seal.ts'

test('R11.5 what is padded is still the same JSON, at a Padmé step', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const padded = padJson(JSON.stringify(value))
      const bytes = Buffer.byteLength(padded)

      expect(JSON.parse(padded)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(padmeLength(bytes)).toBe(bytes)
    }),
  )
})

test('R11.5 a step is at most 12 percent above, and steps become rare', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 2_000_000 }), (length) => {
      expect(padmeLength(length)).toBeGreaterThanOrEqual(length)
      expect(padmeLength(length)).toBeLessThanOrEqual(Math.ceil(length * 1.12))
    }),
  )
  const steps = new Set(Array.from({ length: 10_000 }, (_, length) => padmeLength(length + 1)))
  expect(steps.size).toBeLessThan(260)
})

test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [9, 10],
  [100, 104],
  [1_000, 1_024],
  [1_000_000, 1_015_808],
])('R11.5 %i bytes are sent as %i, as Padmé has it', (length, padded) => {
  expect(padmeLength(length)).toBe(padded)
})

test('R11.5 an answer of one letter more is not seen by the envelope’s length', async () => {
  const { identity, recipient } = await makeIdentity()
  const [yes, no] = await Promise.all(
    ['Yes, often', 'No'].map((answer) => sealJson({ answer, note: 'é'.repeat(500) }, [recipient])),
  )

  expect(base64.decode(yes ?? '').length).toBe(base64.decode(no ?? '').length)
  expect(JSON.parse(await open(no ?? '', [identity]))).toMatchObject({ answer: 'No' })
})
