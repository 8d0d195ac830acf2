import { expect, test } from 'vitest'
import { ClinicId } from '../../../shared/domain/ids.ts'
import { callsOf, codeGuesses, emailsTried, passwordGuesses, passwordsFrom, sentBy } from './portalLimits.ts'

const clinicId = ClinicId.parse('019b76da-0000-7000-8000-000000000001')
const other = ClinicId.parse('019b76da-0000-7000-8000-000000000002')

/** By whom it is counted, how often, and in how many minutes. */
const inWords = (limits: ReturnType<typeof codeGuesses>) =>
  limits.map(({ key, limit }) => `${key.join(' ')}: ${limit.most} in ${limit.within / 60_000}`)

test('R4.5 codes are guessed five times an address in ten minutes, and fifty times a clinic in an hour', () => {
  expect(inWords(codeGuesses(clinicId, '10.0.0.1'))).toEqual([
    `code ${clinicId} 10.0.0.1: 5 in 10`,
    `code ${clinicId}: 50 in 60`,
  ])
})

test('R4.7 passwords wait longer the more were wrong, by the e-mail, and are few from one address', () => {
  expect(inWords(passwordGuesses(clinicId, 'ana@example.test'))).toEqual([
    `password ${clinicId} ana@example.test: 5 in 1`,
    `password ${clinicId} ana@example.test: 15 in 15`,
    `password ${clinicId} ana@example.test: 30 in 60`,
  ])
  expect(inWords(passwordsFrom(clinicId, '10.0.0.1'))).toEqual([`password-from ${clinicId} 10.0.0.1: 60 in 10`])
})

test('R4.7 whatever else is asked is counted by its name and the address, or by the login', () => {
  expect(inWords(callsOf('look', clinicId, '10.0.0.1'))).toEqual([`look ${clinicId} 10.0.0.1: 300 in 10`])
  expect(inWords([emailsTried(clinicId, 'a-hash')])).toEqual([`email-has-login ${clinicId} a-hash: 10 in 60`])
  expect(inWords(sentBy(clinicId, 'a-login'))).toEqual([`sent ${clinicId} a-login: 120 in 60`])
})

test('R11.3 no two clinics and no two things share a count', () => {
  const keysAt = (clinic: ClinicId) =>
    [
      ...codeGuesses(clinic, 'x'),
      ...passwordGuesses(clinic, 'x').slice(0, 1),
      ...passwordsFrom(clinic, 'x'),
      ...callsOf('look', clinic, 'x'),
      ...callsOf('salt', clinic, 'x'),
      emailsTried(clinic, 'x'),
      ...sentBy(clinic, 'x'),
    ].map(({ key }) => key.join(' '))

  const keys = [...keysAt(clinicId), ...keysAt(other)]
  expect(new Set(keys).size).toBe(keys.length)
})
