import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serverTables } from '../shared/domain/serverKnows.ts'
import { AppointmentId, MailId, StaffId } from '../shared/domain/ids.ts'
import { DAY, HOUR, MINUTE, plusMilliseconds } from '../shared/domain/time.ts'
import type { OutboxBody } from '../shared/contract/outbox.ts'
import { KNOWN_ROWS } from '../shared/contract/sync.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { openDatabase } from './db/openDatabase.ts'
import { makeToken } from './secrets.ts'
import { sell } from './testing/booking.ts'
import {
  authOf,
  browser,
  pairDesk,
  registration,
  startClinic,
  type TestClinic,
  type TestDesk,
} from './testing/clients.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('what is known of a clinic on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind, { smtpUrl: 'smtp://127.0.0.1:9' }))
  })
  afterAll(() => stop())

  const rowsOf = async (table: string, by = desk) => (await by.sync.knownRows({ table, from: 0 })).rows
  const sizes = async (by = desk) =>
    new Map((await by.sync.knownTables({})).tables.map(({ table, size }) => [table, size]))
  const reminder = async (startsAt: ReturnType<typeof plusMilliseconds>, token: string): Promise<OutboxBody> => ({
    kind: 'reminder.put',
    id: MailId.parse(randomUUID()),
    visit: {
      id: AppointmentId.parse(randomUUID()),
      practitionerId: StaffId.parse(randomUUID()),
      startsAt,
      endsAt: plusMilliseconds(startsAt, 30 * MINUTE),
    },
    leavesAt: plusMilliseconds(startsAt, -DAY),
    tokenHash: hashToken(token),
    sealed: await sealJson({ visit: 'private words' }, [desk.recipient]),
  })

  test('R11.1 a reminder that is laid up, an offer, a feed and a login are told; what is secret is told by its length', async () => {
    const sold = await sell(desk)
    const startsAt = plusMilliseconds(running.clock.now(), 3 * DAY)
    const [reminding, offering, feeding] = [makeToken(), makeToken(), makeToken()]
    const times = { startsAt, endsAt: plusMilliseconds(startsAt, 30 * MINUTE) }
    const offer: Extract<OutboxBody, { kind: 'offer.put' }> = {
      kind: 'offer.put',
      id: AppointmentId.parse(randomUUID()),
      tokenHash: hashToken(offering),
      practitionerId: sold.lee,
      serviceId: sold.visit,
      ...times,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      until: plusMilliseconds(running.clock.now(), 2 * HOUR),
    }
    const feed: OutboxBody = { kind: 'feed.put', practitionerId: sold.lee, tokenHash: hashToken(feeding), busy: [] }
    expect(await desk.push(await reminder(startsAt, reminding), offer, feed)).toEqual(['applied', 'applied', 'applied'])
    const invitation = await desk.invite('access')
    await browser(running.url).invitation.register(await registration(desk.clinicId, invitation, 'Ana@example.test'))

    const [known] = await rowsOf('reminder')
    expect(known).toMatchObject({ starts_at: startsAt, token_hash: { kept: 'hash', length: 64 }, answered_at: null })
    expect(await rowsOf('offer')).toMatchObject([{ id: offer.id, until_at: offer.until, state: 'open' }])
    expect(await rowsOf('feed')).toMatchObject([{ practitioner_id: sold.lee, busy_json: '[]' }])
    expect(await rowsOf('mail')).toMatchObject([{ to_address: '', is_reminder: 1, body_sealed: { kept: 'sealed' } }])
    expect(await rowsOf('login')).toMatchObject([{ email: 'Ana@example.test', auth_hash: { kept: 'hash' } }])
    expect((await rowsOf('lane_range')).length).toBeGreaterThan(0)

    const told = await sizes()
    expect([...told.keys()]).toEqual(serverTables)
    for (const table of serverTables) {
      const size = told.get(table)
      if (size) expect((await rowsOf(table)).length, table).toBe(size.rows)
      if (size && size.rows > 0) expect(size.bytes, table).toBeGreaterThan(0)
    }
    expect([told.get('attempt'), told.get('endpoint_key')]).toEqual([null, null])
    const everything = JSON.stringify(await Promise.all(serverTables.map((table) => rowsOf(table))))
    for (const secret of [reminding, offering, feeding, authOf('correct horse'), 'age-encryption']) {
      expect(everything).not.toContain(secret)
      expect(everything).not.toContain(hashToken(secret))
    }
  })

  test('R11.3 nothing of another clinic is told, and a table that is none has no rows', async () => {
    const elsewhere = await pairDesk(running)

    const told = JSON.stringify(await Promise.all(serverTables.map((table) => rowsOf(table, elsewhere))))

    expect(told).toContain(elsewhere.clinicId)
    expect(told).not.toContain(desk.clinicId)
    expect((await sizes(elsewhere)).get('reminder')).toEqual({ rows: 0, bytes: 0 })
    for (const table of ['endpoint_key', 'attempt', 'schema_version', 'clinic"; DROP TABLE clinic; --', 'toString']) {
      expect(await elsewhere.sync.knownRows({ table, from: 0 })).toEqual({ rows: [], hasMore: false })
    }
    await expect(desk.sync.knownRows({ table: 'login', from: -1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('R11.6 rows that something else wrote, of any size, are told by their length, and stop no other', async () => {
    const other = await pairDesk(running)
    const ids = Array.from({ length: 31 }, () => randomUUID()).sort()
    const opened = await openDatabase(running.database, running.clock)
    const none = { visit_id: null, practitioner_id: null, starts_at: null, ends_at: null, token_hash: null }
    for (const [number, id] of ids.entries()) {
      const answered_at = 'x'.repeat(number === 0 ? 40_000_000 : 900_000)
      const row = { clinic_id: other.clinicId, id, ...none, ended_at: null, answered_at, kept_until: '9' }
      await opened.insertInto('reminder').values(row).execute()
    }
    await opened.destroy()

    const told = []
    for (let hasMore = true; hasMore;) {
      const page = await other.sync.knownRows({ table: 'reminder', from: told.length })
      expect(JSON.stringify(page).length).toBeLessThan(9_000_000)
      expect(page.rows.length).toBeGreaterThan(0)
      told.push(...page.rows)
      ;({ hasMore } = page)
    }

    expect(told.map((row) => row['id'])).toEqual(ids)
    expect(told[0]).toMatchObject({ answered_at: { kept: 'clear', length: 40_000_000 } })
    expect((await sizes(other)).get('reminder')?.rows).toBe(31)
  })

  test('R11.1 more rows than an answer holds come page by page, each once', async () => {
    const other = await pairDesk(running)
    for (let pushed = 0; pushed < 2; pushed += 1) {
      await other.push(
        ...Array.from(
          { length: 150 },
          () => ({ kind: 'feed.end', practitionerId: StaffId.parse(randomUUID()) }) as const,
        ),
      )
    }

    const first = await other.sync.knownRows({ table: 'applied_item', from: 0 })
    const second = await other.sync.knownRows({ table: 'applied_item', from: first.rows.length })

    expect([first.rows.length, first.hasMore, second.hasMore]).toEqual([KNOWN_ROWS, true, false])
    expect(new Set([...first.rows, ...second.rows].map((row) => row['id'])).size).toBe(300)
  })
})
