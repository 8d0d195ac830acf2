import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EFFORT } from '../../tests/faults/support/effort.ts'
import { EventId } from '../shared/domain/ids.ts'
import { HOUR, MINUTE } from '../shared/domain/time.ts'
import { holdLimits, unprovenBookings } from './api/portal/portalLimits.ts'
import {
  at,
  BEHIND_PROXY,
  booked,
  bookingOf,
  claimOf,
  letterTo,
  loginKeys,
  sell,
  somebody,
  type TestBrowser,
} from './testing/booking.ts'
import { browser, pairDesk, registered, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

/** 5,000 in a soak; more than any limit by far either way. */
const TRIES = EFFORT > 1 ? 5_000 : 150
const AT_ONCE = 10
const ADDRESS = '198.51.100.7'

describe.each(DATABASES)('floods of bookings on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind, { ...BEHIND_PROXY, smtpUrl: 'smtp://127.0.0.1:9' }))
  })
  afterAll(() => stop())

  async function clinic() {
    const desk = await pairDesk(running)
    const sold = await sell(desk, { mostOpen: 50 }, [3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20])
    const { clinicId } = desk
    const free = async (client: TestBrowser) => {
      const wanted = { clinicId, serviceId: sold.visit, practitionerId: null, from: null, days: 31 }
      return (await client.booking.freeTimes(wanted)).days.flatMap(({ times }) => times)
    }
    const hold = (client: TestBrowser, time: { practitionerId: typeof sold.lee; startsAt: ReturnType<typeof at> }) =>
      client.booking.hold({ clinicId, serviceId: sold.visit, replaces: null, ...time })
    return { desk, clinicId, ...sold, free, hold }
  }

  /** Whoever holds and books whatever is free, again and again. @returns how many visits they have */
  async function flood(here: Awaited<ReturnType<typeof clinic>>, browserOf: (n: number) => TestBrowser) {
    const times = await here.free(somebody(running.url))
    const login = await loginKeys('script@example.test')
    let [tried, visits] = [0, 0]
    const lane = async () => {
      while (tried < TRIES) {
        const n = (tried += 1)
        const client = browserOf(n)
        const time = times[n % times.length]
        const held = time && (await here.hold(client, time).catch(() => null))
        if (!held) continue
        const input = { ...(await bookingOf(here.desk, held, null)), login: { ...login, email: `${n}@example.test` } }
        visits += await client.booking.book(input).then(
          () => 1,
          () => 0,
        )
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    return { visits, all: times.length }
  }

  test('R11.7 a script at one address books a few visits, and stands in nobody else’s way', async () => {
    const here = await clinic()

    const { visits, all } = await flood(here, () => browser(running.url, new Map(), ADDRESS))

    expect(visits).toBeGreaterThan(0)
    expect(visits).toBeLessThanOrEqual(20)
    const client = somebody(running.url)
    const left = await here.free(client)
    expect(left.length).toBeGreaterThan(0.9 * all)
    const [first, second] = left
    if (!first || !second) throw new Error('Nothing is free')
    expect(await here.desk.push(claimOf(first.practitionerId, first.startsAt))).toEqual(['applied'])
    const held = await here.hold(client, second)
    expect(await client.booking.book(await bookingOf(here.desk, held, 'honest@example.test'))).toBeTruthy()
  })

  test('R11.7 a script at a thousand addresses sells no calendar out: neither the desk nor whoever is known waits', async () => {
    const here = await clinic()
    const known = await registered(running, here.desk, 'known@example.test')

    const { visits, all } = await flood(here, () => somebody(running.url))

    expect(visits).toBeLessThanOrEqual(40)
    const left = await here.free(somebody(running.url))
    // What was booked, and at most sixty holds of ten minutes.
    expect(all - left.length).toBeLessThanOrEqual(100)
    const [first, second, third] = left
    if (!first || !second || !third) throw new Error('Nothing is free')
    expect(await here.desk.push(claimOf(first.practitionerId, first.startsAt))).toEqual(['applied'])
    const held = await here.hold(known.client, second)
    expect(await known.client.booking.book(await bookingOf(here.desk, held, null, known.linkId))).toBeTruthy()
    // Whoever is new waits for ten minutes to hold, and for an hour at most to book.
    running.clock.pass(11 * MINUTE)
    const somebodyNew = somebody(running.url)
    const theirs = await here.hold(somebodyNew, third)
    const input = await bookingOf(here.desk, theirs, 'new@example.test')
    const failure = await failureOf(somebodyNew.booking.book(input))
    expect(failure.code).toBe('RATE_LIMITED')
    running.clock.pass(HOUR)
    const again = await here.hold(somebodyNew, third)
    expect(await somebodyNew.booking.book(await bookingOf(here.desk, again, 'new@example.test'))).toBeTruthy()
  })

  test('R11.7 an address that is written to too often in a day books all the same, and hears no more', async () => {
    const here = await clinic()
    const times = await here.free(somebody(running.url))
    for (const time of times.slice(0, 7)) {
      const client = somebody(running.url)
      await client.booking.book(await bookingOf(here.desk, await here.hold(client, time), 'victim@example.test'))
    }

    const mails = (await here.desk.events())
      .filter((each) => each.kind === 'visit.booked')
      .map(({ body }) => body['mailId'])
    expect(mails.map((mailId) => mailId !== null)).toEqual([true, true, true, true, true, false, false])
  })

  test('R11.7 whoever holds times only keeps none from others for long, and a known login has an account of its own', async () => {
    const here = await clinic()
    const times = await here.free(somebody(running.url))
    const holding = (client: TestBrowser, from: number, count: number) =>
      Promise.allSettled(times.slice(from, from + count).map((time) => here.hold(client, time)))
    const held = (all: PromiseSettledResult<unknown>[]) => all.filter(({ status }) => status === 'fulfilled').length
    const script = browser(running.url, new Map(), '198.51.100.8')
    for (const time of times.slice(0, 10)) await here.hold(script, time)

    const failure = await failureOf(here.hold(script, times[10] ?? claimOf(here.lee, at('09:00', 3))))
    expect(failure).toEqual({ code: 'RATE_LIMITED', data: { retryAfterSeconds: 600 } })
    const { client } = await registered(running, here.desk, 'holder@example.test')
    for (const time of times.slice(20, 23)) await here.hold(client, time)
    expect(held(await holding(client, 24, 2))).toBe(0)
    running.clock.pass(10 * MINUTE)
    expect(held(await holding(client, 24, 1))).toBe(1)
  })

  test('R11.7 whoever asks for all of them at once holds no more than one after the other', async () => {
    const here = await clinic()
    const script = browser(running.url, new Map(), '198.51.100.9')
    const times = (await here.free(somebody(running.url))).slice(0, 40)

    const held = await Promise.allSettled(times.map((time) => here.hold(script, time)))

    expect(held.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  })

  test('R11.7 a login that anybody makes by booking fills no Inbox until its mailbox is known to be its own', async () => {
    const here = await clinic()
    const { client, visit } = await booked(running, here.desk, here, at('10:00', 3), 'eve@example.test')
    const { clinicId } = here
    const ask = async () => {
      const letter = await letterTo(here.desk.recipient)
      return client.requests.make({ clinicId, linkId: visit.linkId, requestId: EventId.parse(randomUUID()), ...letter })
    }
    /** Goes on looking, so that the session stays. */
    const anHourLater = async () => {
      for (let minutes = 0; minutes < 60; minutes += 20) {
        running.clock.pass(20 * MINUTE)
        await client.session.current({ clinicId })
      }
    }
    for (let asked = 0; asked < 10; asked += 1) await ask()

    expect(await failureOf(ask())).toMatchObject({ code: 'RATE_LIMITED' })
    await anHourLater()
    for (let asked = 10; asked < 20; asked += 1) await ask()
    await anHourLater()
    const { appointmentId } = visit
    const cancelling = client.booking.cancel({ clinicId, appointmentId, ...(await letterTo(here.desk.recipient)) })
    expect(await failureOf(cancelling)).toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('R11.7 neighbours in one IPv6 site count together, as ten addresses do', () => {
    const [own, site, all] = holdLimits('2001:db8:1:2::/64', null)

    expect([own?.most, site?.most, all?.most]).toEqual([10, 100, 60])
    expect(site?.key).toEqual(holdLimits('2001:db8:1:ffff::/64', null)[1]?.key)
    expect(own?.key).not.toEqual(holdLimits('2001:db8:1:ffff::/64', null)[0]?.key)
  })

  test('R11.7 one address never uses up what a clinic takes from all of them', async () => {
    const { clinicId } = await clinic()
    const limits = unprovenBookings(clinicId, ADDRESS)
    const within = (milliseconds: number) => limits.filter(({ limit }) => limit.within === milliseconds)

    for (const span of [HOUR, 24 * HOUR]) {
      const [address, ofClinic] = within(span)
      expect(address?.limit.most).toBeLessThanOrEqual((ofClinic?.limit.most ?? 0) / 2)
    }
  })
})
