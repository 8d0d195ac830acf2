import { sql, type InsertObject } from 'kysely'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppointmentId, MailId } from '../shared/domain/ids.ts'
import type { MailContent } from '../shared/domain/mailContent.ts'
import { DAY, HOUR, MINUTE } from '../shared/domain/time.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import { until } from '../../tests/support/until.ts'
import { openDatabase } from './db/openDatabase.ts'
import type { EndpointTables } from './db/tables.ts'
import { pairDesk, profileOf, type TestDesk } from './testing/clients.ts'
import { DATABASES, startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

const CANARY = 'Quetzal-Canary-7731'

describe.each(DATABASES)('e-mails on %s', (kind) => {
  let machine: Machine
  let running: TestEndpoint
  let desk: TestDesk
  let mailRecipient: string
  beforeAll(async () => {
    machine = await startMachine(kind)
    running = await startEndpoint(machine)
    desk = await pairDesk(running)
    mailRecipient = (await desk.sync.hello({ epoch: 1 })).mailRecipient
  })
  afterAll(async () => {
    await running.endpoint.close()
    await machine.stop()
  })

  const content = (to: string, change: Partial<MailContent> = {}): MailContent => ({
    format: 2,
    id: MailId.parse(randomUUID()),
    fromName: 'Elm Street Clinic, “Ñ”',
    replyTo: null,
    to,
    subject: `A message from the clinic ${CANARY}`,
    text: 'In text',
    html: '<p>In HTML</p>',
    calendar: null,
    ...change,
  })
  async function push(mail: MailContent, to = mail.to, recipient = mailRecipient): Promise<MailId> {
    const id = MailId.parse(randomUUID())
    await desk.push({ kind: 'mail.put', id, to, sealed: await sealJson(mail, [recipient]) })
    return id
  }
  const fateOf = (id: MailId) =>
    until(async () => (await desk.events()).find(({ body }) => body['mailId'] === id)?.body, 'the fate of an e-mail')
  const messageIdOf = (mail: MailContent) => `<${mail.id}@anteroom.test>`
  const received = (mail: MailContent) =>
    machine.smtp.mails.filter(({ parsed }) => parsed.messageId === messageIdOf(mail))

  test('R9.1 an e-mail leaves at once, with text, HTML and its .ics, and the desk hears of it', async () => {
    const calendar = {
      method: 'REQUEST',
      id: AppointmentId.parse(randomUUID()),
      startsAt: running.clock.now(),
      endsAt: running.clock.now(),
      sequence: 0,
      summary: 'Visit to Elm Street Clinic',
      addressLine: '',
      description: '',
      stampAt: running.clock.now(),
      series: null,
    } as const
    const mail = content('ana@example.test', { calendar })

    const id = await push(mail)

    expect(await fateOf(id)).toEqual({ kind: 'mail.sent', mailId: id })
    const [arrived] = received(mail)
    expect(arrived?.to).toEqual(['ana@example.test'])
    expect(arrived?.parsed).toMatchObject({
      from: { name: mail.fromName, address: 'portal@anteroom.test' },
      subject: mail.subject,
      messageId: messageIdOf(mail),
    })
    expect(arrived?.parsed.text).toContain('In text')
    expect(arrived?.parsed.html).toContain('<p>In HTML</p>')
    expect(arrived?.raw).toMatch(/content-type: text\/calendar; charset=utf-8; method=REQUEST/i)
    expect(arrived?.parsed.attachments.map(({ filename }) => filename)).toContain('visit.ics')
  })

  test('R9.1 an e-mail among other things leaves at once too', async () => {
    const mail = content('among@example.test')
    const id = MailId.parse(randomUUID())
    const sealed = await sealJson(mail, [mailRecipient])

    await desk.push(
      { kind: 'mail.put', id, to: mail.to, sealed },
      { kind: 'clinic.put', profile: profileOf(desk.recipient) },
    )

    expect(await fateOf(id)).toMatchObject({ kind: 'mail.sent' })
  })

  test('R9.3 an address that the mail server refuses bounces, with its code, and is not tried again', async () => {
    machine.smtp.refuse('gone@example.test', 553)

    const id = await push(content('gone@example.test'))

    expect(await fateOf(id)).toEqual({ kind: 'mail.bounced', mailId: id, code: 553 })
    running.clock.pass(4 * DAY)
    await running.endpoint.mailNow()
    expect((await desk.events()).filter(({ body }) => body['mailId'] === id)).toHaveLength(1)
  })

  test('R9.3 “later” is tried after 1 minute, 2, 4… and given up after 3 days', async () => {
    machine.smtp.refuse('busy@example.test', 450)
    const id = await push(content('busy@example.test'))
    const tries = () => running.logged.filter((line) => line.includes(id)).length
    await until(() => tries() === 1, 'the first attempt')
    const triedAfter = async (milliseconds: number) => {
      const before = tries()
      running.clock.pass(milliseconds)
      await running.endpoint.mailNow()
      return tries() > before
    }

    expect(await triedAfter(59_000)).toBe(false)
    expect(await triedAfter(1_000)).toBe(true)
    expect(await triedAfter(MINUTE)).toBe(false)
    expect(await triedAfter(MINUTE)).toBe(true)
    for (let hours = 0; hours < 73; hours++) await triedAfter(HOUR)

    expect(await fateOf(id)).toEqual({ kind: 'mail.failed', mailId: id, reason: 'notAccepted' })
  })

  test('R9.3 with the mail server away nothing is lost, and all leaves once when it is back', async () => {
    await machine.smtp.stop()
    const mails = Array.from({ length: 12 }, (_, n) => content(`away${n}@example.test`))
    const ids = await Promise.all(mails.map((mail) => push(mail)))
    await running.endpoint.mailNow()
    await machine.smtp.start()

    running.clock.pass(MINUTE)
    await running.endpoint.mailNow()

    const fates = await Promise.all(ids.map(fateOf))
    expect(new Set(fates.map((fate) => fate['kind']))).toEqual(new Set(['mail.sent']))
    for (const mail of mails) expect(received(mail)).toHaveLength(1)
  })

  test('R9.3 when the server’s answer is lost the e-mail goes again under the same Message-ID', async () => {
    const mail = content('twice@example.test')
    machine.smtp.loseNextReply()

    const id = await push(mail)
    await running.endpoint.mailNow()
    running.clock.pass(MINUTE)
    await running.endpoint.mailNow()

    expect(await fateOf(id)).toMatchObject({ kind: 'mail.sent' })
    expect(received(mail)).toHaveLength(2)
  })

  test('R9.4 an e-mail that does not open, or names another address than its envelope, is never sent', async () => {
    const { recipient } = await makeIdentity()
    const sealedToOther = await push(content('closed@example.test'), 'closed@example.test', recipient)
    const misaddressed = await push(content('victim@example.test'), 'envelope@example.test')

    expect(await fateOf(sealedToOther)).toMatchObject({ kind: 'mail.failed', reason: 'unreadable' })
    expect(await fateOf(misaddressed)).toMatchObject({ kind: 'mail.failed', reason: 'addressMismatch' })
    expect(machine.smtp.mails.filter(({ to }) => to.includes('victim@example.test'))).toEqual([])
  })

  test('a header cannot be forged from a name, nor a recipient added from an address', async () => {
    const mail = content('one@example.test', { fromName: 'Clinic\r\nBcc: spy@example.test', subject: 'A\r\nX-Evil: 1' })
    const list = content('two@example.test, three@example.test')

    await fateOf(await push(mail))
    const fate = await fateOf(await push(list))

    const [arrived] = received(mail)
    expect(arrived?.to).toEqual(['one@example.test'])
    expect(arrived?.parsed.headers.map(({ key }) => key)).not.toContain('x-evil')
    expect(arrived?.parsed.bcc ?? []).toEqual([])
    expect(fate).toMatchObject({ kind: 'mail.failed', reason: 'badAddress' })
    expect(machine.smtp.mails.flatMap(({ to }) => to)).not.toContain('three@example.test')
  })

  test('R11.1 neither the database’s files nor the log ever had a word of an e-mail, waiting or sent', async () => {
    machine.smtp.refuse('waits@example.test', 450)
    await push(content('waits@example.test'))
    await running.endpoint.mailNow()

    const contents = await filesOfDatabase()

    expect(contents.some((bytes) => bytes.includes('waits@example.test'))).toBe(true)
    expect(contents.filter((bytes) => bytes.includes(CANARY) || bytes.includes('In text'))).toEqual([])
    expect(running.logged.filter((line) => /@|Canary/.test(line))).toEqual([])
  })

  const mostAttempts = sql<number>`${sql.raw(kind === 'sqlite' ? '9223372036854775807' : '2147483647')}`
  test.each<[string, Partial<InsertObject<EndpointTables, 'mail'>>]>([
    ['whose attempts can be counted no further', { attempts: mostAttempts }],
    ['larger than any that is put', { body_sealed: Buffer.alloc(10_000_000) }],
    ['whose ids are none', { id: 'none' }],
    ['of no time', { created_at: 'never' }],
  ])('R11.6 e-mails of every clinic leave at once beside rows %s', async (_what, change) => {
    const [mail, other] = [content('beside@example.test'), await pairDesk(running)]
    const db = await openDatabase(running.database, running.clock)
    const row = {
      to_address: `${randomUUID()}@example.test`,
      body_sealed: Buffer.alloc(1),
      attempts: 0,
      due_at: '2020',
    }
    const rows = Array.from({ length: 6 }, (_, n) => ({
      ...{ ...row, clinic_id: desk.clinicId, claimed_by: null, created_at: running.clock.now() },
      ...change,
      id: 'id' in change ? `none ${n}` : randomUUID(),
    }))
    await db.insertInto('mail').values(rows).execute()

    const id = MailId.parse(randomUUID())
    await other.push({ kind: 'mail.put', id, to: mail.to, sealed: await sealJson(mail, [mailRecipient]) })
    await running.endpoint.mailNow()

    expect(received(mail)).toHaveLength(1)
    const waiting = await db.selectFrom('mail').select('id').where('to_address', '=', row.to_address).execute()
    expect(waiting, 'put off, and nothing made of them').toHaveLength(6)
    await db.destroy()
  })

  // PostgreSQL's log is its own: it is trimmed by the server's settings, not by who writes to it.
  if (kind === 'sqlite') {
    test('R9.4 once it is sent its address is in none of the files, write-ahead log and all', async () => {
      const id = await push(content('leaves-no-trace@example.test'))
      expect(await fateOf(id)).toMatchObject({ kind: 'mail.sent' })

      await running.endpoint.mailNow()

      const contents = await filesOfDatabase()
      expect(contents.length).toBeGreaterThan(1)
      expect(contents.filter((bytes) => bytes.includes('leaves-no-trace'))).toEqual([])
    })
  }

  /** The bytes of every file that the database has, while it is open. */
  async function filesOfDatabase(): Promise<Buffer[]> {
    const directory = running.database.kind === 'sqlite' ? dirname(running.database.file) : machine.postgres?.directory
    const own = running.database.kind === 'sqlite' ? basename(running.database.file) : ''
    const files = (await readdir(directory ?? '', { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && entry.name.startsWith(own),
    )
    return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))))
  }
})
