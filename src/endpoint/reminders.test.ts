import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../tests/support/until.ts'
import type { OutboxBody } from '../shared/contract/outbox.ts'
import { AppointmentId, MailId, StaffId } from '../shared/domain/ids.ts'
import type { MailContent } from '../shared/domain/mailContent.ts'
import { DAY, HOUR, MINUTE, plusMilliseconds, type Instant } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { createEndpoint } from './createEndpoint.ts'
import { openDatabase } from './db/openDatabase.ts'
import { tidy } from './housekeeping.ts'
import { claimOf, sell, somebody, type TestSale } from './testing/booking.ts'
import { MAC, pairDesk, type TestDesk } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

type ReminderPut = Extract<OutboxBody, { kind: 'reminder.put' }>

describe.each(DATABASES)('reminders on %s', (kind) => {
  let machine: Machine
  let running: TestEndpoint
  let desk: TestDesk
  let sold: TestSale
  let mailRecipient: string
  beforeAll(async () => {
    machine = await startMachine(kind)
    running = await startEndpoint(machine)
    desk = await pairDesk(running)
    sold = await sell(desk)
    mailRecipient = (await desk.sync.hello({ epoch: 1 })).mailRecipient
  })
  afterAll(async () => {
    await running.endpoint.close()
    await machine.stop()
  })

  const inHours = (hours: number): Instant => plusMilliseconds(running.clock.now(), hours * HOUR)
  const nobody = StaffId.parse(randomUUID())
  const passing = async (milliseconds: number): Promise<void> => {
    running.clock.pass(milliseconds)
    await running.endpoint.mailNow()
  }
  const receivedBy = (to: string) => machine.smtp.mails.filter((mail) => mail.to.includes(to))
  const fatesOf = async (id: MailId) =>
    (await desk.events()).map(({ body }) => body).filter((body) => body['mailId'] === id)
  const fateOf = (id: MailId) => until(async () => (await fatesOf(id))[0], 'the fate of a reminder')

  /** Of a visit in a day, an hour from now, unless something else is said. */
  async function reminder(to: string, change: Partial<ReminderPut['visit']> & { leavesAt?: Instant } = {}) {
    const id = MailId.parse(randomUUID())
    const content: MailContent = {
      ...{ format: 2, id, fromName: 'Elm Street Clinic', replyTo: null, to },
      ...{ subject: 'Your visit', text: 'In text', html: '<p>In HTML</p>', calendar: null },
    }
    const { leavesAt = inHours(1), ...changed } = change
    const startsAt = changed.startsAt ?? inHours(25)
    const token = randomUUID()
    const put: ReminderPut = {
      kind: 'reminder.put',
      id,
      visit: {
        id: AppointmentId.parse(randomUUID()),
        practitionerId: nobody,
        startsAt,
        endsAt: plusMilliseconds(startsAt, 30 * MINUTE),
        ...changed,
      },
      leavesAt,
      tokenHash: hashToken(token),
      sealed: await sealJson(content, [mailRecipient]),
    }
    return { put, token, id }
  }

  /** What the desk claims for the visit of a reminder. */
  const claimFor = ({ visit }: ReminderPut, startsAt = visit.startsAt) =>
    claimOf(visit.practitionerId, startsAt, { id: visit.id })

  test('R9.1 a reminder leaves at its time, with its Message-ID, and the desk hears of it', async () => {
    const { put, id } = await reminder('at-its-time@example.test')
    expect(await desk.push(put)).toEqual(['applied'])

    await passing(HOUR - 1)
    expect(receivedBy('at-its-time@example.test')).toEqual([])
    await passing(1)

    expect(await fateOf(id)).toEqual({ kind: 'mail.sent', mailId: id })
    const [arrived] = receivedBy('at-its-time@example.test')
    expect(arrived?.parsed.messageId).toBe(`<${id}@anteroom.test>`)
    expect(arrived?.raw).toMatch(/auto-submitted: auto-generated/i)
  })

  test('R9.3 put again while it waits, and put again once it has left, it leaves once', async () => {
    const { put, id } = await reminder('once@example.test')
    expect(await desk.push(put, put)).toEqual(['applied', 'applied'])
    await passing(HOUR)
    await fateOf(id)

    await desk.push(put)
    await passing(HOUR)

    expect(receivedBy('once@example.test')).toHaveLength(1)
    expect(await fatesOf(id)).toHaveLength(1)
  })

  test('R9.3 one that was ended does not leave, be the end repeated or come first', async () => {
    const before = await reminder('ended@example.test')
    const after = await reminder('ended-first@example.test')
    await desk.push(before.put, { kind: 'reminder.end', id: before.id }, { kind: 'reminder.end', id: before.id })
    expect(await desk.push({ kind: 'reminder.end', id: after.id }, after.put)).toEqual(['applied', 'applied'])

    await passing(2 * HOUR)

    expect([...receivedBy('ended@example.test'), ...receivedBy('ended-first@example.test')]).toEqual([])
    expect([...(await fatesOf(before.id)), ...(await fatesOf(after.id))]).toEqual([])
  })

  test('R9.1 of a visit whose time was given back meanwhile none leaves, and the desk hears of it', async () => {
    const { put, id } = await reminder('off@example.test', { practitionerId: sold.lee, startsAt: inHours(25) })
    await desk.push(claimFor(put), put)
    await desk.push({ kind: 'claim.end', id: put.visit.id })

    await passing(HOUR)

    expect(await fateOf(id)).toEqual({ kind: 'reminder.ended', mailId: id })
    expect(receivedBy('off@example.test')).toEqual([])
  })

  test.each([
    ['time', (put: ReminderPut) => ({ startsAt: plusMilliseconds(put.visit.startsAt, MINUTE) })],
    ['length', (put: ReminderPut) => ({ endsAt: plusMilliseconds(put.visit.endsAt, MINUTE) })],
    ['practitioner', () => ({ practitionerId: sold.park })],
  ])('R9.1 of a visit that has another %s meanwhile none leaves', async (what, change) => {
    const to = `another-${what}@example.test`
    const { put, id } = await reminder(to, { practitionerId: sold.lee, startsAt: inHours(26) })
    await desk.push(claimFor(put), put, { ...claimFor(put), ...change(put) })

    await passing(HOUR)

    expect(await fateOf(id)).toEqual({ kind: 'reminder.ended', mailId: id })
    expect(receivedBy(to)).toEqual([])
    await desk.push({ kind: 'claim.end', id: put.visit.id })
  })

  test('R9.1 a visit that is claimed as it says is reminded of; one that has begun is not', async () => {
    const stands = await reminder('stands@example.test', { practitionerId: sold.lee, startsAt: inHours(27) })
    const begun = await reminder('begun@example.test', { startsAt: inHours(1), leavesAt: inHours(1) })
    const soon = await reminder('soon@example.test', {
      startsAt: plusMilliseconds(inHours(1), 1),
      leavesAt: inHours(1),
    })
    await desk.push(claimFor(stands.put), stands.put, begun.put, soon.put)

    await passing(HOUR)

    expect(await fateOf(stands.id)).toMatchObject({ kind: 'mail.sent' })
    expect(await fateOf(begun.id)).toMatchObject({ kind: 'reminder.ended' })
    expect(await fateOf(soon.id)).toMatchObject({ kind: 'mail.sent' })
    await desk.push({ kind: 'claim.end', id: stands.put.visit.id })
  })

  test('R9.3 what no mail server takes at its time is tried again, however long it had waited before', async () => {
    const { put, id } = await reminder('later@example.test', { startsAt: inHours(12 * 24), leavesAt: inHours(10 * 24) })
    await desk.push(put)
    await machine.smtp.stop()
    await passing(10 * DAY)
    await machine.smtp.start()

    await passing(MINUTE)

    expect(await fateOf(id)).toEqual({ kind: 'mail.sent', mailId: id })
    expect(receivedBy('later@example.test')).toHaveLength(1)
  })

  test('R9.1 one that is being tried when it is ended is judged again before the next try', async () => {
    machine.smtp.refuse('tried@example.test', 450)
    const { put, id } = await reminder('tried@example.test')
    await desk.push(put)
    await passing(HOUR)

    await desk.push({ kind: 'reminder.end', id })
    await passing(MINUTE)

    expect(await fatesOf(id)).toEqual([])
    expect(receivedBy('tried@example.test')).toEqual([])
  })

  test('R9.3 when the server’s answer is lost a reminder goes again under the same Message-ID', async () => {
    const { put, id } = await reminder('answer-lost@example.test')
    await desk.push(put)
    machine.smtp.loseNextReply()

    await passing(HOUR)
    await passing(MINUTE)

    expect(await fateOf(id)).toEqual({ kind: 'mail.sent', mailId: id })
    const ids = receivedBy('answer-lost@example.test').map(({ parsed }) => parsed.messageId)
    expect(ids).toEqual([`<${id}@anteroom.test>`, `<${id}@anteroom.test>`])
  })

  test('R9.3 one that a process had taken when it was killed leaves by the next, once', async () => {
    const { put, id } = await reminder('killed@example.test')
    await desk.push(put)
    await running.endpoint.close()
    const db = await openDatabase(running.database, running.clock)
    running.clock.pass(HOUR)
    const taken = { claimed_by: 'killed', attempts: 1, due_at: plusMilliseconds(running.clock.now(), 5 * MINUTE) }
    await db.updateTable('mail').set(taken).where('id', '=', id).execute()
    await db.destroy()
    running.clock.pass(5 * MINUTE)

    const next = await createEndpoint({ ...running.options, publicUrl: running.url })
    running = { ...running, endpoint: next }
    await next.listen(Number(new URL(running.url).port))
    await passing(MINUTE)

    expect(await fateOf(id)).toEqual({ kind: 'mail.sent', mailId: id })
    expect(receivedBy('killed@example.test')).toHaveLength(1)
  })

  test('R11.1 beside a visit stands no address: it is in the sealed e-mail alone', async () => {
    const { put, id } = await reminder('sealed-only@example.test')
    await desk.push(put)
    const db = await openDatabase(running.database, running.clock)

    const row = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const kept = await db.selectFrom('reminder').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

    expect(row.to_address).toBe('')
    expect(JSON.stringify([row, kept])).not.toContain('sealed-only')
    await db.destroy()
  })

  test('R9.1 “I will come” is said once, by an act, and looking says nothing', async () => {
    const { put, token, id } = await reminder('comes@example.test', {
      practitionerId: sold.lee,
      startsAt: inHours(28),
    })
    await desk.push(claimFor(put), put)
    const page = somebody(running.url)
    const asked = { clinicId: desk.clinicId, token }

    const looks = [await page.reminder.look(asked), await page.reminder.look(asked)]
    const beforeAnswer = await fatesOf(id)
    const answers = [
      await page.reminder.answer({ ...asked, mac: MAC }),
      await page.reminder.answer({ ...asked, mac: MAC }),
    ]

    const { startsAt, endsAt, id: visitId } = put.visit
    const stands = {
      mailId: id,
      visitId,
      standing: 'stands',
      canBeChanged: false,
      startsAt,
      endsAt,
      practitionerName: 'Dr Lee',
    }
    expect(looks).toEqual(Array.from({ length: 2 }, () => ({ ...stands, movedTo: null, answeredAt: null })))
    expect(beforeAnswer).toEqual([])
    expect(answers).toEqual(
      Array.from({ length: 2 }, () => ({ ...stands, movedTo: null, answeredAt: running.clock.now() })),
    )
    expect(await fatesOf(id)).toEqual([{ kind: 'reminder.answered', mailId: id, mac: MAC }])
    await desk.push({ kind: 'claim.end', id: put.visit.id })
  })

  test('R9.1, R6.3 a reminder leads to a change online of what a login booked, until its cut-off, and of nothing else', async () => {
    const { put, token } = await reminder('changes@example.test', { practitionerId: sold.lee, startsAt: inHours(28) })
    await desk.push(claimFor(put), put)
    const page = somebody(running.url)
    const canBeChanged = async () => (await page.reminder.look({ clinicId: desk.clinicId, token })).canBeChanged
    const byTheDesk = await canBeChanged()
    const db = await openDatabase(running.database, running.clock)
    await db.updateTable('claim').set({ login_id: randomUUID() }).where('id', '=', put.visit.id).execute()

    const early = await canBeChanged()
    running.clock.pass(27 * HOUR)
    const late = await canBeChanged()

    expect({ byTheDesk, early, late }).toEqual({ byTheDesk: false, early: true, late: false })
    await db.destroy()
    await desk.push({ kind: 'claim.end', id: put.visit.id })
  })

  test('R9.1 of a visit that is off, moved or over nobody says that they come, and the page says which', async () => {
    const page = somebody(running.url)
    const made = await Promise.all(
      [29, 30, 31, 1].map((hours) =>
        reminder('late@example.test', { practitionerId: hours === 1 ? nobody : sold.lee, startsAt: inHours(hours) }),
      ),
    )
    const [off, moved, ended, over] = made
    if (!off || !moved || !ended || !over) return expect.fail('Four were made')
    await desk.push(...made.map(({ put }) => put), claimFor(off.put), claimFor(moved.put))
    const movedTo = plusMilliseconds(moved.put.visit.startsAt, 24 * HOUR)
    await desk.push({ kind: 'claim.end', id: off.put.visit.id }, claimFor(moved.put, movedTo))
    await desk.push({ kind: 'reminder.end', id: ended.id })
    await passing(HOUR)

    const answers = []
    for (const { token } of made) {
      const {
        standing,
        movedTo: to,
        answeredAt,
      } = await page.reminder.answer({
        clinicId: desk.clinicId,
        ...{ token, mac: MAC },
      })
      answers.push([standing, to, answeredAt])
    }

    expect(answers).toEqual([
      ['cancelled', null, null],
      ['moved', movedTo, null],
      ['changed', null, null],
      ['over', null, null],
    ])
    for (const { id } of made) {
      expect((await fatesOf(id)).map((fate) => fate['kind'])).not.toContain('reminder.answered')
    }
  })

  test('R11.3 a token that is unknown, another clinic’s or of one that was ended before it came opens nothing', async () => {
    const { put, token } = await reminder('foreign@example.test')
    const never = await reminder('never@example.test')
    await desk.push(put, { kind: 'reminder.end', id: never.id }, never.put)
    const other = await pairDesk(running)
    const page = somebody(running.url)

    for (const asked of [
      { clinicId: desk.clinicId, token: randomUUID() },
      { clinicId: desk.clinicId, token: never.token },
      { clinicId: other.clinicId, token },
    ]) {
      expect(await failureOf(page.reminder.look(asked))).toMatchObject({ code: 'NOT_FOUND' })
      expect(await failureOf(page.reminder.answer({ ...asked, mac: MAC }))).toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  test('R9.1 housekeeping lets a reminder go a month after its visit, and no sooner', async () => {
    const { put, id } = await reminder('kept@example.test')
    await desk.push(put)
    const db = await openDatabase(running.database, running.clock)
    const isKeptAt = async (now: Instant) => {
      await tidy({ db, clock: { now: () => now }, log: running.options.log })
      return (await db.selectFrom('reminder').select('id').where('id', '=', id).execute()).length === 1
    }
    const last = plusMilliseconds(put.visit.endsAt, 30 * DAY)

    expect(await isKeptAt(plusMilliseconds(last, -1))).toBe(true)
    expect(await isKeptAt(last)).toBe(false)
    await db.destroy()
  })

  test.each([
    ['names no visit', { visit_id: 'nobody' }],
    ['is at no time', { starts_at: 'tomorrow' }],
    ['was answered at no time, at length', { answered_at: 'x'.repeat(5_000_000) }],
  ])(
    'R11.6 a reminder whose row %s counts as none: it does not leave, and its page knows nothing of it',
    async (what, change) => {
      const to = `${what.length}@counts-as-none.test`
      const { put, id, token } = await reminder(to)
      await desk.push(put)
      const db = await openDatabase(running.database, running.clock)
      await db.updateTable('reminder').set(change).where('id', '=', id).execute()
      await db.destroy()
      const look = somebody(running.url).reminder.look({ clinicId: desk.clinicId, token })

      expect(await failureOf(look)).toMatchObject({ code: 'NOT_FOUND' })
      await passing(HOUR)

      expect(await fatesOf(id)).toEqual([{ kind: 'reminder.ended', mailId: id }])
      expect(receivedBy(to)).toEqual([])
    },
  )
})
