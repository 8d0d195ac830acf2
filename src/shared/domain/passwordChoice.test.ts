import { expect, test } from 'vitest'
import { charactersMissing, passwordProblem } from './passwordChoice.ts'

const problem = (typed: string) => passwordProblem(typed, 'ana.ruiz@example.com', (text) => text === 'ABCD-EFGH-JKMN')

test('R10.3 a password has ten characters and more, counted as people count', () => {
  expect(problem('seven77')).toBe('tooShort')
  expect(charactersMissing('seven77')).toBe(3)
  expect(problem('👍👍👍👍👍👍👍👍👍')).toBe('tooShort')
  expect(problem('walrus tea')).toBe(null)
})

test.each([
  ['ABCD-EFGH-JKMN ', 'isCode'],
  ['anaruiz2024', 'isEmail'],
  ['password123', 'common'],
  ['Passw0rd12345', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['1234567890', 'common'],
  ['qwertyuiop', 'common'],
])('R10.3 %s is what a guesser tries first', (typed, because) => {
  expect(problem(typed)).toBe(because)
})
