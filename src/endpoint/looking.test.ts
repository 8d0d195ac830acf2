import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { redeemToken } from '../shared/envelope/secrets.ts'
import { openDatabase } from './db/openDatabase.ts'
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

  test('R11.6 the indexes of a login are one answer, which stays readable: what is beyond counts as none', async () => {
    const { client } = await register('crowd@example.test')
    const db = await openDatabase(running.database, running.clock)
    const { id: login_id } = await db
      .selectFrom('login')
      .select('id')
      .where('email', '=', 'crowd@example.test')
      .executeTakeFirstOrThrow()
    const owner = { clinic_id: desk.clinicId, level: 'limited' }
    const index = { epoch: 1, version: 1, signed_kind: 'link', macs_json: '[]', published_at: running.clock.now() }
    for (let n = 0; n < 8; n++) {
      const id = randomUUID()
      running.clock.pass(1)
      const link = { id, login_id, patient_id: randomUUID(), since_at: running.clock.now(), ended_at: null }
      const row = { owner_kind: 'link', owner_id: id, signed_id: id, body_sealed: Buffer.alloc(6 * 1024 * 1024) }
      await db
        .insertInto('link')
        .values({ ...owner, ...link })
        .execute()
      await db
        .insertInto('record_index')
        .values({ ...owner, ...index, ...row })
        .execute()
    }
    await db.destroy()

    const { links } = await client.records.list({ clinicId: desk.clinicId })

    expect(links.map(({ index }) => index !== null)).toEqual([...Array<boolean>(6).fill(true), false, false, false])
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
