import { expect, test } from 'vitest'
import { chartNumberIn, nameRank } from './patientRank.ts'

const named = (givenName: string, familyName: string) => ({ givenName, familyName })

test.each([
  ['Ana Ruiz', 0],
  ['ruiz, ana', 0],
  ['RUÍZ', 1],
  ['ana', 1],
  ['rui', 2],
  ['ruiz a', 2],
  ['an', 3],
  ['ana r', 3],
  ['an ru', 4],
  ['ana@', 5],
  ['uiz', 5],
] as const)('R10.1 Ana Ruíz is “%s” to the degree %i', (typed, rank) => {
  expect(nameRank(named('Ana', 'Ruíz'), typed)).toBe(rank)
})

test('R10.1 apostrophes, hyphens and full stops do not matter', () => {
  const siobhan = named('Siobhán', "O'Brien-Lee")
  expect(
    ['obrienlee', "o'brien-lee", 'o’brien', 'o brien', 'siobhan lee'].map((typed) => nameRank(siobhan, typed)),
  ).toEqual([1, 1, 2, 4, 4])
})

test('R10.1 a chart number as the desk writes it and as people do', () => {
  expect(
    ['2041', 'No. 2041', 'no 2041', 'No.2041', '#2041', 'N° 2041', 'nr 2041', ' chart 2041 '].map(chartNumberIn),
  ).toEqual(Array.from({ length: 8 }, () => 2041))
  expect(['', 'no', '2041a', '+2041', '20 41', 'Noah 2041', '1234567890'].map(chartNumberIn)).toEqual(
    Array.from({ length: 7 }, () => null),
  )
})
