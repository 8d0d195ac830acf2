import { expect, test } from 'vitest'
import { mailTestFailureOf } from './mailTest.ts'

test.each([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'expired'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'selfSigned'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
])('R9.4 a certificate that is refused with %s is told as %s', (originalCode, because) => {
  expect(mailTestFailureOf({ code: 'ESOCKET', originalCode })).toEqual({ kind: 'wrongCertificate', because })
})

test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET'])(
  'R9.4 %s means that nobody answers',
  (originalCode) => {
    expect(mailTestFailureOf({ code: 'ESOCKET', originalCode })).toEqual({ kind: 'nobodyAnswers' })
  },
)

test('R9.4 a server that says nothing for too long is told as slow, whoever noticed first', () => {
  expect(mailTestFailureOf({ code: 'ETIMEDOUT' })).toEqual({ kind: 'tooSlow' })
  expect(mailTestFailureOf({ code: 'EABORT' })).toEqual({ kind: 'tooSlow' })
})

test('R9.4 a message that is refused after its text was read is told as that, in no more than 500 characters', () => {
  const refused = { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }

  expect(mailTestFailureOf({ ...refused, response: ' 554 5.7.1 Looks like spam\r\n' })).toEqual({
    kind: 'messageRefused',
    answer: '554 5.7.1 Looks like spam',
  })
  expect(mailTestFailureOf({ ...refused, response: 'x'.repeat(501) })).toMatchObject({ answer: 'x'.repeat(500) })
})

test('R9.4 whatever else was thrown is told as anything else', () => {
  expect(mailTestFailureOf(new Error('No'))).toEqual({ kind: 'other', answer: '' })
  expect(mailTestFailureOf(null)).toEqual({ kind: 'other', answer: '' })
})
