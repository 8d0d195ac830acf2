import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RECOVERY_WORDS } from '../domain/recoverySheet.ts'
import { completionsOf, keyOfWords, splitWords, wordsOfKey } from './recoveryWords.ts'

const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7)

test('R10.9 every key is 24 words, and they are that key again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const words = wordsOfKey(bytes)
      expect(words).toHaveLength(RECOVERY_WORDS)
      expect(keyOfWords(words)).toEqual({ kind: 'key', key: bytes })
    }),
  )
})

test('R10.9 a word that is none is named by its place, and words that changed places are noticed', () => {
  const words = wordsOfKey(key)
  const [first = '', second = '', ...others] = words

  expect(keyOfWords([first, 'abandn', ...others])).toEqual({ kind: 'unknown', at: [1] })
  expect(keyOfWords([second, first, ...others])).toEqual({ kind: 'mixedUp' })
  expect(keyOfWords(words.slice(1))).toEqual({ kind: 'mixedUp' })
})

test('R10.9 words are read from whatever stands around them', () => {
  expect(splitWords(' 1. Abandon\n2. ability,3 able ')).toEqual(['abandon', 'ability', 'able'])
})

test('R10.9 four letters say which word is meant', () => {
  expect(completionsOf('aban', 5)).toEqual(['abandon'])
  expect(completionsOf('ab', 3)).toEqual(['abandon', 'ability', 'able'])
  expect(completionsOf('', 3)).toEqual([])
  for (const word of wordsOfKey(key)) expect(completionsOf(word.slice(0, 4), 5)).toContain(word)
})
