import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffId } from '../shared/domain/ids.ts'
import type { Instant } from '../shared/domain/time.ts'
import {
  at,
  BEHIND_PROXY,
  booked,
  bookingOf,
  calendarIn,
  claimOf,
  freeOn,
  letterTo,
  type makeSale,
  newLinkId,
  sell,
  somebody,
  type TestBrowser,
} from './testing/booking.ts'
import { pairDesk, registered } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

describe.each(DATABASES)('visits that were booked online, on %s', (kind) => {
  let machine: Machine
  let running: TestEndpoint
  beforeAll(async () => {
    machine = await startMachine(kind)
    running = await startEndpoint(machine, BEHIND_PROXY)
  })
  afterAll(async () => {
    await running.endpoint.close()
    await machine.stop()
  })

  async function clinic(...sale: Parameters<typeof makeSale>) {
    const desk = await pairDesk(running)
    const sold = await sell(desk, ...sale)
    const { clinicId } = desk
    return {
      desk,
      clinicId,
      ...sold,
      hold: (client: TestBrowser, startsAt: Instant, practitionerId: StaffId | null = sold.lee) =>
        client.booking.hold({ clinicId, serviceId: sold.visit, practitionerId, startsAt, replaces: null }),
      free: (day: number, practitionerId = sold.lee) =>
        freeOn(somebody(running.url), clinicId, sold.visit, practitionerId, day),
      told: async (kind: string) => (await desk.events()).filter((each) => each.kind === kind),
    }
  }

  /** Somebody who booked, and acts on their visit. */
  async function patient(at_: Awaited<ReturnType<typeof clinic>>, startsAt: Instant, email: string) {
    const made = await booked(running, at_.desk, at_, startsAt, email)
    const letter = await letterTo(at_.desk.recipient)
    const { clinicId } = at_
    const { appointmentId } = made.visit
    return {
      ...made,
      move: (to: Instant, practitionerId = at_.lee, client = made.client) =>
        client.booking.move({ clinicId, appointmentId, practitionerId, startsAt: to, ...letter }),
      cancel: (client = made.client) => client.booking.cancel({ clinicId, appointmentId, ...letter }),
      mine: async () => (await made.client.booking.mine({ clinicId })).visits,
    }
  }

  async function mailsTo(email: string) {
    await running.endpoint.mailNow()
    return machine.smtp.mails.filter(({ to }) => to.includes(email)).map(({ parsed }) => parsed)
  }

  test('R6.3 a visit is moved in one act, with the next SEQUENCE, and the clinic and the patient hear of it', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'moves@example.test')

    const moved = await ana.move(at('14:00', 4), here.park)

    expect(moved).toEqual({
      ...ana.visit,
      ...{ practitionerId: here.park, startsAt: at('14:00', 4), endsAt: at('14:30', 4), sequence: 1 },
      changeableUntil: at('12:00', 4),
    })
    expect(await ana.mine()).toEqual([moved])
    expect(await here.free(3)).toContain('10:00')
    expect(await here.free(4, here.park)).not.toContain('14:00')
    const [event] = await here.told('visit.moved')
    expect(event?.body).toMatchObject({
      ...{ appointmentId: moved.appointmentId, linkId: moved.linkId, practitionerId: here.park, sequence: 1 },
      ...{ startsAt: at('14:00', 4), endsAt: at('14:30', 4), mailId: expect.any(String) as unknown },
    })
    const [confirmation, change] = await mailsTo('moves@example.test')
    expect(confirmation?.subject).toContain('Your visit on')
    expect(change?.subject).toContain('Your visit has moved to')
    expect(change?.text).toContain('Dr Park')
    expect(calendarIn(change)).toMatch(/SEQUENCE:1[^]*DTSTART:20260304T140000Z/)
    expect(calendarIn(change)).toContain(`UID:${moved.appointmentId}`)
  })

  test('R6.3 the same move twice is one', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'twice@example.test')

    expect(await ana.move(at('11:00', 3))).toEqual(await ana.move(at('11:00', 3)))
    expect(await here.told('visit.moved')).toHaveLength(1)
    expect(await mailsTo('twice@example.test')).toHaveLength(2)
  })

  test('R6.3 a visit that cannot be moved stays where it was, and other times are offered', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'stays@example.test')
    await here.desk.push(claimOf(here.lee, at('14:00', 3)))

    const failure = await failureOf(ana.move(at('14:00', 3)))
    expect(failure).toMatchObject({ code: 'TIME_TAKEN' })
    expect(failure.data).toMatchObject({
      next: expect.arrayContaining([{ practitionerId: here.lee, startsAt: at('14:30', 3) }]) as unknown,
    })
    for (const never of [at('14:15', 3), at('20:00', 3), at('09:30'), at('09:00', 1)]) {
      expect(await failureOf(ana.move(never)), never).toMatchObject({ code: 'TIME_TAKEN' })
    }
    expect(await ana.mine()).toEqual([ana.visit])
    expect(await here.free(3)).not.toContain('10:00')
    expect(await here.told('visit.moved')).toEqual([])
  })

  test('R6.4 of two patients who move to one time at once one has it, and the other has what they had', async () => {
    const here = await clinic()
    const [ana, ben] = [
      await patient(here, at('10:00', 3), 'first@example.test'),
      await patient(here, at('11:00', 3), 'second@example.test'),
    ]

    const moves = await Promise.allSettled([ana.move(at('15:00', 3)), ben.move(at('15:00', 3))])

    expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [theirs, others] = moves[0].status === 'fulfilled' ? [ana, ben] : [ben, ana]
    expect((await theirs.mine())[0]?.startsAt).toBe(at('15:00', 3))
    expect(await others.mine()).toEqual([others.visit])
  })

  test('R6.4 two patients who swap places at once are both answered', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'swaps@example.test')
    const ben = await booked(
      running,
      here.desk,
      { visit: here.visit, lee: here.park },
      at('10:00', 3),
      'places@example.test',
    )
    const letter = await letterTo(here.desk.recipient)
    const moveBen = () =>
      ben.client.booking.move({
        ...{ clinicId: here.clinicId, appointmentId: ben.visit.appointmentId, practitionerId: here.lee },
        ...{ startsAt: at('15:00', 3), ...letter },
      })

    const all = await Promise.all([ana.move(at('15:00', 3), here.park), moveBen()])

    expect(all.map(({ practitionerId }) => practitionerId)).toEqual([here.park, here.lee])
  })

  test('R6.3 a visit is called off once, its time is free, and its patient’s calendar lets it go', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'off@example.test')

    const [first, again] = [await ana.cancel(), await ana.cancel()]

    expect(again).toEqual(first)
    expect(await ana.mine()).toEqual([])
    expect(await here.free(3)).toContain('10:00')
    const events = await here.told('visit.cancelled')
    expect(events.map(({ body }) => body)).toEqual([
      expect.objectContaining({ appointmentId: ana.visit.appointmentId, sequence: 1, startsAt: at('10:00', 3) }),
    ])
    const [, cancellation] = await mailsTo('off@example.test')
    expect(cancellation?.subject).toContain('is cancelled')
    expect(calendarIn(cancellation)).toMatch(/METHOD:CANCEL[^]*SEQUENCE:1/)
    expect(await failureOf(ana.move(at('11:00', 3)))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R6.3 after the cut-off the clinic is called; what nothing is on sale of any more can still be called off', async () => {
    const here = await clinic({ cutOffMinutes: 24 * 60 })
    const ana = await patient(here, at('10:00'), 'late@example.test')
    const ben = await patient(here, at('10:00', 4), 'soon@example.test')

    expect(await failureOf(ana.move(at('15:00')))).toMatchObject({ code: 'TOO_LATE' })
    expect(await failureOf(ana.cancel())).toMatchObject({ code: 'TOO_LATE' })
    await here.desk.push({ kind: 'sale.put', sale: null })
    expect(await failureOf(ben.move(at('11:00', 4)))).toMatchObject({ code: 'NOT_ON_SALE' })
    expect(await ben.mine()).toEqual([ben.visit])
    expect(await ben.cancel()).toBeTruthy()
  })

  test('R3.2 nobody sees, moves or calls off what another booked, or a clinic did', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'owner@example.test')
    const { client: other } = await registered(running, here.desk, 'other@example.test')
    const nobody = somebody(running.url)
    const theClinics = claimOf(here.lee, at('12:00', 3))
    await here.desk.push(theClinics)

    expect(await other.booking.mine({ clinicId: here.clinicId })).toEqual({ visits: [] })
    expect(await failureOf(ana.move(at('11:00', 3), here.lee, other))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(ana.cancel(other))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(ana.cancel(nobody))).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await failureOf(nobody.booking.mine({ clinicId: here.clinicId }))).toMatchObject({ code: 'SIGNED_OUT' })
    const letter = await letterTo(here.desk.recipient)
    const theirs = { clinicId: here.clinicId, appointmentId: theClinics.id, ...letter }
    expect(await failureOf(ana.client.booking.cancel(theirs))).toMatchObject({ code: 'NOT_FOUND' })
    const elsewhere = await clinic()
    const foreign = { ...theirs, clinicId: elsewhere.clinicId, appointmentId: ana.visit.appointmentId }
    expect(await failureOf(ana.client.booking.cancel(foreign))).toMatchObject({ code: 'SIGNED_OUT' })
  })

  test('R3.5 a link that has ended moves nothing any more, and shows nothing', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'ended@example.test')
    await here.desk.push({ kind: 'link.end', id: ana.input.linkId })

    expect(await ana.mine()).toEqual([])
    expect(await failureOf(ana.move(at('11:00', 3)))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(ana.cancel())).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R5.2 whoever is signed in books for whom they hold, or for somebody new', async () => {
    const here = await clinic()
    const { client, linkId, links, invitation } = await registered(running, here.desk, 'parent@example.test')
    const first = await client.booking.book(
      await bookingOf(here.desk, await here.hold(client, at('10:00', 3)), null, linkId),
    )
    const childs = newLinkId()

    const second = await client.booking.book(
      await bookingOf(here.desk, await here.hold(client, at('11:00', 3)), null, childs),
    )

    expect((await links()).map(({ id, level }) => [id, level])).toEqual(
      expect.arrayContaining([
        [linkId, 'limited'],
        [childs, 'limited'],
      ]),
    )
    expect((await client.booking.mine({ clinicId: here.clinicId })).visits).toEqual([first, second])
    const events = await here.told('visit.booked')
    expect(events.map(({ body }) => [body['linkId'], body['isNewLink']])).toEqual([
      [linkId, false],
      [childs, true],
    ])
    expect(events[0]?.body['patientId']).toBe(invitation.patientId)
    // Whose mailbox is known needs no link to say so.
    const [mail] = await mailsTo('parent@example.test')
    expect(mail?.text).not.toContain('/confirm#')
    const { linkId: anothers } = await registered(running, here.desk, 'stranger@example.test')
    const stolen = await bookingOf(here.desk, await here.hold(client, at('12:00', 3)), null, anothers)
    expect(await failureOf(client.booking.book(stolen))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R6.5 a visit goes with its link when that is merged into another of the same login', async () => {
    const here = await clinic()
    const { client, linkId, links } = await registered(running, here.desk, 'merged@example.test')
    const [held] = await links()
    if (!held) throw new Error('No link')
    const provisional = newLinkId()
    const hold = await here.hold(client, at('10:00', 3))
    const visit = await client.booking.book(await bookingOf(here.desk, hold, null, provisional))

    await here.desk.push({ kind: 'link.move', id: provisional, patientId: held.patientId })

    const mine = async () => (await client.booking.mine({ clinicId: here.clinicId })).visits
    expect(await mine()).toEqual([{ ...visit, linkId }])
    const { appointmentId } = visit
    const letter = await letterTo(here.desk.recipient)
    await client.booking.cancel({ clinicId: here.clinicId, appointmentId, ...letter })
    expect((await here.told('visit.cancelled'))[0]?.body).toMatchObject({ appointmentId, linkId })
  })

  test('R6.3 a login has no more visits to come than the clinic says, and again one when one is off or over', async () => {
    const here = await clinic({ mostOpen: 2 })
    const ana = await patient(here, at('10:00', 3), 'many@example.test')
    const book = async (startsAt: Instant) =>
      ana.client.booking.book(await bookingOf(here.desk, await here.hold(ana.client, startsAt), null, ana.input.linkId))
    await book(at('11:00', 3))

    const failure = await failureOf(book(at('12:00', 3)))
    expect(failure).toEqual({ code: 'TOO_MANY_OPEN', data: { most: 2 } })
    await ana.cancel()
    expect(await book(at('12:00', 4))).toBeTruthy()
  })

  test('R6.4 of a patient and the clinic who change one visit at the same time the clinic’s word is the last', async () => {
    const here = await clinic()
    const ana = await patient(here, at('10:00', 3), 'both@example.test')
    const { appointmentId: id } = ana.visit
    const clinics = claimOf(here.park, at('16:00', 3), { id, sequence: 5 })

    await Promise.all([ana.move(at('15:00', 3)), here.desk.push(clinics)])
    await here.desk.push(clinics)

    expect(await ana.mine()).toEqual([
      expect.objectContaining({ practitionerId: here.park, startsAt: at('16:00', 3), sequence: 5 }),
    ])
    expect(await here.free(3)).toEqual(expect.arrayContaining(['10:00', '15:00']))
    await here.desk.push({ kind: 'claim.end', id })
    expect(await ana.mine()).toEqual([])
  })
})
