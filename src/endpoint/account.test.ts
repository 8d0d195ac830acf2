import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD_PARAMETERS } from '../shared/envelope/passwords.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { EventId, LinkId } from '../shared/domain/ids.ts'
import { MINUTE } from '../shared/domain/time.ts'
import { authOf, browser, keyringTokenOf, MAC, registered, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { openDatabase } from './db/openDatabase.ts'
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

  test('R3.5 a login that its holder deletes is gone with its keys, the clinic is told, and the same e-mail can come again', async () => {
    const { at, phone, computer, input } = await twice('leaves@example.test')
    const { links } = await phone.records.list(at)
    const linkId = links[0]?.id ?? LinkId.parse(randomUUID())
    const sealed = await sealJson({ about: 'leave' }, [desk.recipient])
    const letter = (id: LinkId) => ({ linkId: id, requestId: EventId.parse(randomUUID()), sealed, mac: MAC })
    const { linkId: foreign, client: stranger } = await registered(running, desk, 'stays@example.test')
    const letters = [letter(linkId), letter(foreign)]

    const wrong = await failureOf(phone.account.remove({ ...at, auths: [authOf('a guess')], letters }))
    await phone.account.remove({ ...at, auths: [input.auth], letters })

    expect(wrong).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    for (const each of [phone, computer]) expect(await each.session.current(at)).toBeNull()
    const { email } = input
    const again = browser(running.url).session.signIn({ ...at, email, auths: [input.auth] })
    expect(await failureOf(again)).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    const told = (await desk.events()).filter(({ kind }) => kind === 'request.made')
    expect(told.map(({ body }) => body['linkId'])).toEqual([linkId])
    expect((await stranger.records.list(at)).links).toHaveLength(1)
    const db = await openDatabase(running.database, running.clock)
    for (const table of ['login', 'link', 'session', 'device'] as const) {
      const rows = await db.selectFrom(table).selectAll().execute()
      expect(JSON.stringify(rows), table).not.toMatch(new RegExp(`${email}|${linkId}|${input.recipient}`))
    }
    await db.destroy()
    expect((await registered(running, desk, email)).outcome.outcome).toBe('added')
  })

  test('R4.7 a passkey signs in with what its authenticator derives, until the password changes or one signs out everywhere', async () => {
    const { at, phone, computer, input, change } = await twice('passkey@example.test')
    const { client: stranger } = await registered(running, desk, 'no-passkey@example.test')
    const sealed = await sealJson('the key of the keyring', [(await makeIdentity()).recipient])
    const [idHash, auth] = [hashToken('its id'), authOf('what it derives')]
    const keyringToken = keyringTokenOf(input.email)
    const passkey = { ...at, idHash, auth, sealed, keyringToken }

    const stolen = await failureOf(phone.account.addPasskey({ ...passkey, keyringToken: keyringTokenOf('thief') }))
    await phone.account.addPasskey(passkey)

    expect(stolen).toMatchObject({ code: 'KEYRING_REFUSED' })
    const anew = browser(running.url)
    expect(await anew.account.signInByPasskey({ ...at, idHash, auth })).toMatchObject({
      ...{ sealed, login: { email: input.email } },
    })
    expect(await anew.session.current(at)).toMatchObject({ email: input.email })
    for (const wrong of [
      { idHash, auth: authOf('a guess') },
      { idHash: hashToken('another'), auth },
    ]) {
      const refused = await failureOf(browser(running.url).account.signInByPasskey({ ...at, ...wrong }))
      expect(refused).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    }
    await stranger.account.removePasskey({ ...at, id: idHash })
    expect((await computer.account.passkeys(at)).passkeys).toMatchObject([{ id: idHash }])
    await computer.account.changePassword(change)
    expect((await computer.account.passkeys(at)).passkeys).toEqual([])
    const refused = await failureOf(browser(running.url).account.signInByPasskey({ ...at, idHash, auth }))
    expect(refused).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
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
