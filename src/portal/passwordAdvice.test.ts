import { expect, test } from 'vitest'
import { normaliseCode } from '../shared/domain/invitations.ts'
import { isListed } from './commonPasswords.ts'
import { looksLikeEmail, passwordAdvice } from './passwordAdvice.ts'
import { words } from './words/words.ts'

const isCode = (text: string) => normaliseCode(text) !== null
const advise = (typed: string) => passwordAdvice(typed, 'ana.ruiz@example.com', { isCode, isListed })

test('R4.9 the code in the e-mail is recognised when it is typed as the password', () => {
  expect(advise('ABCD-EFGH')).toEqual({ isAccepted: false, text: words.password.isCode })
  expect(advise(' abcd efgh ').text).toBe(words.password.isCode)
})

test('R4.7 a password has ten characters and more, counted as people count', () => {
  expect(advise('seven77').text).toBe('3 more characters to go.')
  expect(advise('👍👍👍👍👍👍👍👍👍').isAccepted).toBe(false)
  expect(advise('walrus tea')).toEqual({ isAccepted: true, text: words.password.fair })
  expect(advise('four purple walruses')).toEqual({ isAccepted: true, text: words.password.good })
})

test.each(['password123', 'Passw0rd12345', 'aaaaaaaaaaaa', '1234567890', 'qwertyuiop', 'anaruiz2024'])(
  'R4.7 %s is too easy to guess',
  (typed) => {
    expect(advise(typed).isAccepted).toBe(false)
  },
)

test.each(['tinkerbell', 'TinkerBell', 'manchester', 'basketball', 'Microphone'])(
  'R4.7 %s is among the passwords that are tried first',
  (typed) => {
    expect(advise(typed)).toEqual({ isAccepted: false, text: words.password.common })
  },
)

test('an e-mail address that is cut short is seen before anybody is asked', () => {
  expect(looksLikeEmail(' ana@example.com ')).toBe(true)
  for (const typed of ['', 'ana', 'ana@', 'ana@example', 'ana@exa mple.com', '@example.com', 'ana@example.']) {
    expect(looksLikeEmail(typed)).toBe(false)
  }
})
