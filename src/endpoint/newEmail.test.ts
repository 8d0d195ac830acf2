import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EventId, PatientId } from '../shared/domain/ids.ts'
import { DAY } from '../shared/domain/time.ts'
import { PASSWORD_PARAMETERS } from '../shared/envelope/passwords.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import {
  authOf,
  browser,
  keyringTokenOf,
  MAC,
  pairDesk,
  registered,
  renewal,
  type TestDesk,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

const WRONG = { code: 'WRONG_EMAIL_OR_PASSWORD' }

describe.each(DATABASES)('another address for a login, on %s', (kind) => {
  let machine: Machine
  let running: TestEndpoint
  let desk: TestDesk
  let at: { readonly clinicId: TestDesk['clinicId'] }
  beforeAll(async () => {
    machine = await startMachine(kind)
    running = await startEndpoint(machine)
    desk = await pairDesk(running)
    at = { clinicId: desk.clinicId }
  })
  afterAll(async () => {
    await running.endpoint.close()
    await machine.stop()
  })

  async function mailTo(email: string) {
    await running.endpoint.mailNow()
    return machine.smtp.mails.findLast(({ to }) => to.includes(email))?.parsed
  }

  async function tokenTo(email: string): Promise<string> {
    const token = /\/email#([\w-]+)/.exec((await mailTo(email))?.text ?? '')?.[1]
    if (token === undefined) throw new Error('The e-mail has no link')
    return token
  }

  const signIn = (email: string, auth: string) => browser(running.url).session.signIn({ ...at, email, auths: [auth] })
  const saltOf = async (email: string) => (await browser(running.url).session.salt({ ...at, email })).salt

  /** Signed in on a phone and at a computer, and what it sends to take the address whose e-mail carries `token`. */
  async function somebody(email: string, change: Parameters<typeof registered>[3] = {}) {
    const { client: phone, input, linkId } = await registered(running, desk, email, change)
    const computer = browser(running.url)
    await computer.session.signIn({ ...at, email, auths: [input.auth] })
    const keys = {
      ...{ auths: [input.auth], newAuth: authOf(`new ${email}`), parameters: PASSWORD_PARAMETERS },
      ...{ keyring: await sealJson({ of: email }, [(await makeIdentity()).recipient]), seenRevision: 1 },
      ...{ keyringToken: keyringTokenOf(email), newTokenHash: hashToken(`new ${email}`) },
    }
    const sealed = await sealJson({ about: 'newEmail' }, [desk.recipient])
    const letters = [{ linkId, requestId: EventId.parse(randomUUID()), sealed, mac: MAC }]
    const want = (wanted: string) => phone.account.wantEmail({ ...at, auths: [input.auth], email: wanted })
    const take = (token: string, client = phone) => client.account.takeEmail({ ...at, token, ...keys, letters })
    return { phone, computer, input, linkId, letters, keys, want, take }
  }

  test('R4.8 nothing changes until the mailbox is read; then the login opens by the new address alone', async () => {
    const [was, wanted] = ['was@example.test', 'Will.Be@example.test']
    const ana = await somebody(was)
    const salts = [await saltOf(was), await saltOf(wanted)]

    await ana.want(wanted)

    expect(await failureOf(signIn(wanted, ana.input.auth))).toMatchObject(WRONG)
    expect(await signIn(was, ana.input.auth)).toMatchObject({ email: was })
    const token = await tokenTo(wanted)
    const { text, html } = (await mailTo(wanted)) ?? {}
    expect(`${text} ${String(html)}`).not.toContain(was)
    expect(await ana.phone.account.wantedEmail({ ...at, token })).toEqual({ email: wanted })
    expect(await ana.phone.session.current(at), 'looking changes nothing').toMatchObject({ email: was })

    const taken = await ana.take(token)

    expect(await ana.phone.session.current(at)).toMatchObject({ email: wanted, ...taken, keyring: ana.keys.keyring })
    expect(await ana.computer.session.current(at)).toBeNull()
    expect(await failureOf(signIn(was, ana.input.auth))).toMatchObject(WRONG)
    expect(await failureOf(signIn(wanted, ana.input.auth))).toMatchObject(WRONG)
    expect(await signIn(wanted.toLowerCase(), ana.keys.newAuth)).toMatchObject({ email: wanted })
    expect([await saltOf(was), await saltOf(wanted)], 'R2.4 a salt that changes would tell').toEqual(salts)
    const told = await mailTo(was)
    expect(told?.subject).toContain('Your login has another e-mail address')
    expect(`${told?.text} ${String(told?.html)}`.toLowerCase()).not.toContain('will.be')
    const requests = (await desk.events()).filter((each) => each.kind === 'request.made')
    expect(requests.map(({ body }) => body['linkId'])).toEqual([ana.linkId])
    expect(await failureOf(ana.take(token)), 'once').toMatchObject(WRONG)
    expect((await registered(running, desk, was)).outcome.outcome, 'free for whoever comes next').toBe('added')
  })

  test('R4.7 an address that has a login is answered like any other, and is nobody else’s', async () => {
    const known = await somebody('known@example.test')
    const eve = await somebody('eve@example.test')

    const answers = [await eve.want('known@example.test'), await eve.want('unknown@example.test')]

    expect(answers).toEqual([{}, {}])
    const [toKnown, toUnknown] = [await mailTo('known@example.test'), await mailTo('unknown@example.test')]
    expect(toKnown?.subject).toBe(toUnknown?.subject)
    await eve.want('known@example.test')
    const token = await tokenTo('known@example.test')
    expect(await failureOf(eve.take(token))).toMatchObject({ code: 'EMAIL_HAS_LOGIN' })
    expect(await signIn('known@example.test', known.input.auth)).toMatchObject({ recipient: known.input.recipient })
    expect(await signIn('eve@example.test', eve.input.auth)).toMatchObject({ keyring: eve.input.keyring })
  })

  test('R4.3 what a mailbox carries opens nothing by itself: it takes the session, the password and the keyring’s key', async () => {
    const ben = await somebody('ben@example.test')
    const stranger = await somebody('stranger@example.test')
    await ben.want('ben.new@example.test')
    const token = await tokenTo('ben.new@example.test')
    const all = { ...at, token, ...ben.keys, letters: [] }

    const anybody = browser(running.url)
    expect(await failureOf(anybody.account.takeEmail(all))).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await failureOf(anybody.account.wantedEmail({ ...at, token }))).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await failureOf(stranger.phone.account.wantedEmail({ ...at, token }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(stranger.take(token))).toMatchObject({ code: 'NOT_FOUND' })
    const guess = { ...all, auths: [authOf('a guess')] }
    expect(await failureOf(ben.phone.account.takeEmail(guess))).toMatchObject(WRONG)
    const foreign = { ...all, keyringToken: keyringTokenOf('thief@example.test') }
    expect(await failureOf(ben.phone.account.takeEmail(foreign))).toMatchObject({ code: 'KEYRING_REFUSED' })
    const wantedByGuess = { ...at, auths: guess.auths, email: 'thief@example.test' }
    expect(await failureOf(ben.phone.account.wantEmail(wantedByGuess))).toMatchObject(WRONG)

    const outcomes = await Promise.allSettled([ben.take(token), ben.take(token), ben.take(token)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('R4.3 a link is over after a day, and when another is asked for', async () => {
    const kim = await somebody('kim@example.test')
    await kim.want('kim.first@example.test')
    const first = await tokenTo('kim.first@example.test')
    await kim.want('kim.second@example.test')
    const second = await tokenTo('kim.second@example.test')

    expect(await failureOf(kim.take(first))).toMatchObject({ code: 'NOT_FOUND' })
    running.clock.pass(DAY)
    const again = browser(running.url)
    await again.session.signIn({ ...at, email: 'kim@example.test', auths: [kim.input.auth] })
    expect(await failureOf(kim.take(second, again))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R11.7 a login asks for five addresses a day, and a mailbox gets three such e-mails, whoever asks', async () => {
    const [one, other] = [await somebody('one@example.test'), await somebody('other@example.test')]
    for (const each of ['a', 'b', 'c', 'd', 'e']) await one.want(`${each}@wanted.test`)
    for (let times = 1; times <= 3; times += 1) await other.want('crowded@wanted.test')

    expect(await failureOf(one.want('f@wanted.test'))).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await failureOf(other.want('crowded@wanted.test'))).toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('R4.8 a login that somebody renewed is put back by its own address, whatever the other has taken since', async () => {
    const patientId = PatientId.parse(randomUUID())
    const email = 'renewed@example.test'
    const owner = await somebody(email, { patientId })
    const link = await desk.invite('access', { patientId, renews: email })
    const input = await renewal(desk.clinicId, link, email)
    const thief = browser(running.url)
    await thief.login.renew(input)
    await thief.account.wantEmail({ ...at, auths: [input.auth], email: 'thief@elsewhere.test' })
    const token = await tokenTo('thief@elsewhere.test')
    await thief.account.takeEmail({ ...at, token, ...owner.keys, auths: [input.auth], letters: [] })

    await desk.push({ kind: 'login.restore', invitationId: link.id })

    expect(await signIn(email, owner.input.auth)).toMatchObject({ recipient: owner.input.recipient })
    expect(await failureOf(signIn('thief@elsewhere.test', owner.keys.newAuth))).toMatchObject(WRONG)
  })
})
