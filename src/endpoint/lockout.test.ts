import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClinicId } from '../shared/domain/ids.ts'
import { HOUR, MINUTE } from '../shared/domain/time.ts'
import { hashToken, redeemToken } from '../shared/envelope/secrets.ts'
import { makeIdentity } from '../shared/envelope/seal.ts'
import { countSoFar, isWithinLimits } from './api/limits.ts'
import { callsOf, codesOf, CODES_WORTH_TELLING, passwordGuesses } from './api/portal/portalLimits.ts'
import { endpointKey } from './db/endpointKeys.ts'
import { openDatabase } from './db/openDatabase.ts'
import { readProxies } from './http/clientAddress.ts'
import { makeSecrets } from './secrets.ts'
import {
  authOf,
  browser,
  pairDesk,
  redemption,
  registration,
  renewal,
  startClinic,
  type TestClinic,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('who can lock out whom on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  let db: Awaited<ReturnType<typeof openDatabase>>
  beforeAll(async () => {
    const trustedProxies = readProxies('127.0.0.1') ?? expect.fail('No proxies')
    ;({ running, desk, stop } = await startClinic(kind, { trustedProxies }))
    db = await openDatabase(running.database, running.clock)
  })
  afterAll(async () => {
    await db.destroy()
    await stop()
  })

  /** A browser at an address. */
  const at = (address: string, cookies?: Map<string, string>) => browser(running.url, cookies, address)
  async function register(email: string, address: string) {
    const cookies = new Map<string, string>()
    const input = await registration(desk.clinicId, await desk.invite('form'), email)
    await at(address, cookies).invitation.register(input)
    cookies.delete('__Host-anteroom')
    return { email, auth: input.auth, cookies, clinicId: desk.clinicId }
  }
  const wrongCode = async (clinicId = desk.clinicId) => ({
    clinicId,
    token: redeemToken((await makeIdentity()).identity),
  })
  /** All that is counted, of whatever. */
  const pointsIn = () => db.selectFrom('attempt').select(['key_hash', 'points']).orderBy('key_hash').execute()
  const guess = (address: string, email: string) =>
    failureOf(at(address).session.signIn({ clinicId: desk.clinicId, email, auths: [authOf('wrong')] }))

  test('R11.7 wrong passwords from elsewhere stop whoever guesses, and not the right person', async () => {
    const { auth, email, clinicId } = await register('calm@example.test', '198.51.100.1')

    const answers = []
    for (let tries = 0; tries < 6; tries++) answers.push((await guess('203.0.113.1', email)).code)

    expect(answers).toEqual([...Array<string>(5).fill('WRONG_EMAIL_OR_PASSWORD'), 'RATE_LIMITED'])
    expect(await at('192.0.2.77').session.signIn({ clinicId, email, auths: [auth] })).toMatchObject({ email })
  })

  test('R11.7 right passwords use up nothing that others at the address share, however many sign in there', async () => {
    const { auth, email, clinicId } = await register('waiting@example.test', '198.51.100.9')

    for (let people = 0; people < 61; people++) {
      expect(await at('203.0.113.9').session.signIn({ clinicId, email, auths: [auth] })).toMatchObject({ email })
    }
  })

  test('R11.7 a browser that has signed in before keeps its way in, from the guesser’s own address too', async () => {
    const address = '203.0.113.2'
    const { auth, email, cookies, clinicId } = await register('known@example.test', address)
    for (let tries = 0; tries < 6; tries++) await guess(address, email)
    const fromAddress = []
    for (let n = 0; n < 60; n++) fromAddress.push(await guess(address, `somebody${n}@example.test`))
    expect(fromAddress.at(-1)).toMatchObject({ code: 'RATE_LIMITED' })

    expect(await failureOf(at(address).session.signIn({ clinicId, email, auths: [auth] }))).toMatchObject({
      code: 'RATE_LIMITED',
    })
    expect(await at(address, new Map(cookies)).session.signIn({ clinicId, email, auths: [auth] })).toMatchObject({
      email,
    })
  })

  test('R11.7 a browser in which another login has signed in since is still known to the first', async () => {
    const address = '203.0.113.4'
    const first = await register('first@example.test', address)
    const second = await register('second@example.test', '198.51.100.4')
    const { clinicId, cookies } = first
    const signIn = ({ email, auth }: typeof first) =>
      at(address, cookies).session.signIn({ clinicId, email, auths: [auth] })
    await signIn(second)
    for (let tries = 0; tries < 6; tries++) await guess(address, first.email)

    expect(await signIn(first)).toMatchObject({ email: first.email })
  })

  test('R11.7 a known browser guesses on its own account: five a minute, and at no other login', async () => {
    const { auth, email, cookies, clinicId } = await register('own@example.test', '198.51.100.3')
    const other = await register('others@example.test', '198.51.100.3')
    const mine = () => at('203.0.113.3', new Map(cookies))
    const wrong = (login: string) =>
      failureOf(mine().session.signIn({ clinicId, email: login, auths: [authOf('wrong')] }))

    for (let tries = 0; tries < 5; tries++) expect((await wrong(email)).code).toBe('WRONG_EMAIL_OR_PASSWORD')
    expect(await wrong(email)).toEqual({ code: 'RATE_LIMITED', data: { retryAfterSeconds: 60 } })
    for (let tries = 0; tries < 5; tries++) await wrong(other.email)
    expect(await wrong(other.email)).toMatchObject({ code: 'RATE_LIMITED' })
    expect(
      await failureOf(at('203.0.113.3').session.signIn({ clinicId, email: other.email, auths: [auth] })),
    ).toMatchObject({
      code: 'RATE_LIMITED',
    })
  })

  test('R11.7 a login knows its ten newest browsers', async () => {
    const { auth, email, cookies, clinicId } = await register('many@example.test', '198.51.100.4')
    for (let n = 0; n < 10; n++) {
      running.clock.pass(1000)
      await at(`192.0.2.${n}`).session.signIn({ clinicId, email, auths: [auth] })
    }
    for (let tries = 0; tries < 5; tries++) await guess('203.0.113.4', email)

    const forgotten = at('203.0.113.4', new Map(cookies)).session.signIn({ clinicId, email, auths: [auth] })

    expect(await failureOf(forgotten)).toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('R11.7 an address has its guesses whatever clinic it names, and whichever of its network it is', async () => {
    const other = await pairDesk(running)
    for (const [address, clinicId] of [
      ['2001:db8:7:1::1', desk.clinicId],
      ['2001:db8:7:1::2', other.clinicId],
      ['2001:db8:7:1:ffff::3', desk.clinicId],
      ['2001:db8:7:1::4', other.clinicId],
      ['2001:db8:7:1::5', desk.clinicId],
    ] as const) {
      expect(await at(address).invitation.lookByCode(await wrongCode(clinicId))).toMatchObject({ state: 'dead' })
    }

    const sixth = at('2001:db8:7:1::6').invitation.lookByCode(await wrongCode(other.clinicId))

    expect(await failureOf(sixth)).toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('R11.7 a guess over its limit counts nowhere else: not at its site’s, not at the clinic’s, not at the e-mail’s', async () => {
    const address = '2001:db8:9:1::1'
    const { email } = await register('counted@example.test', '198.51.100.9')
    const code = await wrongCode()
    const lookByCode = () => failureOf(at(address).invitation.lookByCode(code))
    await Promise.all(Array.from({ length: 5 }, () => at(address).invitation.lookByCode(code)))
    for (let tries = 0; tries < 5; tries++) await guess(address, email)
    const counted = await pointsIn()

    for (let tries = 0; tries < 3; tries++) expect(await lookByCode()).toMatchObject({ code: 'RATE_LIMITED' })
    for (let tries = 0; tries < 3; tries++) expect(await guess(address, email)).toMatchObject({ code: 'RATE_LIMITED' })

    expect(await pointsIn()).toEqual(counted)
  })

  test('R11.7 of a hundred guesses at once, an e-mail counts those alone that one address may make', async () => {
    const { email, clinicId } = await register('atonce@example.test', '198.51.100.10')
    await Promise.all(Array.from({ length: 100 }, () => guess('203.0.113.10', email)))

    const secrets = makeSecrets(running.options.mailIdentity, await endpointKey(db, 'salt'))
    const ofEmail = passwordGuesses(clinicId, email, '203.0.113.10').all.filter(({ key }) => key.includes(email))
    expect(ofEmail.map(({ key }) => key[0])).toEqual(['password', 'password', 'password', 'passwords-of'])
    for (const { key, limit } of ofEmail) {
      expect(await countSoFar({ db, clock: running.clock, secrets }, key, limit), key[0]).toMatchObject({ points: 5 })
    }
  })

  test('R11.7 what costs something is asked 300 times an address in ten minutes, each by itself', async () => {
    const [address, email, { clinicId }] = ['203.0.113.30', 'busy@example.test', desk]
    const own = at(address)
    await own.invitation.register(await registration(clinicId, await desk.invite('form'), email))
    const more = await desk.invite('form')
    const calls = {
      salt: () => at(address).session.salt({ clinicId, email }),
      look: () => own.invitation.look({ clinicId, token: redeemToken(more.identity) }),
      register: async () => own.invitation.register(await registration(clinicId, more, 'new@example.test')),
      redeem: async () => own.invitation.redeem(await redemption(clinicId, more, email)),
    }
    const secrets = makeSecrets(running.options.mailIdentity, await endpointKey(db, 'salt'))
    const limiting = { db, clock: running.clock, secrets }

    for (const [name, call] of Object.entries(calls)) {
      for (let asked = 0; asked < 300; asked++) await isWithinLimits(limiting, callsOf(name, address))
      expect((await failureOf(call())).code, name).toBe('RATE_LIMITED')
    }
    expect(await own.session.salt({ clinicId, email }), 'of a browser that is known').toHaveProperty('salt')
    expect(await own.records.list({ clinicId })).toMatchObject({ links: [{}] })
  })

  test('R11.7 renewals over their limit change nothing, and stop nobody at another address', async () => {
    const [address, email] = ['203.0.113.40', 'lost@example.test']
    const { auth, clinicId } = await register(email, '198.51.100.11')
    const link = await desk.invite('access', { renews: email })
    const input = await renewal(clinicId, link, email)
    const secrets = makeSecrets(running.options.mailIdentity, await endpointKey(db, 'salt'))
    const limiting = { db, clock: running.clock, secrets }
    for (let asked = 0; asked < 300; asked++) await isWithinLimits(limiting, callsOf('renew', address))

    const refused = await failureOf(at(address).login.renew(input))

    expect(refused).toMatchObject({ code: 'RATE_LIMITED', data: { retryAfterSeconds: 600 } })
    expect(await at('192.0.2.41').session.signIn({ clinicId, email, auths: [auth] })).toMatchObject({ email })
    expect(await at('192.0.2.41').login.renew(input)).toMatchObject({ outcome: 'added', level: 'full' })
  })

  test('R4.5 ten addresses that guess at codes stop nobody else at the clinic', async () => {
    running.clock.pass(HOUR)
    const code = await makeIdentity()
    await desk.invite('access', { codeTokenHash: hashToken(redeemToken(code.identity)) })
    for (let n = 1; n <= 11; n++) {
      const guesser = at(`203.0.113.${n}`)
      for (let tries = 0; tries < 5; tries++) await guesser.invitation.lookByCode(await wrongCode())
    }

    const right = { clinicId: desk.clinicId, token: redeemToken(code.identity) }
    expect(await at('192.0.2.200').invitation.lookByCode(right)).toMatchObject({ state: 'open' })
  })

  test('R4.5 the desk is told that codes are guessed at, once an hour', async () => {
    const watched = await pairDesk(running)
    const wrong = await wrongCode(watched.clinicId)
    const guessFrom = async (first: number, addresses: number) => {
      for (let n = first; n < first + addresses; n++) {
        const guesser = at(`10.7.${Math.floor(n / 250)}.${n % 250}`)
        await Promise.all(Array.from({ length: 5 }, () => guesser.invitation.lookByCode(wrong)))
      }
    }
    const since = running.clock.now()

    await guessFrom(0, 99)
    expect(await watched.events()).toEqual([])
    running.clock.pass(5 * MINUTE)
    await guessFrom(99, 5)

    expect(await watched.events()).toMatchObject([{ kind: 'codes.guessed', body: { count: 500, since } }])
  })

  test('R4.5 codes of a clinic that there is not are wrong, however many were tried', async () => {
    const nowhere = ClinicId.parse(randomUUID())
    const secrets = makeSecrets(running.options.mailIdentity, await endpointKey(db, 'salt'))
    const limiting = { db, clock: running.clock, secrets }
    for (let tried = 0; tried < CODES_WORTH_TELLING; tried++) await isWithinLimits(limiting, [codesOf(nowhere)])

    const looked = await at('203.0.113.31').invitation.lookByCode(await wrongCode(nowhere))

    expect(looked).toMatchObject({ state: 'dead', because: 'unknown' })
  })
})
