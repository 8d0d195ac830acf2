import { expect, test } from 'vitest'
import { ClinicId } from '../../../shared/domain/ids.ts'
import {
  callsOf,
  codeGuesses,
  codesTold,
  deviceGuesses,
  emailsTried,
  passwordGuesses,
  sentBy,
  type Counted,
} from './portalLimits.ts'

const clinicId = ClinicId.parse('019b76da-0000-7000-8000-000000000001')
const other = ClinicId.parse('019b76da-0000-7000-8000-000000000002')

/** By whom it is counted, how often, and in how many minutes. */
const inWords = (limits: readonly Counted[]) =>
  limits.map(({ key, limit }) => `${key.join(' ')}: ${limit.most} in ${limit.within / 60_000}`)

test('R4.5 codes are guessed five times an address in ten minutes, and far more a clinic than ten addresses can', () => {
  const limits = codeGuesses(clinicId, '10.0.0.1')
  const [ofAddress, ofClinic] = limits.map(({ limit }) => limit.most * (60 / (limit.within / 60_000)))

  expect(inWords(limits)).toEqual(['code 10.0.0.1: 5 in 10', `codes-of ${clinicId}: 5000 in 60`])
  expect(ofClinic).toBeGreaterThan(10 * 10 * (ofAddress ?? 0))
  expect(inWords([codesTold(clinicId)])).toEqual([`codes-told ${clinicId}: 1 in 60`])
})

test('R11.7 passwords wait longer the more were wrong, by the e-mail and the address; an e-mail’s own limit is far', () => {
  const { all, own } = passwordGuesses(clinicId, 'ana@example.test', '10.0.0.1')

  expect(inWords(own)).toEqual([
    `password ${clinicId} ana@example.test 10.0.0.1: 5 in 1`,
    `password ${clinicId} ana@example.test 10.0.0.1: 15 in 15`,
    `password ${clinicId} ana@example.test 10.0.0.1: 30 in 60`,
  ])
  expect(inWords(all)).toEqual([
    'password-from 10.0.0.1: 60 in 10',
    ...inWords(own),
    `passwords-of ${clinicId} ana@example.test: 1000 in 60`,
  ])
})

test('R11.7 a known browser counts by itself alone', () => {
  const { all, own } = deviceGuesses('a-hash')

  expect(all).toEqual(own)
  expect(inWords(own)).toEqual([
    'password-device a-hash: 5 in 1',
    'password-device a-hash: 15 in 15',
    'password-device a-hash: 30 in 60',
  ])
})

test('R11.7 the many networks of one IPv6 site count together as ten', () => {
  expect(inWords(codeGuesses(clinicId, '2001:db8:1:2::/64'))).toEqual([
    'code 2001:db8:1:2::/64: 5 in 10',
    'code 2001:db8:1::/48: 50 in 10',
    `codes-of ${clinicId}: 5000 in 60`,
  ])
  const { all, own } = passwordGuesses(clinicId, 'ana@example.test', '2001:db8:1:2::/64')
  expect(inWords(all).filter((line) => line.includes('/48'))).toEqual([
    'password-from 2001:db8:1::/48: 600 in 10',
    `password ${clinicId} ana@example.test 2001:db8:1::/48: 50 in 1`,
    `password ${clinicId} ana@example.test 2001:db8:1::/48: 150 in 15`,
    `password ${clinicId} ana@example.test 2001:db8:1::/48: 300 in 60`,
  ])
  // Whoever knows the password had their own guesses for nothing, and not those of the whole site.
  expect(own.map(({ key }) => key.at(-1))).toEqual(Array<string>(3).fill('2001:db8:1:2::/64'))
})

test('R4.7 whatever else is asked is counted by its name and the address, or by the login', () => {
  expect(inWords(callsOf('look', '10.0.0.1'))).toEqual(['look 10.0.0.1: 300 in 10'])
  expect(inWords([emailsTried(clinicId, 'a-hash')])).toEqual([`email-has-login ${clinicId} a-hash: 10 in 60`])
  expect(inWords(sentBy(clinicId, 'a-login', true))).toEqual([`sent ${clinicId} a-login: 120 in 60`])
})

test('R11.3 no two things share a count, and two clinics only what is an address’s own', () => {
  const keysAt = (clinic: ClinicId) =>
    [
      ...codeGuesses(clinic, 'x'),
      codesTold(clinic),
      ...passwordGuesses(clinic, 'x', 'y').all.filter(({ limit }) => limit.within !== 60_000),
      ...callsOf('look', 'x'),
      ...callsOf('salt', 'x'),
      emailsTried(clinic, 'x'),
      ...sentBy(clinic, 'x', true),
    ].map(({ key, limit }) => `${key.join(' ')} ${limit.within}`)

  expect(new Set(keysAt(clinicId)).size).toBe(keysAt(clinicId).length)
  const shared = keysAt(clinicId).filter((key) => keysAt(other).includes(key))
  expect(shared).toEqual(['code x 600000', 'password-from y 600000', 'look x 600000', 'salt x 600000'])
})
