import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD_PARAMETERS } from '../shared/envelope/passwords.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { MINUTE } from '../shared/domain/time.ts'
import { authOf, browser, keyringTokenOf, registered, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('a login and itself, on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  /** Signed in on a phone, where it registered, and at a computer. */
  async function twice(email: string) {
    const at = { clinicId: desk.clinicId }
    const { client: phone, input } = await registered(running, desk, email)
    running.clock.pass(2 * MINUTE)
    const computer = browser(running.url)
    const { keyringRevision } = await computer.session.signIn({ ...at, email, auths: [input.auth] })
    const another = {
      keyring: await sealJson({ new: email }, [(await makeIdentity()).recipient]),
      keyringToken: keyringTokenOf(email),
      newTokenHash: hashToken(`new ${email}`),
      newAuth: authOf(`new ${email}`),
      ...{ seenRevision: keyringRevision, parameters: PASSWORD_PARAMETERS },
    }
    return { at, phone, computer, input, another, change: { ...at, ...another, auths: [input.auth] } }
  }

  test('R11.7 whoever is signed in sees where, and ends what is lost', async () => {
    const { at, phone, computer } = await twice('lost@example.test')
    const { client: stranger } = await registered(running, desk, 'stranger@example.test')

    const { sessions } = await computer.account.sessions(at)

    expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false])
    const [, lost] = sessions
    await stranger.account.endSession({ ...at, id: lost?.id ?? '' })
    expect(await phone.session.current(at)).not.toBeNull()
    await computer.account.endSession({ ...at, id: lost?.id ?? '' })
    expect(await phone.session.current(at)).toBeNull()
    expect(await failureOf(phone.records.list(at))).toMatchObject({ code: 'SIGNED_OUT' })
    expect((await computer.account.sessions(at)).sessions).toHaveLength(1)
  })

  test('R11.7 "Sign out everywhere" ends every session, and nobody’s but the login’s', async () => {
    const { at, phone, computer } = await twice('everywhere@example.test')
    const { client: stranger } = await registered(running, desk, 'bystander@example.test')

    await phone.account.endAllSessions(at)

    for (const each of [phone, computer]) expect(await each.session.current(at)).toBeNull()
    expect(await stranger.session.current(at)).not.toBeNull()
  })

  test('R4.7 another password takes the present one, seals the keyring anew, and ends all other sessions', async () => {
    const { at, phone, computer, input, another, change } = await twice('another@example.test')

    const wrong = await failureOf(computer.account.changePassword({ ...change, auths: [authOf('a guess')] }))
    const changed = await computer.account.changePassword(change)

    expect(wrong).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    expect(await computer.session.current(at)).toMatchObject({ keyring: another.keyring, ...changed })
    expect(await phone.session.current(at)).toBeNull()
    const { email } = input
    const anew = browser(running.url)
    expect(await failureOf(anew.session.signIn({ ...at, email, auths: [input.auth] }))).toMatchObject({
      code: 'WRONG_EMAIL_OR_PASSWORD',
    })
    expect(await anew.session.signIn({ ...at, email, auths: [another.newAuth] })).toMatchObject(changed)
  })

  test('R11.5 a stolen cookie changes no password: it takes what only the password gives, of the keyring as it stands', async () => {
    const { at, computer, change, input } = await twice('cookie@example.test')

    const foreign = { ...change, keyringToken: keyringTokenOf('thief@example.test') }
    const stale = { ...change, seenRevision: change.seenRevision + 1 }

    expect(await failureOf(computer.account.changePassword(foreign))).toMatchObject({ code: 'KEYRING_REFUSED' })
    expect(await failureOf(computer.account.changePassword(stale))).toMatchObject({ code: 'KEYRING_MOVED' })
    expect(await computer.session.current(at)).toMatchObject({ keyring: input.keyring })
  })
})
