import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppointmentId, PatientId } from '../shared/domain/ids.ts'
import { DAY, HOUR, Instant, MINUTE, plusMilliseconds } from '../shared/domain/time.ts'
import { openDatabase } from './db/openDatabase.ts'
import { tidy } from './housekeeping.ts'
import { at, BEHIND_PROXY, somebody, booked, claimOf, freeOn, type makeSale, sell } from './testing/booking.ts'
import { pairDesk, registered, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

/** No e-mail leaves: nobody listens at port 9. */
const NOBODY = 'smtp://127.0.0.1:9'

describe.each(DATABASES)('claims of the desk on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind, { ...BEHIND_PROXY, smtpUrl: NOBODY }))
  })
  afterAll(() => stop())

  async function database() {
    const db = await openDatabase(running.database, running.clock)
    return { db, [Symbol.asyncDispose]: () => db.destroy() }
  }

  /** A clinic that sells, and what a page of its own sees. */
  async function clinic(...sale: Parameters<typeof makeSale>) {
    const desk = await pairDesk(running)
    const sold = await sell(desk, ...sale)
    const client = somebody(running.url)
    const free = (day: number, service = sold.visit, who: typeof sold.lee | null = sold.lee) =>
      freeOn(client, desk.clinicId, service, who, day)
    return { desk, ...sold, client, free }
  }

  test('R6.4 a visit is claimed once; one that ends when another begins is none over it', async () => {
    const { desk, lee, park, free } = await clinic()

    expect(await desk.push(claimOf(lee, at('10:00', 3)))).toEqual(['applied'])
    expect(await desk.push(claimOf(lee, at('10:15', 3)), claimOf(lee, at('10:30', 3)))).toEqual([
      'timeTaken',
      'applied',
    ])
    expect(await desk.push(claimOf(park, at('10:15', 3)))).toEqual(['applied'])
    expect(await free(3)).toEqual(expect.not.arrayContaining(['10:00', '10:30']))
    expect(await free(3)).toEqual(expect.arrayContaining(['09:30', '11:00']))
  })

  test('R6.4 buffers are claimed too, whoever has them', async () => {
    const { desk, park, long, free } = await clinic()
    await desk.push(claimOf(park, at('10:00', 3), { bufferBeforeMinutes: 15, bufferAfterMinutes: 5 }))

    expect(await desk.push(claimOf(park, at('09:20', 3)), claimOf(park, at('10:35', 3)))).toEqual([
      'timeTaken',
      'applied',
    ])
    // 60 minutes with 10 before and 20 after.
    expect(await free(3, long, park)).toEqual(expect.not.arrayContaining(['09:00', '10:00', '10:30', '11:00']))
    expect(await free(3, long, park)).toEqual(expect.arrayContaining(['11:30']))
  })

  test('R6.4 the same item twice claims once, and an item of another id about the same visit changes nothing', async () => {
    const { desk, lee } = await clinic()
    const claim = claimOf(lee, at('10:00', 3))
    const items = [{ id: crypto.randomUUID(), body: claim }]
    const push = async () => (await desk.sync.push({ epoch: 1, items: items })).answers.map(({ answer }) => answer)

    expect([await push(), await push(), await desk.push(claim)]).toEqual([['applied'], ['duplicate'], ['applied']])
  })

  test('R6.4 a visit is moved in one act: its old time is free, or it stays where it was', async () => {
    const { desk, lee, park, free } = await clinic()
    const [first, second] = [claimOf(lee, at('10:00', 3)), claimOf(lee, at('11:00', 3))]
    await desk.push(first, second)

    const moved = { ...first, startsAt: at('11:00', 3), endsAt: at('11:30', 3) }
    expect(await desk.push(moved)).toEqual(['timeTaken'])
    expect(await free(3)).not.toContain('10:00')

    expect(await desk.push({ ...moved, practitionerId: park })).toEqual(['applied'])
    expect(await free(3)).toContain('10:00')
    expect(await free(3, undefined, park)).not.toContain('11:00')
    // Onto itself, a little later.
    expect(await desk.push({ ...second, startsAt: at('11:15', 3), endsAt: at('11:45', 3) })).toEqual(['applied'])
  })

  test('R6.4 staff book over another on purpose; what they have so is taken for everybody else', async () => {
    const { desk, lee } = await clinic()
    const claim = claimOf(lee, at('10:00', 3))
    const onPurpose = claimOf(lee, at('10:15', 3), { isOnPurpose: true })
    expect(await desk.push(claim, onPurpose)).toEqual(['applied', 'applied'])

    await desk.push({ kind: 'claim.end', id: claim.id })
    expect(await desk.push(claimOf(lee, at('10:30', 3)))).toEqual(['timeTaken'])
    // Moved where nobody is, it is like any other.
    await desk.push({ ...onPurpose, startsAt: at('12:00', 3), endsAt: at('12:30', 3), isOnPurpose: false })
    expect(await desk.push(claimOf(lee, at('10:30', 3)), claimOf(lee, at('12:00', 3)))).toEqual([
      'applied',
      'timeTaken',
    ])
  })

  test('R6.4 a visit that is off frees its time, once; an unknown one is no fault', async () => {
    const { desk, lee, free } = await clinic()
    const claim = claimOf(lee, at('10:00', 3))
    await desk.push(claim)

    const end = { kind: 'claim.end', id: claim.id } as const
    const unknown = { kind: 'claim.end', id: AppointmentId.parse(randomUUID()) } as const
    expect(await desk.push(end, end, unknown)).toEqual(['applied', 'applied', 'applied'])
    expect(await free(3)).toContain('10:00')
    expect(await desk.push(claim)).toEqual(['applied'])
    expect(await free(3)).not.toContain('10:00')
  })

  test('R6.4 nothing in the past is claimed, and a visit that is moved there gives its time back', async () => {
    const { desk, lee, free } = await clinic()
    const past = claimOf(lee, at('08:00'))
    const claim = claimOf(lee, at('10:00', 3))
    const backwards = claimOf(lee, at('10:00', 4), { endsAt: at('09:00', 4) })
    const never = claimOf(lee, Instant.parse('9990-01-01T00:00:00.000Z'))

    expect(await desk.push(past, { ...past, id: claimOf(lee, past.startsAt).id }, claim, backwards, never)).toEqual(
      Array.from({ length: 5 }, () => 'applied'),
    )
    expect(await desk.push({ ...claim, startsAt: past.startsAt, endsAt: past.endsAt })).toEqual(['applied'])
    expect(await free(3)).toContain('10:00')
    expect(await free(4)).toContain('10:00')
  })

  test('R6.4 outside what is on sale the desk alone decides, and claims all the same', async () => {
    const { desk, lee } = await clinic()

    expect(await desk.push(claimOf(lee, at('20:00', 3)), claimOf(lee, at('20:15', 3)))).toEqual([
      'applied',
      'timeTaken',
    ])
  })

  test('R6.4 what is on sale is put whole; what is claimed stays claimed', async () => {
    const { desk, lee, park, visit, free, client, sale } = await clinic()
    await desk.push(claimOf(lee, at('10:00', 3)))

    await desk.push({ kind: 'sale.put', sale: { ...sale, practitioners: sale.practitioners.slice(0, 1) } })
    const { practitioners } = await client.booking.page({ clinicId: desk.clinicId })
    expect(practitioners).toEqual([{ id: lee, name: 'Dr Lee' }])
    expect(await failureOf(freeOn(client, desk.clinicId, visit, park, 3))).toMatchObject({ code: 'NOT_ON_SALE' })
    expect(await free(3)).not.toContain('10:00')

    await desk.push({ kind: 'sale.put', sale: null })
    expect(await failureOf(client.booking.page({ clinicId: desk.clinicId }))).toMatchObject({ code: 'NOT_ON_SALE' })
    expect(await desk.push(claimOf(lee, at('10:00', 3)))).toEqual(['timeTaken'])
    await desk.push({ kind: 'sale.put', sale })
    expect(await free(3)).not.toContain('10:00')
  })

  test('R11.3 a clinic’s claims are its own, also of an id that another has', async () => {
    const [ours, theirs] = [await clinic(), await clinic()]
    const claim = claimOf(ours.lee, at('10:00', 3))

    await ours.desk.push(claim)
    expect(
      await theirs.desk.push({ ...claim, practitionerId: theirs.lee }, { ...claim, practitionerId: ours.lee }),
    ).toEqual(['applied', 'applied'])
    await theirs.desk.push({ kind: 'claim.end', id: claim.id })
    expect(await ours.free(3)).not.toContain('10:00')
    expect(await theirs.free(3)).toContain('10:00')
    const foreign = { clinicId: theirs.desk.clinicId, serviceId: ours.visit, practitionerId: null }
    expect(await failureOf(ours.client.booking.freeTimes({ ...foreign, from: null, days: 1 }))).toMatchObject({
      code: 'NOT_ON_SALE',
    })
  })

  test('R6.4 a statement that forgets to look is stopped by the database itself, on PostgreSQL', async () => {
    const { desk, lee } = await clinic()
    await desk.push(claimOf(lee, at('10:00', 3)))
    await using held = await database()
    const again = (id: string, isOnPurpose: number) =>
      sql`INSERT INTO claim (clinic_id, id, lane, busy_from, busy_to, starts_at, ends_at, sequence, is_on_purpose, is_awaited)
        SELECT clinic_id, ${id}, lane, busy_from + 10, busy_to + 10, starts_at, ends_at, 0, ${isOnPurpose}, 0
        FROM claim WHERE clinic_id = ${desk.clinicId} ORDER BY busy_from LIMIT 1`
        .execute(held.db)
        .then(
          () => 'stored',
          (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
        )

    expect(await again('over it', 0)).toBe(kind === 'postgres' ? '23P01' : 'stored')
    expect(await again('on purpose', 1)).toBe('stored')
  })

  test('R6.4 of fifty who push the same time at once one has it', async () => {
    const { desk, lee } = await clinic()

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => desk.push(claimOf(lee, plusMilliseconds(at('10:00', 3), (n % 5) * MINUTE)))),
    )

    expect(answers.flat().filter((answer) => answer === 'applied')).toHaveLength(1)
    expect(answers.flat().filter((answer) => answer === 'timeTaken')).toHaveLength(49)
  })

  test('R6.5 a link is of another patient from now on, or ends where its login holds that one already', async () => {
    const { desk } = await clinic()
    const { client, linkId, links } = await registered(running, desk, 'moved@example.test')
    const other = await registered(running, desk, 'holder@example.test')
    const found = PatientId.parse(randomUUID())

    expect(await desk.push({ kind: 'link.move', id: linkId, patientId: found })).toEqual(['applied'])
    expect(await links()).toEqual([
      expect.objectContaining({ id: linkId, patientId: found, level: 'limited', index: null }),
    ])
    expect(await desk.push({ kind: 'link.move', id: linkId, patientId: found })).toEqual(['applied'])
    // Another login's link of the same patient is no reason to end this one.
    await desk.push({ kind: 'link.move', id: other.linkId, patientId: found })
    expect(await other.links()).toHaveLength(1)

    const provisional = PatientId.parse(randomUUID())
    await using held = await database()
    const second = randomUUID()
    const { login_id } = await held.db
      .selectFrom('link')
      .select('login_id')
      .where('id', '=', linkId)
      .executeTakeFirstOrThrow()
    await held.db
      .insertInto('link')
      .values({
        ...{ clinic_id: desk.clinicId, id: second, login_id, patient_id: provisional, level: 'limited' },
        since_at: at('09:00'),
      })
      .execute()
    const move = (patientId: PatientId) => desk.push({ kind: 'link.move', id: second as never, patientId })
    expect(await move(found)).toEqual(['applied'])
    expect((await client.records.list({ clinicId: desk.clinicId })).links.map(({ id }) => id)).toEqual([linkId])
    expect(await move(found)).toEqual(['applied'])
    // Staff take it back: the link is there again, of whoever it was.
    expect(await move(provisional)).toEqual(['applied'])
    expect(await links()).toHaveLength(2)
    await desk.push({ kind: 'link.end', id: second as never })
    expect(await move(found)).toEqual(['unknownLink'])
    expect(await desk.push({ kind: 'link.move', id: randomUUID() as never, patientId: found })).toEqual(['unknownLink'])
  })

  test('R6.4 housekeeping drops holds a day after they ran out, and visits a month after they were', async () => {
    const { desk, lee, visit } = await clinic()
    await desk.push(claimOf(lee, at('10:00')), claimOf(lee, at('10:00', 5)))
    const client = somebody(running.url)
    const wanted = { clinicId: desk.clinicId, serviceId: visit, practitionerId: lee, replaces: null }
    await client.booking.hold({ ...wanted, startsAt: at('12:00', 3) })
    await using held = await database()
    const left = async (past: number) => {
      const now = plusMilliseconds(running.clock.now(), past)
      await tidy({ db: held.db, clock: { now: () => now }, log: running.options.log })
      const rows = held.db.selectFrom('claim').select('starts_at').where('clinic_id', '=', desk.clinicId)
      return (await rows.orderBy('starts_at').execute()).map(({ starts_at }) => starts_at)
    }

    expect(await left(23 * HOUR)).toHaveLength(3)
    expect(await left(25 * HOUR)).toEqual([at('10:00'), at('10:00', 5)])
    expect(await left(30 * DAY)).toHaveLength(2)
    expect(await left(30 * DAY + 2 * HOUR)).toEqual([at('10:00', 5)])
  })

  test('R6.4 what waits about a visit goes with it when the clinic calls it off', async () => {
    const { desk, lee, visit } = await clinic()
    await using held = await database()
    const waiting = () => held.db.selectFrom('mail').select('claim_id').where('clinic_id', '=', desk.clinicId).execute()
    const { hold } = await booked(running, desk, { visit, lee }, at('14:00', 3), 'waits@example.test')
    await booked(running, desk, { visit, lee }, at('15:00', 3), 'another@example.test')
    await running.endpoint.mailNow()
    expect(await waiting()).toHaveLength(2)

    await desk.push({ kind: 'claim.end', id: hold.appointmentId })

    expect(await waiting()).toEqual([{ claim_id: expect.not.stringContaining(hold.appointmentId) as unknown }])
  })
})
