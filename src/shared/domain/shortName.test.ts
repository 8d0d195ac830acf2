import { expect, test } from 'vitest'
import { bookingNameOf, shortNameOf, shortNameProblem, tidyShortName } from './shortName.ts'

test.each([
  ['elm-street', null],
  ['abc', null],
  ['7oaks', null],
  ['a'.repeat(30), null],
  ['ab', 'tooShort'],
  ['', 'tooShort'],
  ['a'.repeat(31), 'tooLong'],
  ['Elm', 'badSigns'],
  ['elm_street', 'badSigns'],
  ['elm.street', 'badSigns'],
  ['praxis-müller', 'badSigns'],
  ['-elm', 'badSigns'],
  ['elm-', 'badSigns'],
  ['elm--street', 'badSigns'],
  ['api', 'reserved'],
  ['health', 'reserved'],
] as const)('R4.5 the short address “%s”: %s', (name, problem) => {
  expect(shortNameProblem(name)).toBe(problem)
})

test('R4.5 a short address is kept in small letters, with hyphens for spaces', () => {
  expect(tidyShortName('  Elm  Street ')).toBe('elm-street')
})

test.each([
  ['/elm-street', 'elm-street'],
  ['/Elm-Street/', 'elm-street'],
  ['/elm-street/code', null],
  ['/assets', null],
  ['/c', null],
  ['/', null],
  ['/index.html', null],
])('R4.5 the path %s names %s', (pathname, name) => {
  expect(shortNameOf(pathname)).toBe(name)
})

test.each([
  ['/elm-street/book', 'elm-street'],
  ['/Elm-Street/book/', 'elm-street'],
  ['/elm-street', null],
  ['/elm-street/book/day', null],
  ['/elm-street/books', null],
  ['/api/book', null],
])('R6.3 the path %s is the booking page of %s', (pathname, name) => {
  expect(bookingNameOf(pathname)).toBe(name)
})
