import { expect, test } from 'vitest'
import { splitKeys, type KeyKeeper } from './fileKey.ts'
import { heldKeys } from './testing/heldKeys.ts'
import { TEST_KEY } from './testing/migratedFile.ts'
import { openClinic } from './testing/openClinic.ts'

test('R10.9 the key that the file has is kept beside the next one until the file has that', async () => {
  await using clinic = await openClinic()
  const held = heldKeys(TEST_KEY)
  const kept: unknown[] = []
  const keep: KeyKeeper['keep'] = (keys) => {
    kept.push(keys)
    return held.keep(keys)
  }
  await clinic.restart({ keys: { read: held.read, keep } })
  const next = Buffer.alloc(32, 8)

  await clinic.context.fileKey.change(next)

  expect(kept).toEqual([[TEST_KEY, next], [next]])
})

test('R10.9 what is no key, or not all of one, is none', () => {
  expect(splitKeys(Buffer.concat([TEST_KEY, TEST_KEY]))).toEqual([TEST_KEY, TEST_KEY])
  for (const length of [0, 31, 33]) expect(splitKeys(Buffer.alloc(length))).toBeNull()
})
