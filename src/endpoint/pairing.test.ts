import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClinicId } from '../shared/domain/ids.ts'
import { MINUTE } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { makeToken } from './secrets.ts'
import { makeIdentity } from '../shared/envelope/seal.ts'
import { pairDesk, profileOf, startClinic, syncClient, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine } from './testing/harness.ts'

const PROFILE = profileOf((await makeIdentity()).recipient)

const pairing = (code: string, clinicId: ClinicId) => ({
  code,
  clinicId,
  tokenHash: hashToken(makeToken()),
  epoch: 1,
  profile: PROFILE,
})

describe.each(DATABASES)('pairing on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  test('a pairing code makes one clinic, repeats safely for it, and ends after 15 minutes', async () => {
    const anonymous = syncClient(running.url, 'none')
    const code = await running.endpoint.makePairingCode()
    const clinicId = ClinicId.parse(randomUUID())

    const first = await anonymous.pair(pairing(` ${code.toLowerCase()}`, clinicId))
    expect(first.portalUrl).toBe(running.url)
    expect(first.mailRecipient).toMatch(/^age1/)
    expect(await anonymous.pair(pairing(code, clinicId))).toEqual(first)

    const second = anonymous.pair(pairing(code, ClinicId.parse(randomUUID())))
    expect(await failureOf(second)).toMatchObject({ code: 'PAIRING_CODE_INVALID' })
    const late = await running.endpoint.makePairingCode()
    running.clock.pass(15 * MINUTE)
    expect(await failureOf(anonymous.pair(pairing(late, ClinicId.parse(randomUUID()))))).toMatchObject({
      code: 'PAIRING_CODE_INVALID',
    })
    expect(await failureOf(anonymous.pair(pairing(code, clinicId)))).toMatchObject({
      code: 'PAIRING_CODE_INVALID',
    })
  })

  test('R11.3 nobody takes a clinic over with a code for a new one; a code made for it pairs a new desk', async () => {
    const desk = await pairDesk(running)
    const anonymous = syncClient(running.url, 'none')

    const takeOver = anonymous.pair(pairing(await running.endpoint.makePairingCode(), desk.clinicId))
    expect(await failureOf(takeOver)).toMatchObject({ code: 'PAIRING_CODE_INVALID' })
    await desk.sync.hello({ epoch: 1 })

    await anonymous.pair(pairing(await running.endpoint.makePairingCode(desk.clinicId), desk.clinicId))
    expect(await failureOf(desk.sync.hello({ epoch: 1 }))).toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('a desk says its protocol and its token, and is told the time', async () => {
    const desk = await pairDesk(running)

    expect(await desk.sync.hello({ epoch: 1 })).toMatchObject({ now: running.clock.now(), epoch: 1 })
    const old = syncClient(running.url, desk.token, '1')
    expect(await failureOf(old.hello({ epoch: 1 }))).toEqual({
      code: 'PROTOCOL_UNSUPPORTED',
      data: { supported: [3] },
    })
    for (const token of [makeToken(), '']) {
      const stranger = syncClient(running.url, token)
      expect(await failureOf(stranger.pull({ epoch: 1, after: 0, limit: 1 }))).toMatchObject({ code: 'UNAUTHORIZED' })
    }
  })

  test('guesses at a pairing code are limited by address, whatever clinic they name', async () => {
    const anonymous = syncClient(running.url, 'none')
    const guess = () => failureOf(anonymous.pair(pairing('AAAA-AAAA', ClinicId.parse(randomUUID()))))
    running.clock.pass(10 * MINUTE)
    const codes: string[] = []
    for (let n = 0; n < 21; n++) codes.push((await guess()).code)

    expect(codes).toEqual([...Array.from({ length: 20 }, () => 'PAIRING_CODE_INVALID'), 'RATE_LIMITED'])

    running.clock.pass(10 * MINUTE)
    expect((await guess()).code).toBe('PAIRING_CODE_INVALID')
  })

  test('pairing says its protocol too, and a code outlives a desk of the wrong version', async () => {
    const code = await running.endpoint.makePairingCode()
    const clinicId = ClinicId.parse(randomUUID())

    const old = syncClient(running.url, 'none', '1').pair(pairing(code, clinicId))

    expect(await failureOf(old)).toEqual({ code: 'PROTOCOL_UNSUPPORTED', data: { supported: [3] } })
    await syncClient(running.url, 'none').pair(pairing(code, clinicId))
  })
})

test('guesses at a pairing code from one address leave the others theirs', async () => {
  const machine = await startMachine('sqlite')
  const { endpoint, url } = await startEndpoint(machine, {
    trustedProxies: { has: (address) => address === '127.0.0.1' },
  })
  const guess = (from: string) => {
    const anonymous = syncClient(url, 'none', undefined, { 'x-forwarded-for': from })
    return failureOf(anonymous.pair(pairing('AAAA-AAAA', ClinicId.parse(randomUUID()))))
  }
  for (let n = 0; n < 20; n++) await guess('203.0.113.7')

  expect(await guess('203.0.113.7')).toMatchObject({ code: 'RATE_LIMITED' })
  expect(await guess('203.0.113.8')).toMatchObject({ code: 'PAIRING_CODE_INVALID' })
  await endpoint.close()
  await machine.stop()
})
