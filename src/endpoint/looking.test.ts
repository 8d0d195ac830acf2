import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { redeemToken } from '../shared/envelope/secrets.ts'
import { browser, redemption, registration, startClinic, type TestClinic } from './testing/clients.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('a browser that is signed in, on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  async function register(email: string, patientId?: Awaited<ReturnType<typeof desk.invite>>['patientId']) {
    const cookies = new Map<string, string>()
    const client = browser(running.url, cookies)
    const invitation = await desk.invite('form', patientId ? { patientId } : {})
    await client.invitation.register(await registration(desk.clinicId, invitation, email))
    return { client, cookies, patientId: invitation.patientId }
  }

  test('R5.1 an invitation says whether this login holds its patient already, and tells nobody else', async () => {
    const { client, patientId } = await register('mother@example.test')
    await client.invitation.redeem(await redemption(desk.clinicId, await desk.invite('form'), 'mother@example.test'))
    const own = await desk.invite('access', { patientId })
    const childs = await desk.invite('access')
    const look = async (by: typeof client, identity: string) =>
      by.invitation.look({ clinicId: desk.clinicId, token: redeemToken(identity) })

    expect(await look(client, own.identity)).toMatchObject({ state: 'open', isHeld: true })
    expect(await look(client, childs.identity)).toMatchObject({ state: 'open', isHeld: false })
    expect(await look(browser(running.url), own.identity)).toMatchObject({ state: 'open', isHeld: false })
  })

  test('signing out ends the session here, takes the cookie from the browser, and harms nobody who is signed out', async () => {
    const { client, cookies } = await register('leaves@example.test')
    const before = new Map(cookies)
    expect(await client.session.current({ clinicId: desk.clinicId })).not.toBeNull()

    await client.session.signOut({ clinicId: desk.clinicId })

    expect([...cookies].flatMap(([name, value]) => (value === '' ? [] : [name]))).toEqual(['__Host-anteroom-device'])
    expect(await browser(running.url, before).session.current({ clinicId: desk.clinicId })).toBeNull()
    expect(await browser(running.url).session.signOut()).toEqual({})
  })

  test('R4.1 opening an invitation that is dead is not told to the desk', async () => {
    const invitation = await desk.invite('form')
    await desk.push({ kind: 'invitation.end', id: invitation.id, state: 'revoked' })
    const before = await desk.events()

    const token = redeemToken(invitation.identity)
    expect(await browser(running.url).invitation.opened({ clinicId: desk.clinicId, token })).toEqual({})

    expect(await desk.events()).toEqual(before)
  })
})
