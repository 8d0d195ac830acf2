import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD_PARAMETERS } from '../shared/envelope/passwords.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import {
  authOf,
  browser,
  keyringTokenOf,
  pairDesk,
  redemption,
  registered,
  registration,
  type TestClinic,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine, type Machine } from './testing/harness.ts'

/** Stronger by its memory than the one before. */
const NEWEST = { ...PASSWORD_PARAMETERS, memoryKiB: 65_536 }

describe.each(DATABASES)('a keyring on %s', (kind) => {
  let machine: Machine
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  beforeAll(async () => {
    machine = await startMachine(kind)
    running = await startEndpoint(machine, { passwordGenerations: [NEWEST, PASSWORD_PARAMETERS] })
    desk = await pairDesk(running)
  })
  afterAll(async () => {
    await running.endpoint.close()
    await machine.stop()
  })

  async function holder(email: string) {
    const { client, input } = await registered(running, desk, email)
    const keyring = await sealJson({ now: 'another' }, [(await makeIdentity()).recipient])
    const change = { clinicId: desk.clinicId, keyring, keyringToken: keyringTokenOf(email), seenRevision: 1 }
    const current = () => client.session.current({ clinicId: desk.clinicId })
    return { client, input, change, current }
  }

  test('R11.5 who has the password changes the keyring, and is told of a change by another device', async () => {
    const { client, change, current } = await holder('changes@example.test')

    expect(await client.session.saveKeyring(change)).toEqual({ keyringRevision: 2 })

    expect(await current()).toMatchObject({ keyring: change.keyring, keyringRevision: 2 })
    expect(await failureOf(client.session.saveKeyring(change))).toMatchObject({ code: 'KEYRING_MOVED' })
    expect(await client.session.saveKeyring({ ...change, seenRevision: 2 })).toEqual({ keyringRevision: 3 })
  })

  test('R11.5 a stolen cookie overwrites no keyring, by no call', async () => {
    const { client, input, change, current } = await holder('stolen@example.test')
    const stolen = { ...change, keyringToken: keyringTokenOf('thief@example.test') }
    const invitation = await desk.invite('access')
    const redeeming = await redemption(desk.clinicId, invitation, 'thief@example.test')
    const grown = { auth: authOf('new'), parameters: NEWEST, newTokenHash: hashToken('new') }

    expect(await failureOf(client.session.saveKeyring(stolen))).toMatchObject({ code: 'KEYRING_REFUSED' })
    expect(await failureOf(client.session.grow({ ...stolen, ...grown }))).toMatchObject({ code: 'KEYRING_REFUSED' })
    expect(await failureOf(client.invitation.redeem(redeeming))).toMatchObject({ code: 'KEYRING_REFUSED' })

    expect(await current()).toMatchObject({ keyring: input.keyring, keyringRevision: 1 })
    const again = browser(running.url)
    await again.session.signIn({ clinicId: desk.clinicId, email: input.email, auths: ['x'.repeat(43), input.auth] })
  })

  test('R11.5 nobody who is not signed in changes one', async () => {
    const { change } = await holder('nobody@example.test')
    const grown = { auth: authOf('new'), parameters: NEWEST, newTokenHash: hashToken('new') }
    const { session } = browser(running.url)

    expect(await failureOf(session.saveKeyring(change))).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await failureOf(session.grow({ ...change, ...grown }))).toMatchObject({ code: 'SIGNED_OUT' })
  })

  test('R11.5 a login grows to the newest parameters with its password, keyring and all', async () => {
    const { client, input, change, current } = await holder('grows@example.test')
    const sign = (auths: string[]) =>
      browser(running.url).session.signIn({ clinicId: desk.clinicId, email: input.email, auths })
    const [newAuth, newToken] = [authOf('the same, stretched anew'), hashToken('new token')]
    expect(await sign([newAuth, input.auth])).toMatchObject({ generation: 1 })

    const grown = { auth: newAuth, parameters: NEWEST, newTokenHash: hashToken(newToken) }
    expect(await client.session.grow({ ...change, ...grown })).toEqual({ keyringRevision: 2 })

    expect(await sign([newAuth, input.auth])).toMatchObject({ generation: 0, keyring: change.keyring })
    expect(await failureOf(sign([authOf('wrong'), input.auth]))).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    const next = { ...change, seenRevision: 2 }
    expect(await failureOf(client.session.saveKeyring(next))).toMatchObject({ code: 'KEYRING_REFUSED' })
    await client.session.saveKeyring({ ...next, keyringToken: newToken })
    expect(await current()).toMatchObject({ keyringRevision: 3 })
  })

  test('R2.4 what is told of an e-mail is the same before and after it has a login, old or grown', async () => {
    const { client, change } = await holder('told@example.test')
    const told = (email: string) => browser(running.url).session.salt({ clinicId: desk.clinicId, email })
    const before = await told('later@example.test')
    const old = await told('told@example.test')

    await browser(running.url).invitation.register(
      await registration(desk.clinicId, await desk.invite('form'), 'later@example.test'),
    )
    const grown = { auth: authOf('new'), parameters: NEWEST, newTokenHash: hashToken('new') }
    await client.session.grow({ ...change, ...grown })

    expect(await told('later@example.test')).toEqual(before)
    expect(await told('told@example.test')).toEqual(old)
    expect([before.parameters, old.parameters]).toEqual([
      [NEWEST, PASSWORD_PARAMETERS],
      [NEWEST, PASSWORD_PARAMETERS],
    ])
  })
})

test('R2.4 a new mail key changes no salt, so that it tells nothing of who has a login', async () => {
  const machine = await startMachine('sqlite')
  const first = await startEndpoint(machine)
  const desk = await pairDesk(first)
  const told = async (url: string, email: string) => browser(url).session.salt({ clinicId: desk.clinicId, email })
  await registered(first, desk, 'login@example.test')
  const emails = ['login@example.test', `${randomUUID()}@example.test`]
  const before = await Promise.all(emails.map((email) => told(first.url, email)))
  await first.endpoint.close()

  const second = await startEndpoint(machine, { database: first.database })

  expect(second.options.mailIdentity).not.toBe(first.options.mailIdentity)
  expect(await Promise.all(emails.map((email) => told(second.url, email)))).toEqual(before)
  await second.endpoint.close()
  await machine.stop()
})
