import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarEntries } from '../../tests/support/calendarEntries.ts'
import type { BusyTime } from '../shared/domain/calendarFeed.ts'
import { StaffId } from '../shared/domain/ids.ts'
import { Instant, MINUTE, SECOND } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { openDatabase } from './db/openDatabase.ts'
import { makeToken } from './secrets.ts'
import { pairDesk, startClinic, type TestClinic, type TestDesk } from './testing/clients.ts'
import { DATABASES } from './testing/harness.ts'

const time = (digit: string, from: string, to: string): BusyTime => ({
  key: digit.repeat(32),
  startsAt: Instant.parse(`2026-03-${from}:00.000Z`),
  endsAt: Instant.parse(`2026-03-${to}:00.000Z`),
})
const NINE = time('a', '03T09:00', '03T09:30')
const TEN = time('b', '03T10:00', '03T11:00')

describe.each(DATABASES)('calendar addresses on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  const LEE = StaffId.parse(randomUUID())
  const put = (token: string, busy: BusyTime[], practitionerId = LEE, by = desk) =>
    by.push({ kind: 'feed.put', practitionerId, tokenHash: hashToken(token), busy })
  const pathOf = (token: string, { clinicId }: { clinicId: string } = desk) => `/feed/${clinicId}/${token}.ics`
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${running.url}${path}`, { headers })
  /** All that tells one answer from another. */
  const told = async (response: Response) => {
    const headers = [...response.headers].filter(([name]) => name !== 'date')
    return { status: response.status, headers, body: await response.text() }
  }

  test('R11.1 whoever has the address reads when the practitioner is busy, and nothing else', async () => {
    const token = makeToken()
    expect(await put(token, [TEN, NINE])).toEqual(['applied'])

    const response = await get(pathOf(token))

    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="busy.ics"',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    const file = await response.text()
    const stamp = running.clock.now()
    expect(calendarEntries(file)).toEqual([
      { uid: NINE.key, from: NINE.startsAt, to: NINE.endsAt, stamp, summary: 'Busy' },
      { uid: TEN.key, from: TEN.startsAt, to: TEN.endsAt, stamp, summary: 'Busy' },
    ])
    expect(file).not.toContain(LEE)
    expect(file).not.toContain(desk.clinicId)
  })

  test('R11.1 what did not change is the same bytes under the same tag; what changed has a new one, and its own stamp', async () => {
    const token = makeToken()
    await put(token, [NINE])
    const first = await get(pathOf(token))
    const etag = first.headers.get('etag') ?? ''
    const modified = first.headers.get('last-modified') ?? ''
    const before = await first.text()
    running.clock.pass(MINUTE)
    await put(token, [NINE])

    const unchanged = await get(pathOf(token), { 'if-none-match': `"another", W/${etag}` })
    expect([unchanged.status, unchanged.headers.get('etag'), await unchanged.text()]).toEqual([304, etag, ''])
    expect((await get(pathOf(token), { 'if-modified-since': modified })).status).toBe(304)
    expect(await (await get(pathOf(token))).text()).toBe(before)

    await put(token, [NINE, TEN])
    const changed = await get(pathOf(token), { 'if-none-match': etag, 'if-modified-since': modified })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
    const [nine, ten] = calendarEntries(await changed.text())
    expect(Date.parse(changed.headers.get('last-modified') ?? '') - Date.parse(modified)).toBe(60 * SECOND)
    expect(nine).toEqual(calendarEntries(before)[0])
    expect(ten?.stamp).not.toBe(nine?.stamp)
    expect((await get(pathOf(token), { 'if-modified-since': modified })).status).toBe(200)
  })

  test('R11.1, R11.3 an unknown address, one that ended, one that was changed and one of another clinic are one answer', async () => {
    const [first, second, other] = [makeToken(), makeToken(), makeToken()]
    const elsewhere = await pairDesk(running)
    const rose = StaffId.parse(randomUUID())
    await put(first, [NINE])
    await put(other, [NINE], rose)
    expect((await get(pathOf(first))).status).toBe(200)
    expect((await get(pathOf(other))).status).toBe(200)

    await put(second, [NINE])
    expect(await desk.push({ kind: 'feed.end', practitionerId: rose })).toEqual(['applied'])
    // Another clinic's desk ends nothing here, whatever it names.
    await elsewhere.push({ kind: 'feed.end', practitionerId: LEE })

    const unknown = await told(await get(pathOf(makeToken())))
    expect(unknown).toMatchObject({ status: 404, body: 'Not found' })
    for (const path of [
      pathOf(first),
      pathOf(other),
      pathOf(second, elsewhere),
      pathOf(second, { clinicId: 'none' }),
      pathOf(second).replace('.ics', ''),
      pathOf(`${second}x`),
    ]) {
      expect(await told(await get(path)), path).toEqual(unknown)
    }
    expect((await get(pathOf(second))).status).toBe(200)
    expect(await desk.push({ kind: 'feed.end', practitionerId: rose })).toEqual(['applied'])
  })

  test('R11.2 the address stands in no log and in no row: what is kept is its hash', async () => {
    const token = makeToken()
    await put(token, [NINE])
    await get(pathOf(token))
    await get(pathOf(`${token.slice(1)}x`))

    const logged = running.logged.join('\n')
    expect(logged).toContain('/feed/:clinicId/*')
    expect(logged).not.toContain(token.slice(1))
    expect(logged).not.toContain(desk.clinicId)
    const db = await openDatabase(running.database, running.clock)
    const rows = await db.selectFrom('feed').selectAll().where('clinic_id', '=', desk.clinicId).execute()
    await db.destroy()
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(rows.map((row) => row.token_hash)).toContain(hashToken(token))
  })

  test('R11.6 a feed that cannot be one is refused alone, and a row that no call can have written counts as none', async () => {
    const [token, bad] = [makeToken(), makeToken()]
    const rose = StaffId.parse(randomUUID())
    await put(token, [NINE])
    await put(bad, [NINE], rose)
    const back = { ...NINE, startsAt: NINE.endsAt, endsAt: NINE.startsAt }
    await expect(put(token, [back])).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const many = Array.from({ length: 5_001 }, (_, at) => ({ ...NINE, key: at.toString(16).padStart(32, '0') }))
    await expect(put(token, many)).rejects.toMatchObject({ code: 'BAD_REQUEST' })

    const db = await openDatabase(running.database, running.clock)
    const words = JSON.stringify([{ ...NINE, key: 'x\r\nSUMMARY:Call this number', since: NINE.startsAt }])
    for (const busy_json of ['{', '[{"key":1}]', words, ' '.repeat(2 * 1024 * 1024)]) {
      await db.updateTable('feed').set({ busy_json }).where('token_hash', '=', hashToken(bad)).execute()
      expect((await get(pathOf(bad))).status).toBe(404)
      expect(calendarEntries(await (await get(pathOf(token))).text())).toHaveLength(1)
    }
    for (const changed_at of ['yesterday', 'x'.repeat(2 * 1024 * 1024)]) {
      await db
        .updateTable('feed')
        .set({ busy_json: '[]', changed_at })
        .where('token_hash', '=', hashToken(bad))
        .execute()
      expect((await get(pathOf(bad))).status).toBe(404)
    }
    await db.destroy()
    expect(await put(bad, [TEN], rose)).toEqual(['applied'])
    expect(calendarEntries(await (await get(pathOf(bad))).text())).toMatchObject([{ from: TEN.startsAt }])
  })

  test('R11.7 whoever tries addresses is stopped, and whoever has one goes on; one that asks without end has its own limit', async () => {
    running.clock.pass(20 * MINUTE)
    const [token, busy] = [makeToken(), makeToken()]
    await put(token, [NINE])
    await put(busy, [NINE], StaffId.parse(randomUUID()))
    const statuses: number[] = []
    for (let tried = 0; tried < 31; tried += 1) statuses.push((await get(pathOf(makeToken()))).status)

    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 404))
    const stopped = await get(pathOf(makeToken()))
    expect([statuses[30], stopped.status]).toEqual([429, 429])
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await get(pathOf(token))).status).toBe(200)

    const asked: number[] = []
    for (let times = 0; times < 61; times += 1) asked.push((await get(pathOf(busy))).status)
    expect([asked[59], asked[60]]).toEqual([200, 429])
    expect((await get(pathOf(token))).status).toBe(200)
    running.clock.pass(11 * MINUTE)
    expect((await get(pathOf(busy))).status).toBe(200)
  })
})
