import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRulesPage, type NamedTest } from '../../scripts/mutants/rulesPage.ts'

const { rules, notBegun, files } = readRulesPage()

/** Whether the file has a test of exactly this name, in whichever quotes. */
function hasTest({ file, name }: NamedTest): boolean {
  if (name === '' || !existsSync(file)) return false
  const source = readFileSync(file, 'utf8')
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote}`))
}

test('docs/RULES.md names every rule once, without a gap', () => {
  const numbers = [...rules.map(({ number }) => number), ...notBegun].map((number) => number.slice(1).split('.'))
  const perSection = Map.groupBy(numbers, ([section]) => Number(section))

  expect([...perSection.keys()].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  for (const [section, of] of perSection) {
    const counted = of.map((_, index) => `${section}.${index + 1}`)
    expect(of.map((number) => number.join('.')).sort()).toEqual(counted.sort())
  }
})

test('what docs/RULES.md calls partly built says what is missing, and nothing else does', () => {
  expect(rules.filter(({ state }) => state !== 'built' && state !== 'partly')).toEqual([])
  expect(rules.filter(({ state, sentence }) => (state === 'partly') !== /not yet: /i.test(sentence))).toEqual([])
})

test('every file that docs/RULES.md names exists', () => {
  const decided = rules.flatMap(({ number, files }) => (files.length === 0 ? [`${number}: none`] : files))

  expect([...decided, ...files].filter((file) => !existsSync(file))).toEqual([])
})

test('every test that docs/RULES.md names exists, and the first of each rule begins with its number', () => {
  expect(rules.flatMap(({ tests }) => tests).filter((each) => !hasTest(each))).toEqual([])
  expect(rules.filter(({ number, tests }) => !new RegExp(`^${number}\\b`).test(tests[0]?.name ?? ''))).toEqual([])
})
