import { expect, test } from 'vitest'
import { deliveryOf, isAboutTheServer } from './smtp.ts'

test.each([
  ['RCPT TO', 550],
  ['RCPT TO', 500],
  ['DATA', 554],
])('R9.3 an e-mail that is refused for good, at %s with %i, has bounced', (command, responseCode) => {
  expect(deliveryOf({ command, responseCode })).toEqual({ kind: 'bounced', code: responseCode })
})

test.each([
  ['RCPT TO', 499],
  ['DATA', 452],
  ['MAIL FROM', 550],
  ['AUTH PLAIN', 535],
])('R9.3 what says nothing for good of the address, at %s with %i, is tried again', (command, responseCode) => {
  expect(deliveryOf({ command, responseCode })).toEqual({ kind: 'later', code: String(responseCode) })
})

test('R9.3 a connection that ends without a reply is tried again, under its own name', () => {
  expect(deliveryOf({ command: 'DATA', code: 'ETIMEDOUT' })).toEqual({ kind: 'later', code: 'ETIMEDOUT' })
  expect(deliveryOf('No')).toEqual({ kind: 'later', code: 'unknown' })
})

test('R9.4 a reply to one e-mail says nothing of the server; none at all, or one before any e-mail, does', () => {
  for (const command of ['MAIL FROM', 'RCPT TO', 'DATA']) {
    expect(isAboutTheServer({ command, responseCode: 452 })).toBe(false)
    expect(isAboutTheServer({ command, code: 'ETIMEDOUT' })).toBe(true)
  }
  expect(isAboutTheServer({ command: 'AUTH PLAIN', responseCode: 535 })).toBe(true)
  expect(isAboutTheServer(new Error('No'))).toBe(true)
})
