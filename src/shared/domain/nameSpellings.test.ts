import { describe, expect, test } from 'vitest'
import { folded } from './folded.ts'
import { isOneLetterApart, isSpellingOf } from './nameSpellings.ts'

describe('R6.5 one name is written in several ways', () => {
  test.each([
    ['Ben', 'Benjamin'],
    ['Benny', 'Ben'],
    ['Bob', 'Robert'],
    ['Jørgensen', 'Joergensen'],
    ['Jorgensen', 'Jørgensen'],
    ['Müller', 'Mueller'],
    ['Muller', 'Mueller'],
    ['Weiß', 'Weiss'],
    ['Łukasz', 'Lukasz'],
    ['Håkon', 'Haakon'],
    ['Okafor', 'Okafr'],
    ['Benali', 'Benalli'],
    ['Rodrigues', 'Rodriguez'],
    ['Smith', 'Smiht'],
  ])('%s and %s may be one', (one, other) => {
    expect(isSpellingOf(folded(one), folded(other))).toBe(true)
    expect(isSpellingOf(folded(other), folded(one))).toBe(true)
  })

  test.each([
    ['Mia', 'Ria'],
    ['Ana', 'Ada'],
    ['Bill', 'Robert'],
    ['Okafor', 'Okonkwo'],
    ['Ben', 'Bob'],
    ['Smith', 'Smythe'],
  ])('%s and %s are two', (one, other) => {
    expect(isSpellingOf(folded(one), folded(other))).toBe(false)
  })
})

test('R6.5 whatever letter of a word is changed, missed, doubled or swapped, it is one apart, and two are not', () => {
  const word = 'okaford'
  const changed = Array.from(word).flatMap((letter, at) => [
    `${word.slice(0, at)}x${word.slice(at + 1)}`,
    word.slice(0, at) + word.slice(at + 1),
    `${word.slice(0, at)}${letter}${word.slice(at)}`,
    `${word.slice(0, at)}${word.charAt(at + 1)}${letter}${word.slice(at + 2)}`,
  ])

  for (const each of changed) {
    expect({ each, isApart: isOneLetterApart(word, each) }).toEqual({ each, isApart: true })
    expect({ each, isApart: isOneLetterApart(each, word) }).toEqual({ each, isApart: true })
    expect({ each, isApart: isOneLetterApart(`${each}zz`, word) }).toEqual({ each, isApart: false })
    expect({ each, isApart: isOneLetterApart(`yx${each}`, `${word}`) }).toEqual({ each, isApart: false })
  }
})
