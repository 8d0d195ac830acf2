import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portalContract } from '../shared/contract/portal.ts'
import { redeemToken } from '../shared/envelope/secrets.ts'
import { openDatabase } from './db/openDatabase.ts'
import { at, BEHIND_PROXY, bookingOf, sell, somebody } from './testing/booking.ts'
import { authOf, pairDesk, registered, renewal, startClinic, type TestClinic } from './testing/clients.ts'

const CALLS = Object.entries(portalContract).flatMap(([group, calls]) =>
  Object.keys(calls).map((name) => ({ group, name, path: `${group}.${name}` })),
)

describe('all ways to a login', () => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic('sqlite', { ...BEHIND_PROXY, smtpUrl: 'smtp://127.0.0.1:9' }))
  })
  afterAll(() => stop())

  test('R2.1, R2.4 every call of the portal is tried with all that may make a login: three make one', async () => {
    const desk = await pairDesk(running)
    const { visit, lee } = await sell(desk, {}, [3, 4, 5, 6, 9, 10, 11, 12, 13])
    const db = await openDatabase(running.database, running.clock)
    const logins = async () =>
      (await db.selectFrom('login').select('id').where('clinic_id', '=', desk.clinicId).execute()).length
    const { client: known } = await registered(running, desk, 'known@example.test')
    const nobody = somebody(running.url)
    const ways = new Set<string>()
    let tried = 0

    /** What any call could ask for, of an invitation and a hold that are fresh; a call takes of it what it knows. */
    async function everything(by: 'invitation' | 'hold') {
      tried += 1
      const email = `${randomUUID()}@example.test`
      const invitation = await desk.invite('access', { renews: email })
      const renewing = await renewal(desk.clinicId, invitation, email)
      const page = somebody(running.url)
      const free = await page.booking.freeTimes({
        ...{ clinicId: desk.clinicId, serviceId: visit, practitionerId: lee, from: null, days: 14 },
      })
      const startsAt = free.first[0]?.startsAt ?? at('09:00', 3)
      const hold = await page.booking.hold({
        ...{ clinicId: desk.clinicId, serviceId: visit, practitionerId: lee, startsAt, replaces: null },
      })
      const booking = await bookingOf(desk, hold, email)
      return {
        ...{ ...renewing, ...booking, auths: [authOf(email)], name: 'elm-street', invitationId: invitation.id },
        ...{ serviceId: visit, practitionerId: lee, startsAt, replaces: null, from: null, days: 1 },
        ...{ partId: randomUUID(), assignmentId: randomUUID(), submissionId: randomUUID(), requestId: randomUUID() },
        ...{ keyringToken: renewing.keyringTokenHash, seenRevision: 1, newTokenHash: renewing.keyringTokenHash },
        token: by === 'hold' ? hold.token : redeemToken(invitation.identity),
      }
    }

    for (const { group, name, path } of CALLS) {
      for (const [by, client] of [
        ['invitation', nobody],
        ['hold', nobody],
        ['hold', known],
      ] as const) {
        const input = await everything(by)
        const before = await logins()
        // By its name: a call that is added is tried too.
        const calls = Reflect.get(client, group) as Record<string, (input: unknown) => Promise<unknown>>
        await calls[name]?.(input).catch(() => null)
        if ((await logins()) > before) ways.add(path)
        await desk.push({ kind: 'claim.end', id: input.appointmentId })
      }
    }
    await db.destroy()

    expect(tried).toBe(3 * CALLS.length)
    expect([...ways].sort()).toEqual(['booking.book', 'invitation.register', 'login.renew'])
  })
})
