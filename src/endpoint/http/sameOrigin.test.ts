import { expect, test } from 'vitest'
import { isFromOurPages } from './sameOrigin.ts'

test('an origin is compared by its parts', () => {
  const from = (origin: string | null) =>
    isFromOurPages({ contentType: 'application/json', origin, fetchSite: null }, ['a.test'])
  expect(from('https://a.test')).toBe(true)
  expect(from(null)).toBe(true)
  for (const foreign of [
    'https://a.test.evil.test',
    'https://evil.test/?a.test',
    'null',
    'a.test',
    'https://a.test:8443',
  ]) {
    expect(from(foreign)).toBe(false)
  }
})

test('a form of another site cannot send JSON, and JSON of another site cannot hide where it comes from', () => {
  const from = (contentType: string | null, fetchSite: string | null) =>
    isFromOurPages({ contentType, origin: 'https://a.test', fetchSite }, ['a.test'])
  expect(from('application/json; charset=utf-8', 'same-origin')).toBe(true)
  expect(from(null, null)).toBe(true)
  for (const type of ['text/plain', 'multipart/form-data', 'application/jsonp', 'text/plain; application/json']) {
    expect(from(type, 'same-origin')).toBe(false)
  }
  for (const site of ['cross-site', 'same-site', 'none', '']) expect(from('application/json', site)).toBe(false)
})
