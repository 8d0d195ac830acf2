import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InvitationId, PatientId } from '../shared/domain/ids.ts'
import { DAY, MINUTE, plusMilliseconds } from '../shared/domain/time.ts'
import { extraDayMac, hashToken, redeemToken } from '../shared/envelope/secrets.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import {
  browser,
  lookAt,
  MAC,
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

describe.each(DATABASES)('invitations on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  /** A form's invitation, and the desk's putting it as it was once more. */
  async function putAgain(at: TestDesk) {
    const { identity, recipient } = await makeIdentity()
    const put = {
      ...({ kind: 'invitation.put', invitationKind: 'form' } as const),
      ...{ recipient, tokenHash: hashToken(redeemToken(identity)) },
      ...{ id: InvitationId.parse(randomUUID()), patientId: PatientId.parse(randomUUID()), codeTokenHash: null },
      ...{ expiresAt: plusMilliseconds(running.clock.now(), 60 * DAY), daysFromOpening: 90 },
      ...{ greeting: await sealJson('hello', [recipient]), introduction: MAC, codeIntroduction: null, renewal: null },
    }
    await at.push(put)
    return { identity, again: () => at.push(put) }
  }

  test('R4.3 looking any number of times spends nothing and is noted once', async () => {
    const at = await pairDesk(running)
    const invitation = await at.invite('form')

    const looks = await Promise.all(Array.from({ length: 20 }, () => lookAt(running, at, invitation)))

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
    expect(await lookAt(running, at, form)).toMatchObject({ state: 'open', expiresAt: ninetyDays })
  })

  test('R4.2 opening comes too late for a form invitation that has expired, and gives it no new days', async () => {
    const at = await pairDesk(running)
    const expiresAt = plusMilliseconds(running.clock.now(), -1)
    const { identity } = await at.invite('form', { expiresAt })

    await browser(running.url).invitation.opened({ clinicId: at.clinicId, token: redeemToken(identity) })

    expect(await at.events()).toEqual([])
    expect(await lookAt(running, at, { identity })).toMatchObject({
      state: 'dead',
      because: 'expired',
      endedAt: expiresAt,
    })
  })

  test('R4.2 a form that has expired opens for one more day, once, whatever is pressed and however often', async () => {
    const at = await pairDesk(running)
    const { clinicId } = at
    const expiresAt = plusMilliseconds(running.clock.now(), -1)
    const { id, identity } = await at.invite('form', { expiresAt })
    const press = () =>
      browser(running.url).invitation.takeDay({
        ...{ clinicId, token: redeemToken(identity) },
        mac: extraDayMac(identity, clinicId),
      })
    expect(await lookAt(running, at, { identity })).toMatchObject({ because: 'expired', canTakeDay: true })

    await Promise.all(Array.from({ length: 5 }, press))

    const until = plusMilliseconds(running.clock.now(), DAY)
    expect(await lookAt(running, at, { identity })).toMatchObject({ state: 'open', expiresAt: until })
    const taken = (await at.events()).filter(({ kind }) => kind === 'invitation.dayTaken')
    expect(taken).toMatchObject([{ body: { invitationId: id, by: 'link', mac: extraDayMac(identity, clinicId) } }])
    running.clock.pass(DAY)
    await press()
    const dead = { state: 'dead', because: 'expired', endedAt: until, canTakeDay: false }
    expect(await lookAt(running, at, { identity })).toEqual(dead)
  })

  test('R4.2 nobody takes a day of an Access Link, of a form that is open, or of one that staff have ended', async () => {
    const at = await pairDesk(running)
    const { clinicId } = at
    const expiresAt = plusMilliseconds(running.clock.now(), -1)
    const [access, open, revoked] = [
      await at.invite('access', { expiresAt }),
      await at.invite('form'),
      await at.invite('form', { expiresAt }),
    ]
    await at.push({ kind: 'invitation.end', id: revoked.id, state: 'revoked' })
    const standings = () => Promise.all([access, open, revoked].map((each) => lookAt(running, at, each)))
    const before = await standings()

    for (const { identity } of [access, open, revoked, await makeIdentity()]) {
      const mac = extraDayMac(identity, clinicId)
      await browser(running.url).invitation.takeDay({ clinicId, token: redeemToken(identity), mac })
    }

    expect(await standings()).toEqual(before)
    expect((await at.events()).map(({ kind }) => kind)).toEqual(['invitation.fetched'])
  })

  test('R4.2 a desk that has not heard of the extra day yet does not take it back', async () => {
    const at = await pairDesk(running)
    const { clinicId } = at
    const { identity, again } = await putAgain(at)
    running.clock.pass(61 * DAY)
    const mac = extraDayMac(identity, clinicId)
    await browser(running.url).invitation.takeDay({ clinicId, token: redeemToken(identity), mac })

    await again()

    const expiresAt = plusMilliseconds(running.clock.now(), DAY)
    expect(await lookAt(running, at, { identity })).toMatchObject({ state: 'open', expiresAt })
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
      expect(await lookAt(running, desk, invitation)).toEqual({ state: 'dead', because, endedAt, canTakeDay: false })
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

    expect(await lookAt(running, desk, theirs)).toEqual(await lookAt(running, desk, nobodys))
    const register = browser(running.url).invitation.register(
      await registration(desk.clinicId, theirs, 'foreign@example.test'),
    )
    expect(await failureOf(register)).toEqual({ code: 'INVITATION_DEAD', data: { because: 'unknown' } })
    expect(await lookAt(running, other, theirs)).toMatchObject({ state: 'open' })
  })

  test('R4.6 revoking destroys what was sealed to the invitation; a redeemed one cannot be revoked', async () => {
    const at = await pairDesk(running)
    const { client, invitation } = await registered(running, at, 'keeps@example.test')

    expect(await at.push({ kind: 'invitation.end', id: invitation.id, state: 'revoked' })).toEqual(['applied'])

    expect(await lookAt(running, at, invitation)).toMatchObject({ because: 'used' })
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
    const ofLink = { clinicId: at.clinicId, token: redeemToken(invitation.identity) }
    expect(await client.invitation.lookByCode(ofLink)).toMatchObject({ because: 'unknown' })
    await client.invitation.register(await registration(at.clinicId, code, 'by-code@example.test'))

    expect(await at.events(1)).toMatchObject([{ body: { by: 'code', invitationId: invitation.id } }])
    expect(await lookAt(running, at, invitation)).toMatchObject({ because: 'used' })
  })

  test('R4.5 five wrong codes in ten minutes, by whichever call; then links still open, and ten minutes are enough', async () => {
    running.clock.pass(10 * MINUTE)
    const at = await pairDesk(running)
    const code = await makeIdentity()
    const invitation = await at.invite('access', { codeTokenHash: hashToken(redeemToken(code.identity)) })
    const wrong = async () => ({ clinicId: at.clinicId, token: redeemToken((await makeIdentity()).identity) })
    const { client } = await registered(running, at, 'guesser@example.test')
    await client.invitation.lookByCode(await wrong())
    await client.invitation.opened(await wrong())
    const { identity } = await makeIdentity()
    await failureOf(client.invitation.redeem(await redemption(at.clinicId, { identity }, 'guesser@example.test')))
    await failureOf(client.invitation.register(await registration(at.clinicId, { identity }, 'guess@example.test')))
    await client.invitation.lookByCode(await wrong())

    expect(await failureOf(client.invitation.lookByCode(await wrong()))).toEqual({
      code: 'RATE_LIMITED',
      data: { retryAfterSeconds: 600 },
    })
    const right = { clinicId: at.clinicId, token: redeemToken(code.identity) }
    expect(await failureOf(client.invitation.lookByCode(right))).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await lookAt(running, at, invitation)).toMatchObject({ state: 'open' })
    const link = { clinicId: at.clinicId, token: redeemToken(invitation.identity) }
    expect(await client.invitation.opened(link)).toEqual({})

    running.clock.pass(10 * MINUTE)
    for (let times = 0; times < 10; times++) {
      expect(await client.invitation.lookByCode(right)).toMatchObject({ state: 'open' })
    }
  })
})
