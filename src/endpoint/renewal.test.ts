import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PatientId } from '../shared/domain/ids.ts'
import { DAY } from '../shared/domain/time.ts'
import { hashToken, redeemToken } from '../shared/envelope/secrets.ts'
import { makeIdentity } from '../shared/envelope/seal.ts'
import {
  authOf,
  browser,
  lookAt,
  pairDesk,
  redemption,
  registered,
  registration,
  renewal,
  startClinic,
  type TestClinic,
  type TestDesk,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

/** A password that is lost: decision 0026. */
describe.each(DATABASES)('renewing a lost password on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  const ANA = 'ana@example.test'
  const signIn = (desk: TestDesk, password: string) =>
    browser(running.url).session.signIn({ clinicId: desk.clinicId, email: ANA, auths: [authOf(password)] })
  const OLD = `password of ${ANA}`
  const NEW = `new password of ${ANA}`

  /** Ana holds herself and her child; the clinic has sent her an Access Link of her own. */
  async function anaAndALink() {
    const desk = await pairDesk(running)
    const patientId = PatientId.parse(randomUUID())
    const ana = await registered(running, desk, ANA, { patientId })
    await ana.client.invitation.redeem(await redemption(desk.clinicId, await desk.invite('access'), ANA))
    const link = await desk.invite('access', { patientId, renews: ANA })
    return { desk, ana, link, patientId }
  }

  test('R4.7 a lost password is renewed: the new one holds this one patient, the old one opens nothing and keeps all it had', async () => {
    const { desk, ana, link, patientId } = await anaAndALink()
    const anew = browser(running.url)
    const input = await renewal(desk.clinicId, link, 'Ana@Example.test')

    const outcome = await anew.login.renew(input)

    expect(outcome).toMatchObject({ outcome: 'added', level: 'full' })
    const { links } = await anew.records.list({ clinicId: desk.clinicId })
    expect(links).toMatchObject([{ id: outcome.linkId, patientId, level: 'full', index: { version: 1 } }])
    expect(await ana.client.session.current({ clinicId: desk.clinicId }), 'what was open is closed').toBeNull()
    expect(await failureOf(signIn(desk, OLD))).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    expect(await signIn(desk, NEW)).toMatchObject({ recipient: input.recipient, keyring: input.keyring })
    const told = (await desk.events()).at(-1)
    expect(told).toMatchObject({
      kind: 'login.renewed',
      body: { invitationId: link.id, linkId: outcome.linkId, loginRecipient: input.recipient, mac: input.mac },
    })
    expect(await lookAt(running, desk, link)).toMatchObject({ state: 'dead', because: 'used' })
  })

  test('R4.8 the desk puts the login back that was renewed by somebody else, as it was; a second time changes nothing', async () => {
    const { desk, ana, link } = await anaAndALink()
    const before = await signIn(desk, OLD)
    const stranger = browser(running.url)
    await stranger.login.renew(await renewal(desk.clinicId, link, ANA))
    const restore = { kind: 'login.restore', invitationId: link.id } as const

    expect(await desk.push(restore)).toEqual(['applied'])

    expect(await signIn(desk, OLD)).toEqual(before)
    expect(await failureOf(signIn(desk, NEW))).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    expect(await stranger.session.current({ clinicId: desk.clinicId })).toBeNull()
    expect(await desk.push(restore)).toEqual(['applied'])
    expect(await signIn(desk, OLD)).toEqual(before)
    expect(before.recipient).toBe(ana.input.recipient)
  })

  test('R4.8 what was renewed once more is not taken back by the desk’s word of the time before', async () => {
    const { desk, link, patientId } = await anaAndALink()
    await browser(running.url).login.renew(await renewal(desk.clinicId, link, ANA))
    const second = await desk.invite('access', { patientId, renews: ANA })
    const input = { ...(await renewal(desk.clinicId, second, ANA)), auth: authOf('a third password') }
    await browser(running.url).login.renew(input)

    await desk.push({ kind: 'login.restore', invitationId: link.id })
    expect(await signIn(desk, 'a third password')).toMatchObject({ recipient: input.recipient })
    await desk.push({ kind: 'login.restore', invitationId: second.id })
    expect(await signIn(desk, NEW), 'and of its own time it is').toBeTruthy()
    await desk.push({ kind: 'login.restore', invitationId: link.id })
    expect(await signIn(desk, OLD)).toBeTruthy()
  })

  test('R4.8 an invitation renews the login of the address that it was sent to, and no other’s', async () => {
    const { desk, link, patientId } = await anaAndALink()
    await registered(running, desk, 'ben@example.test')
    const form = await desk.invite('form', { patientId, renews: ANA })
    const code = await makeIdentity()
    const spoken = await desk.invite('access', {
      patientId,
      renews: ANA,
      codeTokenHash: hashToken(redeemToken(code.identity)),
    })
    const unsent = await desk.invite('access', { patientId })
    const tries = [
      await renewal(desk.clinicId, link, 'ben@example.test'),
      await renewal(desk.clinicId, link, 'nobody@example.test'),
      { ...(await renewal(desk.clinicId, link, ANA)), renewalKey: 'not a key of anything at all' },
      { ...(await renewal(desk.clinicId, link, 'ben@example.test')), renewalKey: redeemToken(link.identity) },
      await renewal(desk.clinicId, form, ANA),
      await renewal(desk.clinicId, unsent, ANA),
    ]

    for (const input of tries) {
      const failed = await failureOf(browser(running.url).login.renew(input))
      expect(failed, 'alike, whoever has a login').toEqual({ code: 'RENEWAL_REFUSED', data: undefined })
    }
    const byCode = { ...(await renewal(desk.clinicId, spoken, ANA)), token: redeemToken(code.identity) }
    expect(await failureOf(browser(running.url).login.renew(byCode))).toMatchObject({ data: { because: 'unknown' } })
    expect(await signIn(desk, OLD), 'nothing was touched').toBeTruthy()
    expect(await lookAt(running, desk, link), 'nor spent').toMatchObject({ state: 'open' })
  })

  test('R2.4 of an e-mail without a login it says what it says of one, and neither does its salt change', async () => {
    const { desk, link } = await anaAndALink()
    const saltOf = async (email: string) => browser(running.url).session.salt({ clinicId: desk.clinicId, email })
    const before = await saltOf(ANA)
    const ofNobody = await desk.invite('access', { renews: 'new@example.test' })

    const renewed = await browser(running.url).login.renew(await renewal(desk.clinicId, link, ANA))
    const made = await browser(running.url).login.renew(await renewal(desk.clinicId, ofNobody, 'new@example.test'))

    expect(Object.keys(made)).toEqual(Object.keys(renewed))
    expect({ ...made, linkId: renewed.linkId }).toEqual(renewed)
    expect(await saltOf(ANA)).toEqual(before)
  })

  test('R4.2, R4.4 a link that has ended, has expired or is unknown renews nothing', async () => {
    const { desk, link, patientId } = await anaAndALink()
    await desk.push({ kind: 'invitation.end', id: link.id, state: 'revoked' })
    const late = await desk.invite('access', { patientId, renews: ANA })
    const because = async (invitation: { identity: string }) =>
      (await failureOf(browser(running.url).login.renew(await renewal(desk.clinicId, invitation, ANA)))).data

    expect(await because(link)).toEqual({ because: 'revoked' })
    expect(await because(await makeIdentity())).toEqual({ because: 'unknown' })
    running.clock.pass(5 * DAY)
    expect(await because(late)).toEqual({ because: 'expired' })
    expect(await signIn(desk, OLD)).toBeTruthy()
  })

  test('R4.4 of 20 simultaneous renewals exactly one comes through, and registering is none', async () => {
    const { desk, link } = await anaAndALink()
    const inputs = await Promise.all(Array.from({ length: 20 }, () => renewal(desk.clinicId, link, ANA)))
    const other = await registration(desk.clinicId, link, 'other@example.test')
    const calls = [
      ...inputs.map((input) => browser(running.url).login.renew(input)),
      browser(running.url).invitation.register(other),
    ]

    const outcomes = await Promise.all(
      calls.map(async (call) => ((await call.catch(() => null)) ? 'came' : (await failureOf(call)).data)),
    )

    expect(outcomes.filter((outcome) => outcome === 'came')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome !== 'came')).toEqual(
      Array.from({ length: 20 }, () => ({ because: 'used' })),
    )
    const ends = (await desk.events()).filter(({ body }) => body['invitationId'] === link.id)
    expect(ends).toHaveLength(1)
  })

  test('R4.4 two links of one e-mail at once renew one after the other', async () => {
    const { desk, link } = await anaAndALink()
    const second = await desk.invite('access', { renews: ANA })
    const inputs = [await renewal(desk.clinicId, link, ANA), await renewal(desk.clinicId, second, ANA)]

    await Promise.all(inputs.map((input) => browser(running.url).login.renew(input)))

    const { recipient } = await signIn(desk, NEW)
    expect(inputs.map((input) => input.recipient)).toContain(recipient)
    const renewed = (await desk.events()).filter((event) => event.kind === 'login.renewed')
    expect(renewed.at(-1)?.body['loginRecipient'], 'the desk hears of the last one last').toBe(recipient)
  })

  test('R11.5 a session of before changes nothing any more', async () => {
    const { desk, ana, link } = await anaAndALink()
    const change = await redemption(desk.clinicId, await desk.invite('access'), ANA, 2)
    await browser(running.url).login.renew(await renewal(desk.clinicId, link, ANA))

    expect(await failureOf(ana.client.invitation.redeem(change))).toMatchObject({ code: 'SIGNED_OUT' })
    const { clinicId, keyring, keyringToken, seenRevision } = change
    const save = ana.client.session.saveKeyring({ clinicId, keyring, keyringToken, seenRevision })
    expect(await failureOf(save)).toMatchObject({ code: 'SIGNED_OUT' })
  })
})
