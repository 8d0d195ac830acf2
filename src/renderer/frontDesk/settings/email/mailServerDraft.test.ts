import { expect, test } from 'vitest'
import { draftOf, problemsOf, valuesOf, withSecurity, type MailServerValues } from './mailServerDraft.ts'

const saved: MailServerValues = {
  mailWay: 'own',
  smtpHost: 'smtp.clinic.example',
  smtpPort: 465,
  smtpSecurity: 'tls',
  smtpUser: 'desk',
  mailFromAddress: 'desk@clinic.example',
  mailFromName: '',
}

test('R9.4 the port follows the way TLS is spoken, unless another was chosen', () => {
  const draft = draftOf(saved)

  expect(withSecurity(draft, 'startTls').smtpPort).toBe('587')
  expect(withSecurity(withSecurity(draft, 'startTls'), 'tls').smtpPort).toBe('465')
  expect(withSecurity({ ...draft, smtpPort: '2525' }, 'startTls').smtpPort).toBe('2525')
})

test('R9.4 each field of the own mail server says what is wrong with it, and none does while it is not used', () => {
  const empty = { ...draftOf(saved), smtpHost: ' ', smtpPort: '70000', mailFromAddress: 'desk', smtpUser: 'a\nb' }

  expect(Object.keys(problemsOf(empty)).sort()).toEqual(['mailFromAddress', 'smtpHost', 'smtpPort', 'smtpUser'])
  expect(problemsOf({ ...draftOf(saved), smtpHost: 'smtp clinic' })).toHaveProperty('smtpHost')
  expect(Object.keys(problemsOf({ ...draftOf(saved), mailFromName: 'Desk\nBcc: all' }))).toEqual(['mailFromName'])
  expect(problemsOf({ ...empty, mailWay: 'endpoint' })).toEqual({})
  expect(problemsOf(draftOf(saved))).toEqual({})
})

test('R9.4 what is typed is saved without the space around it', () => {
  expect(valuesOf({ ...draftOf(saved), smtpHost: ' smtp.clinic.example ' }, saved)).toEqual(saved)
})

test('R9.4 where the own mail server is left, a port that is none does not stand in the way', () => {
  const left = { ...draftOf(saved), mailWay: 'endpoint', smtpPort: 'none' } as const

  expect(problemsOf(left)).toEqual({})
  expect(valuesOf(left, saved)).toEqual({ ...saved, mailWay: 'endpoint' })
})
