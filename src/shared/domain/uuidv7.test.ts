import { expect, test } from 'vitest'
import { EventId } from './ids.ts'
import { uuidv7 } from './uuidv7.ts'

const AT = 1_772_442_000_000
const ones = new Uint8Array(10).fill(255)
const zeros = new Uint8Array(10)

test('an id is a UUID whose bits of version and variant stand whatever the randomness', () => {
  expect(uuidv7(AT, ones)).toBe('019cadc6-9a80-7fff-bfff-ffffffffffff')
  expect(uuidv7(AT, zeros)).toBe('019cadc6-9a80-7000-8000-000000000000')
  expect(EventId.parse(uuidv7(AT, ones))).toBe(uuidv7(AT, ones))
})

test('ids sort by the time they were made, also across the digits of their time', () => {
  const times = [0, 1, 2 ** 16, 2 ** 32 - 1, 2 ** 32, AT, AT + 1, 2 ** 48 - 1]
  const ids = times.map((milliseconds, index) => uuidv7(milliseconds, index % 2 === 0 ? ones : zeros))

  expect(ids.toSorted()).toEqual(ids)
})

test('every random byte counts, wherever it lies in its buffer', () => {
  const buffer = Uint8Array.from([255, 255, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255])

  expect(uuidv7(AT, buffer.subarray(3, 13))).toBe('019cadc6-9a80-7102-8304-05060708090a')
})

test('too little randomness makes no id', () => {
  expect(() => uuidv7(AT, new Uint8Array(9))).toThrow(RangeError)
})
