import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  authOf,
  browser,
  lookAt,
  pairDesk,
  redemption,
  registered,
  registration,
  startClinic,
  type TestClinic,
  type TestDesk,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

const AT_START = '2026-03-02T09:00:00.000Z'

describe.each(DATABASES)('redeeming on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  test('R4.7 a new e-mail registers, sees what was sealed to the invitation, and the desk hears of it', async () => {
    const at = await pairDesk(running)
    const invitation = await at.invite('access')
    const ana = browser(running.url)
    const macs = { mac: 'a'.repeat(64), holderMac: 'b'.repeat(64) }
    const input = { ...(await registration(at.clinicId, invitation, 'Ana@example.test')), ...macs }

    const outcome = await ana.invitation.register(input)

    expect(outcome).toMatchObject({ outcome: 'added', level: 'full' })
    const { links } = await ana.records.list({ clinicId: at.clinicId })
    expect(links).toMatchObject([{ id: outcome.linkId, level: 'full', index: { version: 1 } }])
    expect(await ana.session.current({ clinicId: at.clinicId })).toMatchObject({ email: 'Ana@example.test' })
    expect(await at.events()).toMatchObject([
      {
        kind: 'invitation.redeemed',
        body: {
          invitationId: invitation.id,
          linkId: outcome.linkId,
          loginEmail: 'Ana@example.test',
          loginRecipient: input.recipient,
          ...macs,
          by: 'link',
          outcome: 'added',
          level: 'full',
        },
      },
    ])
    expect(await lookAt(running, at, invitation)).toEqual({
      state: 'dead',
      because: 'used',
      canTakeDay: false,
      endedAt: AT_START,
    })
  })

  test('R4.4 of 100 simultaneous registrations exactly one comes through', async () => {
    const at = await pairDesk(running)
    const invitation = await at.invite('access')
    const inputs = await Promise.all(
      Array.from({ length: 100 }, (_, n) => registration(at.clinicId, invitation, `ana${n}@example.test`)),
    )

    const outcomes = await Promise.all(
      inputs.map(async (input) => {
        const call = browser(running.url).invitation.register(input)
        return (await call.catch(() => null)) ? 'redeemed' : (await failureOf(call)).data
      }),
    )

    expect(outcomes.filter((outcome) => outcome === 'redeemed')).toHaveLength(1)
    const others = outcomes.filter((outcome) => outcome !== 'redeemed')
    expect(others).toEqual(Array.from({ length: 99 }, () => ({ because: 'used' })))
    expect(await at.events()).toHaveLength(1)
  })

  test('R4.4 of 100 simultaneous redemptions by one login exactly one comes through', async () => {
    const at = await pairDesk(running)
    const { client } = await registered(running, at, 'sam@example.test')
    const invitation = await at.invite('access')
    const input = await redemption(at.clinicId, invitation, 'sam@example.test')

    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => client.invitation.redeem(input)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await client.records.list({ clinicId: at.clinicId })).links).toHaveLength(2)
  })

  test('R5.1 two invitations for one patient redeemed at once by one login make one link', async () => {
    const at = await pairDesk(running)
    const { client } = await registered(running, at, 'kim@example.test')
    const first = await at.invite('form')
    const second = await at.invite('access', { patientId: first.patientId })
    const ways = [first, second].map(async (invitation) => {
      const redeemAt = async (revision: number) =>
        client.invitation.redeem(await redemption(at.clinicId, invitation, 'kim@example.test', revision))
      // As the page does: whoever comes second reads the keyring again.
      return redeemAt(1).catch(async (error: unknown) => {
        expect(error).toMatchObject({ code: 'KEYRING_MOVED' })
        return redeemAt(2)
      })
    })

    const outcomes = await Promise.all(ways)

    expect(new Set(outcomes.map(({ linkId }) => linkId)).size).toBe(1)
    const { links } = await client.records.list({ clinicId: at.clinicId })
    expect(links.filter(({ patientId }) => patientId === first.patientId)).toMatchObject([{ level: 'full' }])
  })

  test('R4.7 a limited link is upgraded, and shows what was sealed to the access invitation', async () => {
    const { client, outcome, invitation } = await registered(running, desk, 'limited@example.test')
    const access = await desk.invite('access', { patientId: invitation.patientId })

    const upgraded = await client.invitation.redeem(await redemption(desk.clinicId, access, 'limited@example.test'))

    expect(upgraded).toEqual({ outcome: 'upgraded', linkId: outcome.linkId, level: 'full' })
    const { links } = await client.records.list({ clinicId: desk.clinicId })
    expect(links).toMatchObject([{ id: outcome.linkId, level: 'full', index: { version: 1 } }])
  })

  test('R4.7 a full link stays what it is; the invitation is spent and its envelope gone', async () => {
    const { client, invitation } = await registered(running, desk, 'full@example.test')
    const patient = { patientId: invitation.patientId }
    await client.invitation.redeem(
      await redemption(desk.clinicId, await desk.invite('access', patient), 'full@example.test'),
    )
    const again = await desk.invite('access', patient)

    const outcome = await client.invitation.redeem(await redemption(desk.clinicId, again, 'full@example.test', 2))

    expect(outcome).toMatchObject({ outcome: 'alreadyHeld', level: 'full' })
    expect(await lookAt(running, desk, again)).toMatchObject({ state: 'dead', because: 'used' })
  })

  test('R4.7 of an e-mail that has a login registering says what signing in says, and nothing is spent', async () => {
    await registered(running, desk, 'known@example.test')
    const invitation = await desk.invite('access')
    const spent = await registered(running, desk, 'spender@example.test')

    const input = await registration(desk.clinicId, invitation, 'KNOWN@example.test')
    const open = await failureOf(browser(running.url).invitation.register({ ...input, auth: authOf('wrong') }))
    const signIn = browser(running.url).session.signIn({
      clinicId: desk.clinicId,
      email: 'known@example.test',
      auths: [authOf('wrong')],
    })
    expect(open).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    expect(open).toEqual(await failureOf(signIn))

    const used = browser(running.url).invitation.register({ ...spent.input, email: 'known@example.test' })
    expect(await failureOf(used)).toEqual({ code: 'INVITATION_DEAD', data: { because: 'used' } })
    expect(await lookAt(running, desk, invitation)).toMatchObject({ state: 'open' })
  })

  test('R4.7 an invitation does not try a list of e-mails: after ten it waits', async () => {
    await registered(running, desk, 'one@example.test')
    await registered(running, desk, 'two@example.test')
    const invitation = await desk.invite('access')
    const input = { ...(await registration(desk.clinicId, invitation, 'one@example.test')), auth: authOf('wrong') }
    for (let tries = 0; tries < 10; tries++) {
      const email = tries < 5 ? 'one@example.test' : 'two@example.test'
      expect(await failureOf(browser(running.url).invitation.register({ ...input, email }))).toMatchObject({
        code: 'WRONG_EMAIL_OR_PASSWORD',
      })
    }

    const eleventh = browser(running.url).invitation.register({ ...input, email: 'nobody-yet@example.test' })

    expect(await failureOf(eleventh)).toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('R4.7 tries by registering and by signing in are counted together', async () => {
    const { input: login } = await registered(running, desk, 'together@example.test')
    const { clinicId, email, auth } = login
    const open = await desk.invite('access')
    const input = { ...(await registration(clinicId, open, email)), auth: authOf('wrong') }
    for (let tries = 0; tries < 5; tries++) await failureOf(browser(running.url).invitation.register(input))

    const signIn = await failureOf(browser(running.url).session.signIn({ clinicId, email, auths: [auth] }))
    const sixth = await failureOf(browser(running.url).invitation.register({ ...input, auth }))

    expect([signIn.code, sixth.code]).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
    expect(await lookAt(running, desk, open)).toMatchObject({ state: 'open' })
  })

  test('R4.7 nor do they tell of an e-mail without a login: it waits as one that has one', async () => {
    const { clinicId } = desk
    const email = 'nobody.yet@example.test'
    const open = await desk.invite('access')
    const wrong = { clinicId, email, auths: [authOf('wrong')] }
    for (let tries = 0; tries < 5; tries++) await failureOf(browser(running.url).session.signIn(wrong))

    const registering = browser(running.url).invitation.register(await registration(clinicId, open, email))

    expect((await failureOf(registering)).code).toBe('RATE_LIMITED')
    expect(await lookAt(running, desk, open)).toMatchObject({ state: 'open' })
  })

  test('R4.7 the password of a login that the e-mail has signs in, and its own keyring redeems', async () => {
    const { input } = await registered(running, desk, 'again@example.test')
    const invitation = await desk.invite('access')
    const client = browser(running.url)

    const again = await registration(desk.clinicId, invitation, 'again@example.test')
    // More often than an invitation may be tried with wrong ones.
    for (let tries = 0; tries < 11; tries++) {
      expect(await failureOf(client.invitation.register(again))).toMatchObject({ code: 'EMAIL_HAS_LOGIN' })
    }

    const login = await client.session.current({ clinicId: desk.clinicId })
    expect(login).toMatchObject({ recipient: input.recipient, keyring: input.keyring })
    const outcome = await client.invitation.redeem(await redemption(desk.clinicId, invitation, 'again@example.test'))
    expect(outcome).toMatchObject({ outcome: 'added', level: 'full' })
  })

  test('redeeming needs somebody signed in at this very clinic', async () => {
    const other = await pairDesk(running)
    const { client } = await registered(running, other, 'elsewhere@example.test')
    const invitation = await desk.invite('access')

    const foreign = client.invitation.redeem(await redemption(desk.clinicId, invitation, 'elsewhere@example.test'))

    expect(await failureOf(foreign)).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await lookAt(running, desk, invitation)).toMatchObject({ state: 'open' })
  })

  test('R11.1 a keyring that is not sealed is not taken, and spends nothing', async () => {
    const { client, input } = await registered(running, desk, 'readable@example.test')
    const invitation = await desk.invite('access')
    const keyring = Buffer.from('my key').toString('base64')

    const readable = client.invitation.redeem({
      ...(await redemption(desk.clinicId, invitation, 'readable@example.test')),
      keyring,
    })

    await expect(readable).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect((await client.session.current({ clinicId: desk.clinicId }))?.keyring).toBe(input.keyring)
    const fresh = await registration(desk.clinicId, invitation, 'fresh@example.test')
    await expect(browser(running.url).invitation.register({ ...fresh, keyring })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    expect(await lookAt(running, desk, invitation)).toMatchObject({ state: 'open' })
  })

  test('R4.7 a dead invitation leaves the keyring of whoever tries it as it was', async () => {
    const { client, input, invitation } = await registered(running, desk, 'keyring@example.test')

    const spent = client.invitation.redeem(await redemption(desk.clinicId, invitation, 'keyring@example.test'))

    expect(await failureOf(spent)).toEqual({ code: 'INVITATION_DEAD', data: { because: 'used' } })
    expect((await client.session.current({ clinicId: desk.clinicId }))?.keyring).toBe(input.keyring)
  })
})
