import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpointMigrations } from '../../migrations/endpoint/index.ts'
import { AppointmentId, AssignmentId, EventId, MailId, StaffId } from '../shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { seal, sealJson } from '../shared/envelope/seal.ts'
import { createEndpoint } from './createEndpoint.ts'
import { DatabaseFromTheFutureError } from './db/migrate.ts'
import { openDatabase } from './db/openDatabase.ts'
import { tidy } from './housekeeping.ts'
import { makeToken } from './secrets.ts'
import { at, booked, sell } from './testing/booking.ts'
import { MAC, authOf, browser, pairDesk, redemption, registration } from './testing/clients.ts'
import { DATABASES, startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

const TABLES = [
  'applied_item',
  'attempt',
  'blob',
  'blob_chunk',
  'claim',
  'clinic',
  'device',
  'draft',
  'event',
  'feed',
  'invitation',
  'lane',
  'lane_range',
  'link',
  'login',
  'mail',
  'offer',
  'pairing_code',
  'part',
  'received',
  'record_index',
  'record_index_form',
  'record_index_part',
  'reminder',
  'sale',
  'session',
]
const AGE_HEADER = 'age-encryption.org/v1\n'

describe.each(DATABASES)('the store on %s', (kind) => {
  let machine: Machine
  let running: TestEndpoint
  beforeAll(async () => {
    machine = await startMachine(kind)
    running = await startEndpoint(machine)
  })
  afterAll(async () => {
    await running.endpoint.close()
    await machine.stop()
  })

  /** Every row of every table, as the database's owner sees them. */
  async function dump(): Promise<Record<string, Record<string, unknown>[]>> {
    const db = await openDatabase(running.database, running.clock)
    const rows = await Promise.all(
      TABLES.map(async (table) => {
        const found = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}`.execute(db)
        return [table, found.rows] as const
      }),
    )
    await db.destroy()
    return Object.fromEntries(rows)
  }

  test('a database from the future is refused, and left as it is', async () => {
    const other = await startEndpoint(machine)
    await other.endpoint.close()
    const db = await openDatabase(other.database, other.clock)
    await sql`INSERT INTO schema_version (number, name, applied_at) VALUES (99, 'later', ${other.clock.now()})`.execute(
      db,
    )
    await db.destroy()

    await expect(createEndpoint(other.options)).rejects.toThrow(DatabaseFromTheFutureError)
  })

  test('processes that start at the same moment migrate once', async () => {
    // On SQLite one process has the file.
    const starts = machine.postgres ? 3 : 1
    const fresh = machine.postgres
      ? ({ kind: 'postgres', url: await machine.postgres.makeDatabase() } as const)
      : ({ kind: 'sqlite', file: `${machine.directory}/${randomUUID()}.sqlite` } as const)

    const opened = await Promise.all(Array.from({ length: starts }, () => openDatabase(fresh, running.clock)))

    for (const db of opened) {
      expect((await sql`SELECT number FROM schema_version`.execute(db)).rows).toHaveLength(endpointMigrations.length)
      await db.destroy()
    }
  })

  test('R11.1, R11.2 what is stored is in clear where it may be, an age file or a hash, and nothing else', async () => {
    const desk = await pairDesk(running)
    const { mailRecipient } = await desk.sync.hello({ epoch: 1 })
    const assignmentId = AssignmentId.parse(randomUUID())
    const form = await desk.invite('form', { forms: [assignmentId] })
    const waiting = await desk.invite('access', { parts: await desk.parts(1) })
    await desk.push({ kind: 'anchor.put', sealed: await seal('row', [desk.recipient]) })
    const ana = browser(running.url)
    const input = await registration(desk.clinicId, form, 'ana@example.test')
    const { linkId } = await ana.invitation.register(input)
    const sealed = await seal('answers', [desk.recipient])
    const call = { clinicId: desk.clinicId, linkId }
    await ana.forms.saveDraft({ ...call, assignmentId, sealed })
    await ana.requests.make({ ...call, requestId: EventId.parse(randomUUID()), sealed, mac: MAC })
    machine.smtp.refuse('waits@example.test', 450)
    const mail = await sealJson(
      {
        format: 2,
        id: randomUUID(),
        fromName: 'Clinic',
        replyTo: null,
        to: 'waits@example.test',
        subject: 'Hello',
        text: 'Hello',
        html: '<p>Hello</p>',
        calendar: null,
      },
      [mailRecipient],
    )
    const feedToken = makeToken()
    const startsAt = running.clock.now()
    const busy = [{ key: 'a'.repeat(32), startsAt, endsAt: plusMilliseconds(startsAt, DAY) }]
    const practitionerId = StaffId.parse(randomUUID())
    await desk.push({ kind: 'feed.put', practitionerId, tokenHash: hashToken(feedToken), busy })
    await desk.push({ kind: 'mail.put', id: MailId.parse(randomUUID()), to: 'waits@example.test', sealed: mail })
    const reminderToken = makeToken()
    await desk.push({
      kind: 'reminder.put',
      id: MailId.parse(randomUUID()),
      visit: { id: AppointmentId.parse(randomUUID()), practitionerId, startsAt, endsAt: startsAt },
      leavesAt: plusMilliseconds(startsAt, DAY),
      tokenHash: hashToken(reminderToken),
      sealed: mail,
    })
    const sale = await sell(desk)
    const { hold } = await booked(running, desk, sale, at('10:00', 3), 'new@example.test')
    await ana.session
      .signIn({ clinicId: desk.clinicId, email: 'ana@example.test', auths: [authOf('wrong')] })
      .catch(() => 0)

    const tables = await dump()

    const values = Object.values(tables).flatMap((rows) => rows.flatMap((row) => Object.entries(row)))
    const envelopes = values.filter(([name, value]) => name.endsWith('_sealed') && value !== null)
    expect(envelopes.length).toBeGreaterThan(5)
    for (const [, value] of envelopes) {
      expect(Buffer.isBuffer(value) && value.subarray(0, AGE_HEADER.length).toString()).toBe(AGE_HEADER)
    }
    const text = JSON.stringify(values.filter(([name]) => !name.endsWith('_sealed')))
    const redeeming = await redemption(desk.clinicId, waiting, 'ana@example.test')
    const secrets = [
      desk.token,
      input.token,
      input.auth,
      redeeming.token,
      waiting.identity,
      feedToken,
      reminderToken,
      hold.token,
    ]
    expect([...secrets, '127.0.0.1'].filter((secret) => text.includes(secret))).toEqual([])
    for (const [name, value] of values)
      if (name.endsWith('_hash') && value !== null) expect(value).toMatch(/^[0-9a-f]{64}$/)
    const emails = new Set(text.match(/[\w.-]+@[\w.-]+/g))
    expect([...emails].sort()).toEqual(['ana@example.test', 'new@example.test', 'waits@example.test'])
  })

  test('R11.6 an anchor that is no anchor’s size is handed over as none that opens, and the next takes its place', async () => {
    const desk = await pairDesk(running)
    const anchor = async () => (await desk.sync.hello({ epoch: 1 })).anchor
    const sealed = await seal('row', [desk.recipient])
    expect(await anchor()).toBeNull()
    const db = await openDatabase(running.database, running.clock)
    const large = { anchor_sealed: Buffer.alloc(10_000_000) }
    await db.updateTable('clinic').set(large).where('id', '=', desk.clinicId).execute()
    await db.destroy()

    expect(await anchor()).toBe('')
    await desk.push({ kind: 'anchor.put', sealed })
    expect(await anchor()).toBe(sealed)
  })

  test('R3.4 housekeeping drops what has passed: sessions, counts, codes, envelopes of expired access invitations', async () => {
    const desk = await pairDesk(running)
    const access = await desk.invite('access')
    const form = await desk.invite('form')
    const register = await registration(desk.clinicId, await desk.invite('form'), 'tidy@example.test')
    await browser(running.url).invitation.register(register)
    running.clock.pass(5 * DAY)

    const db = await openDatabase(running.database, running.clock)
    await tidy({ db, clock: running.clock, log: running.options.log })
    await db.destroy()

    const after = await dump()
    expect([after['session'], after['attempt'], after['pairing_code']]).toEqual([[], [], []])
    const owners = after['record_index']?.map((row) => row['owner_id'])
    expect(owners).not.toContain(access.id)
    expect(owners).toContain(form.id)
  })
})
