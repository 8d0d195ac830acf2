import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LinkId } from '../shared/domain/ids.ts'
import { DAY, HOUR, MINUTE, plusMilliseconds } from '../shared/domain/time.ts'
import { openDatabase } from './db/openDatabase.ts'
import { tidy } from './housekeeping.ts'
import {
  at,
  BEHIND_PROXY,
  calendarIn,
  somebody,
  booked,
  bookingOf,
  loginKeys,
  type makeSale,
  newLinkId,
  sell,
} from './testing/booking.ts'
import { addPasskey, authOf, MAC, pairDesk, registered, registration, type TestDesk } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

describe.each(DATABASES)('booking as somebody new on %s', (kind) => {
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
    const hold = (startsAt = at('10:00', 3), client = somebody(running.url)) =>
      client.booking.hold({
        ...{ clinicId: desk.clinicId, serviceId: sold.visit, practitionerId: sold.lee },
        ...{ startsAt, replaces: null },
      })
    return { desk, clinicId: desk.clinicId, ...sold, hold }
  }

  async function database() {
    const db = await openDatabase(running.database, running.clock)
    return { db, [Symbol.asyncDispose]: () => db.destroy() }
  }

  const passwordOf = (email: string) => authOf(`password of ${email}`)
  const signIn = (desk: TestDesk, email: string) =>
    somebody(running.url).session.signIn({ clinicId: desk.clinicId, email, auths: [passwordOf(email)] })

  /** The newest e-mail to this address, once all have been sent. */
  async function mailTo(email: string) {
    await running.endpoint.mailNow()
    return machine.smtp.mails.findLast(({ to }) => to.includes(email))?.parsed
  }

  async function confirmTokenOf(email: string): Promise<string> {
    const token = /\/confirm#([\w-]+)/.exec((await mailTo(email))?.text ?? '')?.[1]
    if (token === undefined) throw new Error('The e-mail has no link')
    return token
  }

  test('R2.1 whoever books is signed in at once to a login that holds one new patient, limited', async () => {
    const { desk, clinicId, lee, visit } = await clinic()

    const ana = await booked(running, desk, { lee, visit }, at('10:00', 3), 'Ana@example.test')

    expect(ana.visit).toEqual({
      appointmentId: ana.hold.appointmentId,
      linkId: ana.input.linkId,
      ...{ serviceId: visit, practitionerId: lee, startsAt: at('10:00', 3), endsAt: at('10:30', 3) },
      ...{ sequence: 0, isAwaited: false, changeableUntil: at('08:00', 3) },
    })
    expect(await ana.client.session.current({ clinicId })).toMatchObject({ email: 'Ana@example.test' })
    const { links } = await ana.client.records.list({ clinicId })
    expect(links).toEqual([expect.objectContaining({ id: ana.input.linkId, level: 'limited', index: null })])
    expect(await ana.client.booking.mine({ clinicId })).toEqual({ visits: [ana.visit] })
    const [event, ...others] = (await desk.events()).filter((each) => each.kind === 'visit.booked')
    expect(others).toEqual([])
    expect(event?.body).toMatchObject({
      ...{ appointmentId: ana.hold.appointmentId, linkId: ana.input.linkId, patientId: links[0]?.patientId },
      ...{ serviceId: visit, practitionerId: lee, startsAt: at('10:00', 3), endsAt: at('10:30', 3), sequence: 0 },
      ...{ loginEmail: 'Ana@example.test', loginRecipient: ana.input.login?.recipient },
      ...{
        isNewLink: true,
        isAwaited: false,
        sealed: ana.input.sealed,
        mac: MAC,
        mailId: expect.any(String) as unknown,
      },
    })
  })

  test('R9.1 the confirmation has the time, the calendar file and the link; no word that the page sent', async () => {
    const { desk, clinicId, lee, visit } = await clinic()
    const { hold } = await booked(running, desk, { lee, visit }, at('10:00', 3), 'hurts@example.test')

    const mail = await mailTo('hurts@example.test')

    expect(mail?.subject).toContain('Your visit on')
    for (const part of ['Tuesday', '10:00', 'Dr Lee', 'Elm Street Clinic', `${running.url}/c/${clinicId}/confirm#`]) {
      expect(mail?.text).toContain(part)
    }
    expect(`${mail?.text} ${String(mail?.html)}`).not.toMatch(/Visit\b(?! to)|hurts@/)
    const calendar = calendarIn(mail)
    expect(calendar).toContain(`UID:${hold.appointmentId}`)
    expect(calendar).toContain('DTSTART:20260303T100000Z')
    const events = await desk.events()
    const mailId = events.find((each) => each.kind === 'visit.booked')?.body['mailId']
    expect(events.filter((each) => each.kind === 'mail.sent').map(({ body }) => body['mailId'])).toContain(mailId)
  })

  test('R6.3 where the clinic says yes to each, the visit is asked for, and its time is claimed', async () => {
    const { desk, lee, visit, hold } = await clinic({ isApprovedFirst: true })
    const asked = await booked(running, desk, { lee, visit }, at('10:00', 3), 'asked@example.test')

    expect(asked.visit.isAwaited).toBe(true)
    expect((await mailTo('asked@example.test'))?.text).toContain('The clinic has yet to say yes')
    expect(await failureOf(hold())).toMatchObject({ code: 'TIME_TAKEN' })
    const { appointmentId: id, startsAt, endsAt } = asked.visit
    const put = { id, startsAt, endsAt, practitionerId: lee, sequence: 0, isOnPurpose: false } as const
    await desk.push({ kind: 'claim.put', ...put, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 })
    const { visits } = await asked.client.booking.mine({ clinicId: desk.clinicId })
    expect(visits).toEqual([{ ...asked.visit, isAwaited: false }])
  })

  test('R2.1 the login opens by its e-mail once whoever reads the mailbox says so', async () => {
    const { desk, clinicId, lee, visit } = await clinic()
    const email = 'confirms@example.test'
    const { client } = await booked(running, desk, { lee, visit }, at('10:00', 3), email)
    expect(await client.session.current({ clinicId })).toMatchObject({ isProven: false })
    expect(await failureOf(signIn(desk, email))).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    const token = await confirmTokenOf(email)
    const anybody = somebody(running.url)

    const confirm = () => anybody.login.confirm({ clinicId, token })
    expect(await Promise.all([confirm(), confirm(), confirm()])).toEqual(
      Array.from({ length: 3 }, () => ({ outcome: 'confirmed', email })),
    )

    expect((await signIn(desk, email)).email).toBe(email)
    expect(await client.session.current({ clinicId })).toMatchObject({ isProven: true })
    // Confirming signs nobody in: a mailbox is no password.
    expect(await anybody.session.current({ clinicId })).toBeNull()
    const told = (await desk.events()).filter((each) => each.kind === 'login.confirmed')
    expect(told.map(({ body }) => body)).toEqual([expect.objectContaining({ loginEmail: email, outcome: 'confirmed' })])
  })

  test('R11.3 a token confirms nothing elsewhere, and one that is none confirms nothing', async () => {
    const { desk, lee, visit } = await clinic()
    await booked(running, desk, { lee, visit }, at('10:00', 3), 'elsewhere@example.test')
    const token = await confirmTokenOf('elsewhere@example.test')
    const other = await pairDesk(running)

    const tries = [
      { clinicId: other.clinicId, token },
      { clinicId: desk.clinicId, token: 'x'.repeat(43) },
    ]
    for (const each of tries) {
      expect(await failureOf(somebody(running.url).login.confirm(each))).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await failureOf(signIn(desk, 'elsewhere@example.test'))).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
  })

  test('R4.7 booking says nothing of whether an e-mail has a login: same answer, same rows, and the login stays as it is', async () => {
    const { desk, clinicId, lee, visit } = await clinic()
    await registered(running, desk, 'known@example.test')
    const shapeOf = ({
      visit: { appointmentId, linkId, startsAt, endsAt, changeableUntil, ...shape },
    }: Awaited<ReturnType<typeof booked>>) => ({
      ...shape,
      given: [appointmentId, linkId, startsAt, endsAt, changeableUntil].map((each) => typeof each),
    })
    const sale = { lee, visit }
    const known = await booked(running, desk, sale, at('10:00', 3), 'known@example.test')
    const unknown = await booked(running, desk, sale, at('11:00', 3), 'unknown@example.test')
    expect(shapeOf(known)).toEqual(shapeOf(unknown))
    await using held = await database()
    const logins = async () =>
      (
        await held.db
          .selectFrom('login')
          .select(['email', 'email_key', 'salt', 'made_by'])
          .where('clinic_id', '=', clinicId)
          .orderBy('created_at')
          .execute()
      )
        .filter(({ email_key }) => email_key.startsWith('unconfirmed '))
        .map(({ email, salt }) => [email, salt.length])
    expect((await logins()).sort()).toEqual([
      ['known@example.test', 22],
      ['unknown@example.test', 22],
    ])
    const saltOf = async (email: string) => (await somebody(running.url).session.salt({ clinicId, email })).salt
    const salts = [await saltOf('known@example.test'), await saltOf('unknown@example.test')]

    // The mailbox is the same, the password is the older login's.
    expect(
      await somebody(running.url).login.confirm({ clinicId, token: await confirmTokenOf('known@example.test') }),
    ).toEqual({
      outcome: 'hasLogin',
      email: 'known@example.test',
    })
    expect((await signIn(desk, 'known@example.test')).id).not.toBe(
      (await known.client.session.current({ clinicId }))?.id,
    )
    expect([await saltOf('known@example.test'), await saltOf('unknown@example.test')]).toEqual(salts)
    // What was booked stands, and its session goes on.
    expect((await known.client.booking.mine({ clinicId })).visits).toHaveLength(1)
  })

  test('R4.7 two who book by one e-mail have a login each, and whoever confirms first has the e-mail', async () => {
    const { desk, clinicId, lee, visit } = await clinic()
    const email = 'twice@example.test'
    await booked(running, desk, { lee, visit }, at('10:00', 3), email)
    const first = await confirmTokenOf(email)
    await booked(running, desk, { lee, visit }, at('11:00', 3), email)
    const second = await confirmTokenOf(email)
    expect(second).not.toBe(first)

    const outcomes = await Promise.all(
      [first, second].map(async (token) => (await somebody(running.url).login.confirm({ clinicId, token })).outcome),
    )

    expect(outcomes.sort()).toEqual(['confirmed', 'hasLogin'])
  })

  test('R4.7 of a confirmation and a registration by one e-mail in one moment one has it', async () => {
    const { desk, clinicId, lee, visit } = await clinic()
    for (const hour of ['10:00', '11:00', '12:00', '13:00']) {
      const email = `race${hour.slice(0, 2)}@example.test`
      await booked(running, desk, { lee, visit }, at(hour, 3), email)
      const token = await confirmTokenOf(email)
      const input = await registration(clinicId, await desk.invite('form'), email)

      const [confirmed, isRegistered] = await Promise.all([
        somebody(running.url).login.confirm({ clinicId, token }),
        somebody(running.url)
          .invitation.register(input)
          .then(
            () => true,
            () => false,
          ),
      ])

      // A registration that comes second is a try at the password of whoever was first, which is the same here.
      expect(confirmed.outcome === 'hasLogin' ? isRegistered : true).toBe(true)
      await using held = await database()
      const rows = held.db
        .selectFrom('login')
        .select('id')
        .where('clinic_id', '=', clinicId)
        .where('email_key', '=', email)
      expect(await rows.execute()).toHaveLength(1)
    }
  })

  test('R6.3 who has not the token books nothing, nor does another clinic’s page', async () => {
    const { desk, hold, clinicId } = await clinic()
    const other = await clinic()
    const held = await hold()
    const input = await bookingOf(desk, held, 'thief@example.test')
    const client = somebody(running.url)

    const tries = [
      { ...input, token: 'x'.repeat(43) },
      { ...input, appointmentId: randomUUID() as typeof input.appointmentId },
      { ...input, clinicId: other.clinicId },
    ]
    for (const each of tries) expect(await failureOf(client.booking.book(each))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await client.session.current({ clinicId })).toBeNull()
    expect(await failureOf(client.booking.book({ ...input, login: null }))).toMatchObject({ code: 'SIGNED_OUT' })
    expect(await client.booking.book(input)).toMatchObject({ appointmentId: held.appointmentId })
  })

  test('R6.3 a booking whose answer was lost is repeated by whoever made it, and by nobody else', async () => {
    const { desk, clinicId, lee, visit } = await clinic()
    const { input, visit: first } = await booked(running, desk, { lee, visit }, at('10:00', 3), 'lost@example.test')
    const client = somebody(running.url)

    expect(await client.booking.book(input)).toEqual(first)
    expect(await client.session.current({ clinicId })).toMatchObject({ email: 'lost@example.test' })
    expect((await desk.events()).filter((each) => each.kind === 'visit.booked')).toHaveLength(1)
    const others = [
      { ...input, linkId: newLinkId() },
      { ...input, login: await loginKeys('lost@example.test', 'another password') },
    ]
    for (const each of others) {
      expect(await failureOf(somebody(running.url).booking.book(each))).toMatchObject({ code: 'NOT_FOUND' })
    }
    const { client: another } = await registered(running, desk, 'another@example.test')
    expect(await failureOf(another.booking.book({ ...input, login: null }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R2.1 a new link takes nobody’s id', async () => {
    const { desk, hold } = await clinic()
    const { linkId } = await registered(running, desk, 'holder@example.test')
    const input = await bookingOf(desk, await hold(), 'copies@example.test', LinkId.parse(linkId))

    expect(await failureOf(somebody(running.url).booking.book(input))).toMatchObject({ code: 'NOT_FOUND' })
    await using held = await database()
    const rows = held.db.selectFrom('login').select('id').where('email', '=', 'copies@example.test')
    expect(await rows.execute()).toEqual([])
  })

  test('R6.3 a service that is withdrawn while somebody types is told of, and what they hold stays held', async () => {
    const { desk, hold, sale, visit } = await clinic()
    const input = await bookingOf(desk, await hold(), 'typing@example.test')
    await desk.push({ kind: 'sale.put', sale: { ...sale, services: sale.services.filter(({ id }) => id !== visit) } })
    const client = somebody(running.url)

    expect(await failureOf(client.booking.book(input))).toMatchObject({ code: 'NOT_ON_SALE' })
    await desk.push({ kind: 'sale.put', sale })
    expect(await client.booking.book(input)).toMatchObject({ linkId: input.linkId })
  })

  test('R11.6 what is no letter, no key or far too long books nothing', async () => {
    const { desk, hold } = await clinic()
    const input = await bookingOf(desk, await hold(), 'hostile@example.test')
    const { login } = input
    if (!login) throw new Error('Nobody new')
    const tries = [
      { ...input, sealed: Buffer.from('in clear').toString('base64') },
      { ...input, sealed: 'A'.repeat(15_000) },
      { ...input, mac: 'no mac' },
      { ...input, login: { ...login, recipient: `age1${'q'.repeat(58)}` } },
      { ...input, login: { ...login, email: 'a@b\r\nBcc: all@example.test' } },
      { ...input, login: { ...login, keyring: 'in clear' } },
    ]

    for (const each of tries) {
      await expect(somebody(running.url).booking.book(each)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
    expect(await failureOf(somebody(running.url).booking.book({ ...input, sealed: 'A'.repeat(99_000) }))).toMatchObject(
      {
        code: 'SIGNED_OUT',
      },
    )
    expect(await desk.events()).toEqual([])
    expect(await somebody(running.url).booking.book(input)).toBeTruthy()
  })

  test('R2.1 housekeeping lets a login go that nobody confirmed, once it holds nothing, a year later', async () => {
    const { desk, clinicId, lee, visit } = await clinic()
    const names = ['ended', 'holds', 'confirmed']
    const linkIds: LinkId[] = []
    for (const [n, name] of names.entries()) {
      const email = `${name}@example.test`
      const startsAt = plusMilliseconds(at('10:00', 3), n * HOUR)
      const { client, input } = await booked(running, desk, { lee, visit }, startsAt, email)
      linkIds.push(input.linkId)
      await addPasskey(client, desk, email)
      if (name === 'confirmed') {
        await somebody(running.url).login.confirm({ clinicId, token: await confirmTokenOf(email) })
      }
    }
    const [ended, , confirmed] = linkIds
    if (!ended || !confirmed) throw new Error('No links')
    await desk.push({ kind: 'link.end', id: ended }, { kind: 'link.end', id: confirmed })
    await using held = await database()
    const left = async (past: number) => {
      const now = plusMilliseconds(running.clock.now(), past)
      await tidy({ db: held.db, clock: { now: () => now }, log: running.options.log })
      const rows = held.db.selectFrom('login').select('email').where('clinic_id', '=', clinicId).orderBy('email')
      return (await rows.execute()).map(({ email }) => email.split('@')[0])
    }

    expect(await left(364 * DAY)).toEqual(['confirmed', 'ended', 'holds'])
    expect(await left(365 * DAY + MINUTE)).toEqual(['confirmed', 'holds'])
  })
})
