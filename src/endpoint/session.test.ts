import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../shared/domain/time.ts'
import { openDatabase } from './db/openDatabase.ts'
import { authOf, browser, pairDesk, registration, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('signing in on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  async function register(email: string) {
    const cookies = new Map<string, string>()
    const client = browser(running.url, cookies)
    const input = await registration(desk.clinicId, await desk.invite('form'), email)
    await client.invitation.register(input)
    return { client, input, cookies }
  }
  const signIn = (email: string, auth: string, clinicId = desk.clinicId) =>
    browser(running.url).session.signIn({ clinicId, email, auths: [auth] })

  test('R11.2 the right password opens the keyring that was left here, in any spelling of the e-mail', async () => {
    const { input } = await register('Ana.Ruiz@example.test')

    const login = await signIn('  ana.ruiz@EXAMPLE.test', input.auth)

    expect(login).toMatchObject({ email: 'Ana.Ruiz@example.test', keyring: input.keyring, recipient: input.recipient })
  })

  test('R4.7 an unknown e-mail and a wrong password are answered alike', async () => {
    await register('known@example.test')

    const wrong = await failureOf(signIn('known@example.test', authOf('wrong')))
    const unknown = await failureOf(signIn('nobody@example.test', authOf('wrong')))

    expect(wrong).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    expect(unknown).toEqual(wrong)
  })

  test('R2.4 every e-mail has a salt, always the same, which registering keeps and no two clinics share', async () => {
    const other = await pairDesk(running)
    const salt = (email: string, clinicId = desk.clinicId) => browser(running.url).session.salt({ clinicId, email })
    const before = await salt('salted@example.test')

    await register('salted@example.test')

    expect(await salt('Salted@example.test')).toEqual(before)
    expect(before.salt).toMatch(/^[\w-]{22}$/)
    expect((await salt('salted@example.test', other.clinicId)).salt).not.toBe(before.salt)
    expect((await salt('somebody@example.test')).salt).not.toBe(before.salt)
  })

  test('R2.4, R11.6 asking for a salt reads nothing else of a login, and answers alike whatever stands there', async () => {
    await register('odd@example.test')
    const salt = () => browser(running.url).session.salt({ clinicId: desk.clinicId, email: 'odd@example.test' })
    const before = await salt()
    const db = await openDatabase(running.database, running.clock)
    await db
      .updateTable('login')
      .set({ recipient: 'no key', parameters_json: '{' })
      .where('email_key', '=', 'odd@example.test')
      .execute()
    await db.destroy()

    expect(await salt()).toEqual(before)
  })

  test.each([
    ['parameters fill 4 MB', { parameters_json: `[${'"a",'.repeat(1_000_000)}"a"]` }],
    ['keyring is larger than any that is put', { keyring_sealed: Buffer.alloc(10_000_000) }],
  ])('R11.6 a login whose %s counts as none, and the others sign in', async (_what, change) => {
    const [bad, good] = [await register(`${randomUUID()}@example.test`), await register(`${randomUUID()}@example.test`)]
    const db = await openDatabase(running.database, running.clock)
    await db.updateTable('login').set(change).where('email', '=', bad.input.email).execute()
    await db.destroy()

    expect(await failureOf(signIn(bad.input.email, bad.input.auth))).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    expect(await bad.client.session.current({ clinicId: desk.clinicId })).toBeNull()
    expect(await signIn(good.input.email, good.input.auth)).toMatchObject({ recipient: good.input.recipient })
  })

  test('R11.3 a login of one clinic is none at another', async () => {
    const other = await pairDesk(running)
    const { input } = await register('local@example.test')

    const elsewhere = signIn('local@example.test', input.auth, other.clinicId)

    expect(await failureOf(elsewhere)).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
  })

  test('wrong passwords are slowed, longer and longer, and never past an hour', async () => {
    const { input } = await register('slow@example.test')
    const waits: number[] = []
    for (let round = 0; round < 8; round++) {
      for (;;) {
        const failure = await failureOf(signIn('slow@example.test', authOf('wrong')))
        if (failure.code !== 'RATE_LIMITED') continue
        const { retryAfterSeconds } = failure.data as { retryAfterSeconds: number }
        waits.push(retryAfterSeconds)
        running.clock.pass(retryAfterSeconds * 1000)
        break
      }
    }

    expect(waits.slice(0, 2)).toEqual([60, 60])
    expect(Math.max(...waits)).toBeGreaterThan(600)
    expect(Math.max(...waits)).toBeLessThanOrEqual(3600)
    running.clock.pass(HOUR)
    expect(await signIn('slow@example.test', input.auth)).toMatchObject({ email: 'slow@example.test' })
  })

  test('the right password forgets the wrong ones', async () => {
    const { input } = await register('forgets@example.test')
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 4; tries++) await failureOf(signIn('forgets@example.test', authOf('wrong')))
      expect(await signIn('forgets@example.test', input.auth)).toMatchObject({ recipient: input.recipient })
    }
  })

  test('a session ends after 30 idle minutes, after 12 hours whatever happens, and by signing out', async () => {
    const { client } = await register('idle@example.test')
    const current = () => client.session.current({ clinicId: desk.clinicId })
    running.clock.pass(29 * MINUTE)
    expect(await current()).toMatchObject({ email: 'idle@example.test' })
    running.clock.pass(29 * MINUTE)
    expect(await current()).toMatchObject({ email: 'idle@example.test' })
    running.clock.pass(31 * MINUTE)
    expect(await current()).toBeNull()

    const { client: busy } = await register('busy@example.test')
    const signedInFor = async () => {
      let minutes = 0
      while (await busy.session.current({ clinicId: desk.clinicId })) {
        running.clock.pass(20 * MINUTE)
        minutes += 20
      }
      return minutes
    }
    expect(await signedInFor()).toBe(12 * 60)

    const { client: leaving, cookies } = await register('leaving@example.test')
    const thief = browser(running.url, new Map(cookies))
    await leaving.session.signOut()
    expect(await thief.session.current({ clinicId: desk.clinicId })).toBeNull()
  })

  test('R11.6 a login has twenty sessions: the oldest makes room, whatever signs in, and nobody else’s ends', async () => {
    const [ana, sam] = [await register('twenty@example.test'), await register('other@example.test')]
    const signedIn = [ana.client]
    for (let n = 0; n < 20; n++) {
      running.clock.pass(1)
      const client = browser(running.url)
      await client.session.signIn({ clinicId: desk.clinicId, email: ana.input.email, auths: [ana.input.auth] })
      signedIn.push(client)
    }

    const current = await Promise.all(
      [sam.client, ...signedIn].map((client) => client.session.current({ clinicId: desk.clinicId })),
    )

    expect(current.map((login) => login !== null)).toEqual([true, false, ...Array<boolean>(20).fill(true)])
  })

  test('signing in again takes a new token, and the old one ends', async () => {
    const { client, input, cookies } = await register('again@example.test')
    const old = new Map(cookies)

    await client.session.signIn({ clinicId: desk.clinicId, email: 'again@example.test', auths: [input.auth] })

    expect(cookies).not.toEqual(old)
    const thief = browser(running.url, old)
    expect(await thief.session.current({ clinicId: desk.clinicId })).toBeNull()
    expect(await client.session.current({ clinicId: desk.clinicId })).not.toBeNull()
  })
})
