import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browser, pairDesk, registration, redemption } from './testing/clients.ts'
import { DATABASES, startEndpoint, startMachine, type Machine } from './testing/harness.ts'
import { redeemToken } from '../shared/envelope/keys.ts'

describe.each(DATABASES)('invitations on %s', (kind) => {
  let machine: Machine
  beforeAll(async () => {
    machine = await startMachine(kind)
  })
  afterAll(() => machine.stop())

  test('R4.7 a new e-mail registers, sees what was sealed to the invitation, and the desk hears of it', async () => {
    const running = await startEndpoint(machine)
    const desk = await pairDesk(running)
    const invitation = await desk.invite('access')
    const ana = browser(running.url)

    const outcome = await ana.invitation.register(await registration(desk.clinicId, invitation, 'ana@example.test'))

    expect(outcome).toMatchObject({ outcome: 'added', level: 'full' })
    const { links } = await ana.records.list({ clinicId: desk.clinicId })
    expect(links).toMatchObject([{ id: outcome.linkId, level: 'full', projection: { version: 1 } }])
    expect(await desk.events()).toMatchObject([
      { kind: 'invitation.redeemed', body: { loginEmail: 'ana@example.test', by: 'link', outcome: 'added' } },
    ])
    const again = await browser(running.url).invitation.look({
      clinicId: desk.clinicId,
      token: redeemToken(invitation.identity),
    })
    expect(again).toMatchObject({ state: 'dead', because: 'used', endedAt: '2026-03-02T09:00:00.000Z' })
    await running.endpoint.close()
  })

  test('R4.4 of 100 simultaneous registrations exactly one comes through', async () => {
    const running = await startEndpoint(machine)
    const desk = await pairDesk(running)
    const invitation = await desk.invite('access')
    const inputs = await Promise.all(
      Array.from({ length: 100 }, (_, n) => registration(desk.clinicId, invitation, `ana${n}@example.test`)),
    )

    const outcomes = await Promise.allSettled(inputs.map((input) => browser(running.url).invitation.register(input)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const because = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.data.because] : []))
    expect(new Set(because)).toEqual(new Set(['used']))
    expect(await desk.events()).toHaveLength(1)
    await running.endpoint.close()
  })
  void redemption
})
