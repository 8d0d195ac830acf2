import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutboxBody } from '../shared/contract/outbox.ts'
import { AppointmentId } from '../shared/domain/ids.ts'
import { DAY, HOUR, MINUTE, plusMilliseconds } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { openDatabase } from './db/openDatabase.ts'
import { tidy } from './housekeeping.ts'
import { createEndpoint } from './createEndpoint.ts'
import { freePort } from '../../tests/support/freePort.ts'
import { at, BEHIND_PROXY, claimOf, freeOn, sell, somebody } from './testing/booking.ts'
import { MAC, pairDesk, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

type OfferPut = Extract<OutboxBody, { kind: 'offer.put' }>

/** No e-mail leaves: nobody listens at port 9. */
const NOBODY = 'smtp://127.0.0.1:9'
const times = <T>(count: number, make: (number: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

describe.each(DATABASES)('offers from the waiting list on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind, { ...BEHIND_PROXY, smtpUrl: NOBODY }))
  })
  afterAll(() => stop())

  async function clinic() {
    const desk = await pairDesk(running)
    const sold = await sell(desk)
    const { clinicId } = desk
    const free = () => freeOn(somebody(running.url), clinicId, sold.visit, sold.lee, 3)
    function offerOf(change: Partial<OfferPut> = {}) {
      const token = randomUUID()
      const startsAt = change.startsAt ?? at('10:00', 3)
      const body: OfferPut = {
        kind: 'offer.put',
        id: AppointmentId.parse(randomUUID()),
        tokenHash: hashToken(token),
        practitionerId: sold.lee,
        serviceId: sold.visit,
        startsAt,
        endsAt: plusMilliseconds(startsAt, 30 * MINUTE),
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        until: plusMilliseconds(running.clock.now(), 2 * HOUR),
        ...change,
      }
      return { token, body, id: body.id }
    }
    async function offered(change: Partial<OfferPut> = {}) {
      const offer = offerOf(change)
      expect(await desk.push(offer.body)).toEqual(['applied'])
      return offer
    }
    const look = (token: string, client = somebody(running.url)) => client.offers.look({ clinicId, token })
    const say = (answer: 'accepted' | 'declined', token: string, client = somebody(running.url)) =>
      client.offers.answer({ clinicId, token, answer, mac: MAC })
    const answers = async () => {
      const { events } = await desk.sync.pull({ epoch: 1, after: 0, limit: 100 })
      return events.map((event) => (event as { body: unknown }).body)
    }
    return { desk, ...sold, clinicId, free, offerOf, offered, look, say, answers }
  }

  test('R6.2 an offered time is nobody else’s, and its link shows public facts alone, however often', async () => {
    const { desk, lee, clinicId, free, offered, look, answers } = await clinic()
    const { token, id, body } = await offered()

    const shown = await look(token)
    await look(token)

    expect(shown).toEqual({
      offerId: id,
      state: 'open',
      practitionerId: lee,
      practitionerName: 'Dr Lee',
      serviceName: 'Visit',
      startsAt: body.startsAt,
      endsAt: body.endsAt,
      until: body.until,
    })
    expect(await free()).not.toContain('10:00')
    expect(await desk.push(claimOf(lee, at('10:15', 3)))).toEqual(['timeTaken'])
    expect(await answers()).toEqual([])
    // By its token nobody books it as something that a page held.
    const stolen = { clinicId, appointmentId: id, token }
    await somebody(running.url).booking.release(stolen)
    expect(await free()).not.toContain('10:00')
  })

  test('R6.2 what is not in the public catalogue has no name at the endpoint', async () => {
    const { offered, look } = await clinic()
    const stranger = crypto.randomUUID() as OfferPut['practitionerId'] & OfferPut['serviceId']
    const { token } = await offered({ practitionerId: stranger, serviceId: stranger })

    expect(await look(token)).toMatchObject({ practitionerName: null, serviceName: null })
  })

  test('R6.2 of fifty who say yes at the same instant one is told to the desk, and the time stays theirs', async () => {
    const { desk, lee, free, offered, say, answers } = await clinic()
    const { token, id } = await offered()

    const told = await Promise.all(times(50, () => say('accepted', token)))

    expect(new Set(told.map(({ state }) => state))).toEqual(new Set(['accepted']))
    expect(await answers()).toEqual([{ kind: 'offer.answered', offerId: id, answer: 'accepted', mac: MAC }])
    running.clock.pass(3 * HOUR)
    expect(await free()).not.toContain('10:00')
    expect(await desk.push(claimOf(lee, at('10:00', 3)))).toEqual(['timeTaken'])
  })

  test('R6.2 what a yes claimed is the time of the visit that it moves, in one act, and the old time is free', async () => {
    const { desk, lee, free, offered, say } = await clinic()
    const visit = claimOf(lee, at('15:00', 3))
    expect(await desk.push(visit)).toEqual(['applied'])
    const { token, id, body } = await offered()
    await say('accepted', token)
    const { startsAt, endsAt } = body
    expect(await desk.push({ ...visit, startsAt, endsAt })).toEqual(['timeTaken'])

    const moved = { ...visit, startsAt, endsAt, sequence: 1, inPlaceOf: id }
    expect(await desk.push(moved)).toEqual(['applied'])
    expect(await desk.push(moved)).toEqual(['applied'])

    expect(await free()).toContain('15:00')
    expect(await free()).not.toContain('10:00')
    expect(await desk.push({ kind: 'claim.end', id: visit.id })).toEqual(['applied'])
    expect(await free()).toContain('10:00')
  })

  test('R6.2, R6.4 where the visit does not get the time, what the yes claimed stays claimed', async () => {
    const { desk, lee, free, offered, say } = await clinic()
    const visit = claimOf(lee, at('15:00', 3))
    expect(await desk.push(visit, claimOf(lee, at('16:00', 3)))).toEqual(['applied', 'applied'])
    const { token, id } = await offered()
    await say('accepted', token)

    const refused = claimOf(lee, at('16:00', 3), { id: visit.id, inPlaceOf: id })
    expect(await desk.push(refused)).toEqual(['timeTaken'])

    expect(await free()).not.toContain('10:00')
    expect(await free()).not.toContain('15:00')
  })

  test('R6.2 of yes and no at the same instant the first counts, and both are told which it was', async () => {
    const { free, offered, say, answers } = await clinic()
    const { token } = await offered()

    const told = await Promise.all(times(10, (number) => say(number % 2 === 0 ? 'accepted' : 'declined', token)))

    const [first, ...others] = [...new Set(told.map(({ state }) => state))]
    expect(others).toEqual([])
    expect(await answers()).toMatchObject([{ answer: first }])
    expect((await free()).includes('10:00')).toBe(first === 'declined')
  })

  test('R6.2 whoever says no gives the time back, and cannot take it any more', async () => {
    const { free, offered, offerOf, say, desk, answers } = await clinic()
    const { token } = await offered()

    expect(await say('declined', token)).toMatchObject({ state: 'declined' })

    expect(await free()).toContain('10:00')
    expect(await say('accepted', token)).toMatchObject({ state: 'declined' })
    expect(await answers()).toMatchObject([{ answer: 'declined' }])
    expect(await desk.push(offerOf().body)).toEqual(['applied'])
  })

  test('R6.2 an offer lapses by itself at its minute, also while its page is open, and the next has the time', async () => {
    const { free, offered, look, say, answers } = await clinic()
    const first = await offered()
    running.clock.pass(2 * HOUR - 1)
    expect(await look(first.token)).toMatchObject({ state: 'open' })

    running.clock.pass(1)

    expect(await look(first.token)).toMatchObject({ state: 'lapsed' })
    expect(await free()).toContain('10:00')
    const second = await offered()
    const [late, inTime] = await Promise.all([say('accepted', first.token), say('accepted', second.token)])
    expect([late.state, inTime.state]).toEqual(['lapsed', 'accepted'])
    expect(await answers()).toMatchObject([{ offerId: second.id }])
  })

  test('R6.2 what the clinic takes back cannot be taken; what was taken before is not taken back', async () => {
    const { desk, free, offered, look, say } = await clinic()
    const first = await offered()
    await desk.push({ kind: 'offer.end', id: first.id })

    expect(await free()).toContain('10:00')
    expect(await say('accepted', first.token)).toMatchObject({ state: 'withdrawn' })

    const second = await offered()
    await say('accepted', second.token)
    expect(await desk.push({ kind: 'offer.end', id: second.id })).toEqual(['applied'])
    expect(await look(second.token)).toMatchObject({ state: 'accepted' })
    expect(await free()).not.toContain('10:00')
  })

  test('R6.2 an offer and its withdrawal at the same instant as a yes: the visit stands, or the time is free', async () => {
    const { desk, free, offered, look, say, answers } = await clinic()
    const { token, id } = await offered()

    await Promise.all([say('accepted', token), desk.push({ kind: 'offer.end', id })])

    const isTaken = (await look(token)).state === 'accepted'
    expect((await free()).includes('10:00')).toBe(!isTaken)
    expect(await answers()).toHaveLength(isTaken ? 1 : 0)
  })

  test('R6.2 nothing is offered that somebody has, that has run out or that is past; put again it stays as it stands', async () => {
    const { desk, lee, offered, offerOf, look, say } = await clinic()
    await desk.push(claimOf(lee, at('12:00', 3)))
    const now = running.clock.now()

    expect(await desk.push(offerOf({ startsAt: at('12:15', 3) }).body)).toEqual(['timeTaken'])
    expect(await desk.push(offerOf({ until: now }).body)).toEqual(['timeTaken'])
    expect(await desk.push(offerOf({ startsAt: plusMilliseconds(now, -HOUR) }).body)).toEqual(['timeTaken'])

    const { token, body } = await offered()
    await say('declined', token)
    expect(await desk.push(body)).toEqual(['applied'])
    expect(await look(token)).toMatchObject({ state: 'declined' })
  })

  test('R6.2 a process whose clock is an hour ahead may give the time away: whoever comes late is told so', async () => {
    const { desk, lee, visit, offered, say, look, answers } = await clinic()
    const { token } = await offered({ until: plusMilliseconds(running.clock.now(), HOUR / 2) })
    const ahead = await createEndpoint({
      ...running.options,
      clock: { now: () => plusMilliseconds(running.clock.now(), HOUR) },
    })
    const { url } = await ahead.listen(await freePort())
    const client = somebody(url)
    const wanted = { clinicId: desk.clinicId, serviceId: visit, practitionerId: lee }
    await client.booking.hold({ ...wanted, startsAt: at('10:00', 3), replaces: null })

    expect(await say('accepted', token)).toMatchObject({ state: 'gone' })

    expect(await look(token)).toMatchObject({ state: 'gone' })
    expect(await answers()).toEqual([])
    await ahead.close()
  })

  test('R11.3 an unknown token and one of another clinic are answered alike', async () => {
    const [one, other] = [await clinic(), await clinic()]
    const { token } = await one.offered()

    expect(await failureOf(other.look(token))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(other.say('accepted', token))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(one.look(randomUUID()))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await one.look(token)).toMatchObject({ state: 'open' })
  })

  test('R11.7 an address that asks without end is asked to wait, and no other', async () => {
    const { offered, look, say } = await clinic()
    const { token } = await offered()
    const flood = somebody(running.url)

    await Promise.all(times(300, () => look(token, flood)))

    expect(await failureOf(look(token, flood))).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await failureOf(say('accepted', token, flood))).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await look(token)).toMatchObject({ state: 'open' })
  })

  test.each([
    ['says no time', { until_at: 'soon' }],
    ['stands as no offer does', { state: 'won' }],
    ['goes on and on', { state: 'x'.repeat(5_000_000) }],
  ])('R11.6 an offer whose row %s counts as none', async (_what, change) => {
    const { offered, look, say, answers } = await clinic()
    const { token } = await offered()
    const db = await openDatabase(running.database, running.clock)
    await db.updateTable('offer').set(change).where('token_hash', '=', hashToken(token)).execute()
    await db.destroy()

    expect(await failureOf(look(token))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(say('accepted', token))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await answers()).toEqual([])
  })

  test('R6.2 a link says for thirty days what became of it', async () => {
    const { offered, look } = await clinic()
    const { token } = await offered({ startsAt: at('10:00', 5) })
    await using database = await openDatabase(running.database, running.clock).then((db) => ({
      db,
      [Symbol.asyncDispose]: () => db.destroy(),
    }))
    const keep = { db: database.db, clock: running.clock, log: { info() {}, warn() {}, error() {} } }

    running.clock.pass(2 * HOUR + 30 * DAY - 1)
    await tidy(keep)
    expect(await look(token)).toMatchObject({ state: 'lapsed' })

    running.clock.pass(1)
    await tidy(keep)
    expect(await failureOf(look(token))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
