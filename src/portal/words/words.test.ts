import { expect, test } from 'vitest'
import { formats, speak, words } from './words.ts'

test('a right-to-left name keeps to itself, any other stands as it was typed', () => {
  expect(words.greeting.hello('Ana')).toBe('Hello Ana')
  expect(words.greeting.hello('ليلى')).toBe('Hello \u2068ليلى\u2069')
})

test('a number and its word agree', () => {
  expect(words.home.toDo(1)).toBe('One thing to do')
  expect(words.home.aboutMinutes(1)).toBe('about 1 minute')
  expect(words.home.aboutMinutes(6)).toBe('about 6 minutes')
  expect(words.errors.RATE_LIMITED(45)).toContain('in about a minute')
})

test('another language is there before anything is drawn, in words and in days', async () => {
  expect(await speak('en-XA')).toBe('en-XA')

  expect(words.signIn.heading).toBe('Šígñ·· íñ·')
  expect(words.home.lookingAt('Ana')[1]).toBe('Áñá’š···')
  expect(formats.date('1985-03-12')).toBe('12 Máŕçh··· 1985')

  expect(await speak('en')).toBe('en')
  expect(words.signIn.heading).toBe('Sign in')
  expect(formats.date('1985-03-12')).toBe('12 March 1985')
})
