import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LinkId } from '../shared/domain/ids.ts'
import { DAY, MINUTE, plusMilliseconds } from '../shared/domain/time.ts'
import { hashToken, redeemToken } from '../shared/envelope/secrets.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import {
  browser,
  pairDesk,
  redemption,
  registration,
  startClinic,
  type TestClinic,
  type TestDesk,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

const AT_START = '2026-03-02T09:00:00.000Z'

describe.each(DATABASES)('invitations on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  const look = (invitation: { identity: string }, at: TestDesk = desk) =>
    browser(running.url).invitation.look({ clinicId: at.clinicId, token: redeemToken(invitation.identity) })

  async function registered(email: string, at: TestDesk = desk) {
    const invitation = await at.invite('form')
    const client = browser(running.url)
    const input = await registration(at.clinicId, invitation, email)
    const outcome = await client.invitation.register(input)
    return { client, input, outcome, invitation }
  }

  test('R4.7 a new e-mail registers, sees what was sealed to the invitation, and the desk hears of it', async () => {
    const at = await pairDesk(running)
    const invitation = await at.invite('access')
    const ana = browser(running.url)
    const input = await registration(at.clinicId, invitation, 'Ana@example.test')

    const outcome = await ana.invitation.register(input)

    expect(outcome).toMatchObject({ outcome: 'added', level: 'full' })
    const { links } = await ana.records.list({ clinicId: at.clinicId })
    expect(links).toMatchObject([{ id: outcome.linkId, level: 'full', projection: { version: 1 } }])
    expect(await ana.session.current({ clinicId: at.clinicId })).toMatchObject({ email: 'Ana@example.test' })
    expect(await at.events()).toMatchObject([
      {
        kind: 'invitation.redeemed',
        body: {
          invitationId: invitation.id,
          linkId: outcome.linkId,
          loginEmail: 'Ana@example.test',
          loginRecipient: input.recipient,
          mac: input.mac,
          by: 'link',
          outcome: 'added',
          level: 'full',
        },
      },
    ])
    expect(await look(invitation, at)).toEqual({ state: 'dead', because: 'used', endedAt: AT_START })
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
    const { client } = await registered('sam@example.test', at)
    const invitation = await at.invite('access')
    const input = await redemption(at.clinicId, invitation)

    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => client.invitation.redeem(input)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await client.records.list({ clinicId: at.clinicId })).links).toHaveLength(2)
  })

  test('R5.1 two invitations for one patient redeemed at once by one login make one link', async () => {
    const at = await pairDesk(running)
    const { client } = await registered('kim@example.test', at)
    const first = await at.invite('form')
    const second = await at.invite('access', { patientId: first.patientId })
    const inputs = await Promise.all([redemption(at.clinicId, first), redemption(at.clinicId, second)])

    const outcomes = await Promise.all(inputs.map((input) => client.invitation.redeem(input)))

    expect(new Set(outcomes.map(({ linkId }) => linkId)).size).toBe(1)
    const { links } = await client.records.list({ clinicId: at.clinicId })
    expect(links.filter(({ patientId }) => patientId === first.patientId)).toMatchObject([{ level: 'full' }])
  })

  test('R4.7 a limited link is upgraded, and shows what was sealed to the access invitation', async () => {
    const { client, outcome, invitation } = await registered('limited@example.test')
    const access = await desk.invite('access', { patientId: invitation.patientId })

    const upgraded = await client.invitation.redeem(await redemption(desk.clinicId, access))

    expect(upgraded).toEqual({ outcome: 'upgraded', linkId: outcome.linkId, level: 'full' })
    const { links } = await client.records.list({ clinicId: desk.clinicId })
    expect(links).toMatchObject([{ id: outcome.linkId, level: 'full', projection: { version: 1 } }])
  })

  test('R4.7 a full link stays what it is; the invitation is spent and its envelope gone', async () => {
    const { client, invitation } = await registered('full@example.test')
    const patient = { patientId: invitation.patientId }
    await client.invitation.redeem(await redemption(desk.clinicId, await desk.invite('access', patient)))
    const again = await desk.invite('access', patient)

    const outcome = await client.invitation.redeem(await redemption(desk.clinicId, again))

    expect(outcome).toMatchObject({ outcome: 'alreadyHeld', level: 'full' })
    expect(await look(again)).toMatchObject({ state: 'dead', because: 'used' })
  })

  test('R4.7 an e-mail that has a login is told so only for an open invitation, and nothing is spent', async () => {
    await registered('known@example.test')
    const invitation = await desk.invite('access')
    const spent = await registered('spender@example.test')

    const open = browser(running.url).invitation.register(
      await registration(desk.clinicId, invitation, 'KNOWN@example.test'),
    )
    expect(await failureOf(open)).toMatchObject({ code: 'EMAIL_HAS_LOGIN' })

    const used = browser(running.url).invitation.register({ ...spent.input, email: 'known@example.test' })
    expect(await failureOf(used)).toEqual({ code: 'INVITATION_DEAD', data: { because: 'used' } })
    expect(await look(invitation)).toMatchObject({ state: 'open' })
  })

  test('R4.7 an invitation does not try a list of e-mails: after ten it waits', async () => {
    await registered('one@example.test')
    const input = await registration(desk.clinicId, await desk.invite('access'), 'one@example.test')
    for (let tries = 0; tries < 10; tries++) {
      expect(await failureOf(browser(running.url).invitation.register(input))).toMatchObject({
        code: 'EMAIL_HAS_LOGIN',
      })
    }

    const eleventh = browser(running.url).invitation.register({ ...input, email: 'nobody-yet@example.test' })

    expect(await failureOf(eleventh)).toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('R4.3 looking any number of times spends nothing and is noted once', async () => {
    const at = await pairDesk(running)
    const invitation = await at.invite('form')

    const looks = await Promise.all(Array.from({ length: 20 }, () => look(invitation, at)))

    for (const each of looks) expect(each).toMatchObject({ state: 'open', kind: 'form', invitationId: invitation.id })
    expect(await at.events()).toMatchObject([{ kind: 'invitation.fetched', body: { invitationId: invitation.id } }])
  })

  test('R4.2 opening a form invitation gives 90 days from then, once; an access invitation keeps its clock', async () => {
    const at = await pairDesk(running)
    const form = await at.invite('form')
    const access = await at.invite('access')
    const token = redeemToken(form.identity)
    const ninetyDays = plusMilliseconds(running.clock.now(), 90 * DAY)

    for (let times = 0; times < 3; times++)
      await browser(running.url).invitation.opened({ clinicId: at.clinicId, token })
    await browser(running.url).invitation.opened({ clinicId: at.clinicId, token: redeemToken(access.identity) })

    expect(await at.events()).toMatchObject([
      { kind: 'invitation.opened', body: { invitationId: form.id, expiresAt: ninetyDays } },
      { kind: 'invitation.opened', body: { expiresAt: plusMilliseconds(running.clock.now(), 5 * DAY) } },
    ])
    expect(await look(form, at)).toMatchObject({ state: 'open', expiresAt: ninetyDays })
  })

  test('R4.7 expired, revoked, replaced and unknown invitations say so, and open nothing', async () => {
    const expired = await desk.invite('access', { expiresAt: plusMilliseconds(running.clock.now(), -1) })
    const revoked = await desk.invite('access')
    const replaced = await desk.invite('access')
    await desk.push(
      { kind: 'invitation.end', id: revoked.id, state: 'revoked' },
      { kind: 'invitation.end', id: replaced.id, state: 'replaced' },
    )
    const unknown = await makeIdentity()

    const expected = [
      [expired, 'expired', plusMilliseconds(running.clock.now(), -1)],
      [revoked, 'revoked', running.clock.now()],
      [replaced, 'replaced', running.clock.now()],
      [unknown, 'unknown', null],
    ] as const
    for (const [invitation, because, endedAt] of expected) {
      expect(await look(invitation)).toEqual({ state: 'dead', because, endedAt })
      const register = browser(running.url).invitation.register(
        await registration(desk.clinicId, invitation, `${because}@example.test`),
      )
      expect(await failureOf(register)).toEqual({ code: 'INVITATION_DEAD', data: { because } })
    }
  })

  test('R11.3 an invitation of another clinic is unknown here, with its own answer word for word', async () => {
    const other = await pairDesk(running)
    const theirs = await other.invite('access')
    const nobodys = await makeIdentity()

    expect(await look(theirs)).toEqual(await look(nobodys))
    const register = browser(running.url).invitation.register(
      await registration(desk.clinicId, theirs, 'foreign@example.test'),
    )
    expect(await failureOf(register)).toEqual({ code: 'INVITATION_DEAD', data: { because: 'unknown' } })
    expect(await look(theirs, other)).toMatchObject({ state: 'open' })
  })

  test('R4.6 revoking destroys what was sealed to the invitation; a redeemed one cannot be revoked', async () => {
    const at = await pairDesk(running)
    const { client, invitation } = await registered('keeps@example.test', at)

    expect(await at.push({ kind: 'invitation.end', id: invitation.id, state: 'revoked' })).toEqual(['applied'])

    expect(await look(invitation, at)).toMatchObject({ because: 'used' })
    expect((await client.records.list({ clinicId: at.clinicId })).links).toHaveLength(1)
  })

  test('R4.5 the code redeems the same invitation, and the desk is told that it was the code', async () => {
    const at = await pairDesk(running)
    const code = await makeIdentity()
    const invitation = await at.invite('access', { codeTokenHash: hashToken(redeemToken(code.identity)) })
    const client = browser(running.url)
    const token = redeemToken(code.identity)

    expect(await client.invitation.lookByCode({ clinicId: at.clinicId, token })).toMatchObject({ state: 'open' })
    expect(await client.invitation.look({ clinicId: at.clinicId, token })).toMatchObject({ because: 'unknown' })
    await client.invitation.register(await registration(at.clinicId, code, 'by-code@example.test'))

    expect(await at.events(1)).toMatchObject([{ body: { by: 'code', invitationId: invitation.id } }])
    expect(await look(invitation, at)).toMatchObject({ because: 'used' })
  })

  test('R4.5 five wrong codes in ten minutes, by whichever call; then links still open, and ten minutes are enough', async () => {
    const at = await pairDesk(running)
    const code = await makeIdentity()
    const invitation = await at.invite('access', { codeTokenHash: hashToken(redeemToken(code.identity)) })
    const wrong = async () => ({ clinicId: at.clinicId, token: redeemToken((await makeIdentity()).identity) })
    const client = browser(running.url)
    await client.invitation.lookByCode(await wrong())
    await client.invitation.lookByCode(await wrong())
    await client.invitation.opened(await wrong())
    const { identity } = await makeIdentity()
    await failureOf(client.invitation.register(await registration(at.clinicId, { identity }, 'guess@example.test')))
    await client.invitation.lookByCode(await wrong())

    expect(await failureOf(client.invitation.lookByCode(await wrong()))).toEqual({
      code: 'RATE_LIMITED',
      data: { retryAfterSeconds: 600 },
    })
    const right = { clinicId: at.clinicId, token: redeemToken(code.identity) }
    expect(await failureOf(client.invitation.lookByCode(right))).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await look(invitation, at)).toMatchObject({ state: 'open' })

    running.clock.pass(10 * MINUTE)
    for (let times = 0; times < 10; times++) {
      expect(await client.invitation.lookByCode(right)).toMatchObject({ state: 'open' })
    }
  })

  test('R3.5 a revoked link shows nothing and takes nothing; a lowered one loses what was sealed to it', async () => {
    const at = await pairDesk(running)
    const ended = await registered('ended@example.test', at)
    const lowered = await registered('lowered@example.test', at)
    const access = await at.invite('access', { patientId: lowered.invitation.patientId })
    await lowered.client.invitation.redeem(await redemption(at.clinicId, access))

    const answers = await at.push(
      { kind: 'link.end', id: ended.outcome.linkId },
      { kind: 'link.level', id: lowered.outcome.linkId, level: 'limited' },
      { kind: 'link.level', id: LinkId.parse(randomUUID()), level: 'limited' },
    )

    expect(answers).toEqual(['applied', 'applied', 'unknownLink'])
    expect(await ended.client.records.list({ clinicId: at.clinicId })).toEqual({ links: [] })
    expect((await lowered.client.records.list({ clinicId: at.clinicId })).links).toMatchObject([
      { level: 'limited', projection: null },
    ])
    const sealed = await sealJson('x', [at.recipient])
    const late = { kind: 'projection.put', owner: { kind: 'link', id: ended.outcome.linkId } } as const
    expect(await at.push({ ...late, level: 'limited', version: 9, sealed })).toEqual(['applied'])
    expect(await ended.client.records.list({ clinicId: at.clinicId })).toEqual({ links: [] })
  })

  test('redeeming needs somebody signed in at this very clinic', async () => {
    const other = await pairDesk(running)
    const { client } = await registered('elsewhere@example.test', other)
    const invitation = await desk.invite('access')

    const foreign = client.invitation.redeem(await redemption(desk.clinicId, invitation))

    expect(await failureOf(foreign)).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await look(invitation)).toMatchObject({ state: 'open' })
  })

  test('R4.7 a dead invitation leaves the keyring of whoever tries it as it was', async () => {
    const { client, input, invitation } = await registered('keyring@example.test')

    const spent = client.invitation.redeem(await redemption(desk.clinicId, invitation))

    expect(await failureOf(spent)).toEqual({ code: 'INVITATION_DEAD', data: { because: 'used' } })
    expect((await client.session.current({ clinicId: desk.clinicId }))?.keyring).toBe(input.keyring)
  })
})
