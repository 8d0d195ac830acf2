import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ServiceId, type StaffId } from '../shared/domain/ids.ts'
import { CalendarDay, Instant, MINUTE, plusMilliseconds } from '../shared/domain/time.ts'
import {
  at,
  BEHIND_PROXY,
  somebody,
  booked,
  bookingOf,
  claimOf,
  freeOn,
  type makeSale,
  sell,
  type TestBrowser,
} from './testing/booking.ts'
import { pairDesk, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

const on = (day: number) => CalendarDay.parse(`2026-03-${String(day).padStart(2, '0')}`)
const clockOf = ({ startsAt }: { readonly startsAt: string }) => startsAt.slice(11, 16)

describe.each(DATABASES)('times on sale on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind, BEHIND_PROXY))
  })
  afterAll(() => stop())

  /** A clinic that sells, a page that looks, and what that page would hold. */
  async function clinic(...sale: Parameters<typeof makeSale>) {
    const desk = await pairDesk(running)
    const sold = await sell(desk, ...sale)
    const { clinicId } = desk
    const hold = (
      startsAt: Instant,
      practitionerId: StaffId | null = sold.lee,
      client: TestBrowser = somebody(running.url),
    ) => client.booking.hold({ clinicId, serviceId: sold.visit, practitionerId, startsAt, replaces: null })
    return { desk, clinicId, ...sold, client: somebody(running.url), hold }
  }

  test('R6.3 the page says what is booked online, of whom, and by which rules; nothing of ranges or frames', async () => {
    const { clinicId, client, visit, lee, park } = await clinic({ isApprovedFirst: true })

    const page = await client.booking.page({ clinicId })

    expect(page.rules).toEqual({ cutOffMinutes: 120, horizonDays: 60, isApprovedFirst: true })
    expect(page.services[0]).toEqual({ id: visit, name: 'Visit', minutes: 30, practitionerIds: [lee, park] })
    expect(page.practitioners).toEqual([
      { id: lee, name: 'Dr Lee' },
      { id: park, name: 'Dr Park' },
    ])
    const nobody = { clinicId: (await pairDesk(running)).clinicId }
    expect(await failureOf(client.booking.page(nobody))).toMatchObject({ code: 'NOT_ON_SALE' })
  })

  test('R6.3 free times are told by the clinic’s day, from the notice on, with everybody’s first', async () => {
    const { clinicId, client, visit, lee, park, desk } = await clinic({}, [2, 4])
    await desk.push(claimOf(park, at('09:00', 4)), claimOf(lee, at('10:00')))
    const wanted = { clinicId, serviceId: visit, practitionerId: null }

    const { days, first } = await client.booking.freeTimes({ ...wanted, from: null, days: 3 })

    expect(days.map(({ on, isOpen }) => [on, isOpen])).toEqual([
      [on(2), true],
      [on(3), false],
      [on(4), true],
    ])
    // It is nine; the notice is an hour, and Dr Lee has somebody at ten.
    expect(days[0]?.times.slice(0, 3)).toEqual([
      { practitionerId: park, startsAt: at('10:00') },
      { practitionerId: lee, startsAt: at('10:30') },
      { practitionerId: park, startsAt: at('10:30') },
    ])
    expect(days[1]?.times).toEqual([])
    expect(days[2]?.times.map(clockOf).slice(0, 2)).toEqual(['09:00', '09:30'])
    expect(first).toEqual([
      { practitionerId: park, startsAt: at('10:00'), on: on(2) },
      { practitionerId: lee, startsAt: at('10:30'), on: on(2) },
    ])
    const later = await client.booking.freeTimes({ ...wanted, practitionerId: park, from: on(3), days: 31 })
    expect(later.days).toHaveLength(31)
    expect(later.days.flatMap(({ times }) => times.map(clockOf))[0]).toBe('09:30')
    expect(later.first).toHaveLength(1)
    const past = await client.booking.freeTimes({ ...wanted, from: CalendarDay.parse('1999-12-31'), days: 1 })
    expect(past.days).toEqual([{ on: '1999-12-31', isOpen: false, times: [] }])
    const last = await client.booking.freeTimes({ ...wanted, from: CalendarDay.parse('9999-12-01'), days: 31 })
    expect(last.days.at(-1)).toEqual({ on: '9999-12-31', isOpen: false, times: [] })
    const beyond = client.booking.freeTimes({ ...wanted, from: CalendarDay.parse('9999-12-02'), days: 31 })
    await expect(beyond).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('R6.3 beyond the horizon nothing is sold, nor before the notice', async () => {
    const { clinicId, visit, lee, hold } = await clinic({ horizonDays: 2, noticeMinutes: 120 })

    expect(await freeOn(somebody(running.url), clinicId, visit, lee, 5)).toEqual([])
    expect(await freeOn(somebody(running.url), clinicId, visit, lee, 4)).not.toEqual([])
    for (const startsAt of [at('10:30'), at('09:00', 5), at('10:00', 1), Instant.parse('9999-12-31T23:59:00.000Z')]) {
      expect(await failureOf(hold(startsAt)), startsAt).toMatchObject({ code: 'TIME_TAKEN' })
    }
    expect(await hold(at('11:00'))).toMatchObject({ startsAt: at('11:00') })
    expect(await hold(at('16:30', 4))).toMatchObject({ endsAt: at('17:00', 4) })
  })

  test('R6.3 only a time that is offered is held: on the grid, and within hours', async () => {
    const { hold, visit, clinicId, client, park } = await clinic()

    for (const startsAt of [at('10:15', 3), at('08:30', 3), at('17:00', 3), plusMilliseconds(at('10:00', 3), 1)]) {
      expect(await failureOf(hold(startsAt)), startsAt).toMatchObject({ code: 'TIME_TAKEN' })
    }
    const wanted = { clinicId, practitionerId: null, startsAt: at('10:00', 3), replaces: null }
    const unknown = { ...wanted, serviceId: ServiceId.parse(randomUUID()) }
    expect(await failureOf(client.booking.hold(unknown))).toMatchObject({ code: 'NOT_ON_SALE' })
    const nobodys = { ...wanted, serviceId: visit, practitionerId: ServiceId.parse(randomUUID()) as unknown as StaffId }
    expect(await failureOf(client.booking.hold(nobodys))).toMatchObject({ code: 'NOT_ON_SALE' })
    expect(await client.booking.hold({ ...wanted, serviceId: visit, practitionerId: park })).toBeTruthy()
  })

  test('R6.3 a time is held for ten minutes, and then anybody’s', async () => {
    const { hold, clinicId, visit, lee, client, desk } = await clinic()
    const held = await hold(at('10:00', 3))
    expect(held.heldUntil).toBe(plusMilliseconds(running.clock.now(), 10 * MINUTE))
    const free = () => freeOn(client, clinicId, visit, lee, 3)

    const failure = await failureOf(hold(at('10:00', 3)))
    expect(failure.code).toBe('TIME_TAKEN')
    expect(failure.data).toMatchObject({
      next: expect.arrayContaining([{ practitionerId: lee, startsAt: at('10:30', 3) }]) as unknown,
    })
    expect(await desk.push(claimOf(lee, at('10:00', 3)))).toEqual(['timeTaken'])
    expect(await free()).not.toContain('10:00')

    running.clock.pass(10 * MINUTE)
    expect(await free()).toContain('10:00')
    expect(await desk.push(claimOf(lee, at('10:00', 3)))).toEqual(['applied'])
    const late = await bookingOf(desk, held, 'late@example.test')
    expect(await failureOf(client.booking.book(late))).toMatchObject({ code: 'TIME_TAKEN' })
  })

  test('R6.3 what ran out while somebody typed is theirs while it is free, whether or not another had it meanwhile', async () => {
    const { hold, desk, client, lee } = await clinic()
    const [first, second] = [await hold(at('10:00', 3)), await hold(at('11:00', 3))]
    running.clock.pass(11 * MINUTE)
    const meanwhile = claimOf(lee, at('11:00', 3))
    await desk.push(meanwhile)
    await desk.push({ kind: 'claim.end', id: meanwhile.id })

    expect(await client.booking.book(await bookingOf(desk, first, 'typed@example.test'))).toMatchObject({
      startsAt: at('10:00', 3),
    })
    const other = somebody(running.url)
    expect(await other.booking.book(await bookingOf(desk, second, 'slow@example.test'))).toMatchObject({
      startsAt: at('11:00', 3),
    })
    expect(await desk.push(claimOf(lee, at('10:00', 3)), claimOf(lee, at('11:00', 3)))).toEqual([
      'timeTaken',
      'timeTaken',
    ])
  })

  test('R6.3 what ran out is not theirs any more once it is on sale no longer', async () => {
    const { hold, desk, client, sale } = await clinic({}, [3])
    const held = await hold(at('10:00', 3))
    running.clock.pass(11 * MINUTE)
    await desk.push({
      kind: 'sale.put',
      sale: { ...sale, practitioners: sale.practitioners.map((each) => ({ ...each, ranges: [] })) },
    })

    expect(await failureOf(client.booking.book(await bookingOf(desk, held, 'off@example.test')))).toMatchObject({
      code: 'TIME_TAKEN',
      data: { next: [] },
    })
  })

  test('R6.3 another time in the place of one that is held gives it back in the same act', async () => {
    const { clinicId, client, visit, lee, hold } = await clinic()
    const wanted = { clinicId, serviceId: visit, practitionerId: lee }
    const first = await hold(at('10:00', 3))

    const second = await client.booking.hold({ ...wanted, startsAt: at('11:00', 3), replaces: first })
    expect(await freeOn(client, clinicId, visit, lee, 3)).toEqual(expect.arrayContaining(['10:00']))
    await hold(at('14:00', 3))
    const taken = client.booking.hold({ ...wanted, startsAt: at('14:00', 3), replaces: second })
    expect(await failureOf(taken)).toMatchObject({ code: 'TIME_TAKEN' })
    expect(await freeOn(client, clinicId, visit, lee, 3)).not.toContain('11:00')
    // Somebody else's is not given back by whoever merely knows its id.
    const guessed = { appointmentId: second.appointmentId, token: 'x'.repeat(43) }
    expect(
      await failureOf(client.booking.hold({ ...wanted, startsAt: at('11:00', 3), replaces: guessed })),
    ).toMatchObject({
      code: 'TIME_TAKEN',
    })
    const again = await client.booking.hold({ ...wanted, startsAt: at('11:00', 3), replaces: second })
    expect(again.appointmentId).not.toBe(second.appointmentId)
  })

  test('R6.3 a hold is given back by its token alone, and twice is no fault', async () => {
    const { clinicId, client, visit, lee, hold } = await clinic()
    const { appointmentId, token } = await hold(at('10:00', 3))
    const free = async () => (await freeOn(client, clinicId, visit, lee, 3)).includes('10:00')

    await client.booking.release({ clinicId, appointmentId, token: 'x'.repeat(43) })
    expect(await free()).toBe(false)
    await client.booking.release({ clinicId: (await pairDesk(running)).clinicId, appointmentId, token })
    expect(await free()).toBe(false)
    await client.booking.release({ clinicId, appointmentId, token })
    await client.booking.release({ clinicId, appointmentId, token })
    expect(await free()).toBe(true)
  })

  test('R6.3 a hold that is booked is given back by nobody', async () => {
    const { clinicId, client, desk, visit, lee } = await clinic()
    const { hold } = await booked(running, desk, { visit, lee }, at('10:00', 3), 'kept@example.test')

    await client.booking.release({ clinicId, appointmentId: hold.appointmentId, token: hold.token })

    expect(await freeOn(client, clinicId, visit, lee, 3)).not.toContain('10:00')
  })

  test('R6.3 "anyone" is whoever of those free has the fewest visits that day, and of equals the first', async () => {
    const { hold, desk, lee, park } = await clinic()
    await desk.push(claimOf(lee, at('16:00', 3)), claimOf(park, at('16:00', 4)))

    expect((await hold(at('10:00', 3), null)).practitionerId).toBe(park)
    // One visit each by now.
    expect((await hold(at('11:00', 3), null)).practitionerId).toBe(lee)
    expect((await hold(at('11:00', 3), null)).practitionerId).toBe(park)
    expect(await failureOf(hold(at('11:00', 3), null))).toMatchObject({ code: 'TIME_TAKEN' })
    expect((await hold(at('10:00', 5), null)).practitionerId).toBe(lee)
  })

  test('R6.4 of fifty who want one time at once one holds it, and of two practitioners’ time two do', async () => {
    const { hold } = await clinic()
    const tryAt = (startsAt: Instant, practitionerId?: null) =>
      Promise.allSettled(Array.from({ length: 50 }, () => hold(startsAt, practitionerId)))
    const held = (all: PromiseSettledResult<unknown>[]) => all.filter(({ status }) => status === 'fulfilled').length

    expect(held(await tryAt(at('10:00', 3)))).toBe(1)
    expect(held(await tryAt(at('11:00', 3), null))).toBe(2)
  })

  test('R6.4 of fifty who book what one holds once, all have the same answer and the clinic hears of it once', async () => {
    const { hold, desk } = await clinic()
    const held = await hold(at('10:00', 3))
    const input = await bookingOf(desk, held, 'fifty@example.test')

    const visits = await Promise.all(Array.from({ length: 50 }, () => somebody(running.url).booking.book(input)))

    expect(new Set(visits.map((visit) => JSON.stringify(visit))).size).toBe(1)
    expect((await desk.events()).filter((event) => event.kind === 'visit.booked')).toHaveLength(1)
  })
})
