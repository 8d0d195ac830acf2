import { expect, test } from 'vitest'
import { words } from './words.ts'

test('a right-to-left name keeps to itself, any other stands as it was typed', () => {
  expect(words.greeting.hello('Ana')).toBe('Hello Ana')
  expect(words.greeting.hello('ليلى')).toBe('Hello \u2068ليلى\u2069')
})

test('a number and its word agree', () => {
  expect(words.home.toDo(1)).toBe('One thing to do')
  expect(words.home.aboutMinutes(1)).toBe('about 1 minute')
  expect(words.home.aboutMinutes(6)).toBe('about 6 minutes')
  expect(words.trouble.limited(45)).toContain('in about a minute')
})
