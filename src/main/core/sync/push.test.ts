import { expect, test } from 'vitest'
import { OutboxItem } from '../../../shared/contract/outbox.ts'
import { createTestIds } from '../testing/testTime.ts'
import { inBatches } from './push.ts'

const ids = createTestIds()

function mail(characters: number): OutboxItem {
  const body = { kind: 'mail.put', id: ids(), to: 'ana@example.test', sealed: 'x'.repeat(characters) }
  return OutboxItem.parse({ id: ids(), body })
}

test('items leave in order, at most 200 and about 6 MB at a time, a larger one alone', () => {
  const small = Array.from({ length: 401 }, () => mail(10))
  const large = [mail(4_000_000), mail(3_000_000), mail(7_000_000), mail(10)]

  expect(inBatches(small).map((batch) => batch.length)).toEqual([200, 200, 1])
  expect(inBatches(large).map((batch) => batch.length)).toEqual([1, 1, 1, 1])
  expect(inBatches([...small, ...large]).flat()).toEqual([...small, ...large])
})

test('as much as fits goes together, and no empty request is made', () => {
  const weight = 1_000 + 'ana@example.test'.length + 'mail.put'.length + ids().length
  const half = mail(3_000_000 - weight)
  const nextToHalf = mail(3_000_001 - weight)

  expect(inBatches([half, half]).map((batch) => batch.length)).toEqual([2])
  expect(inBatches([half, nextToHalf]).map((batch) => batch.length)).toEqual([1, 1])
  expect(inBatches([mail(7_000_000)])).toHaveLength(1)
  expect(inBatches([])).toEqual([])
})
