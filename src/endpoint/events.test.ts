import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from './db/openDatabase.ts'
import { SyncEvent } from '../shared/contract/events.ts'
import { EventId } from '../shared/domain/ids.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import {
  asker as askerAt,
  MAC,
  pairDesk,
  registered,
  startClinic,
  type TestClinic,
  type TestDesk,
} from './testing/clients.ts'
import { DATABASES } from './testing/harness.ts'

type Page = { readonly events: readonly unknown[] }
const eventsOf = ({ events }: Page) => events.map((event) => SyncEvent.parse(event))
const seqsOf = (page: Page) => eventsOf(page).map(({ seq }) => seq)

describe.each(DATABASES)('events on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  const asker = (desk: TestDesk, email: string) => askerAt(running, desk, email)

  test('events come in order without a gap, page by page, and go when they are acknowledged', async () => {
    const desk = await pairDesk(running)
    const patients = await Promise.all(Array.from({ length: 5 }, (_, n) => asker(desk, `order${n}@example.test`)))
    await Promise.all(patients.flatMap(({ ask }) => Array.from({ length: 10 }, ask)))

    const seen: number[] = []
    let hasMore = true
    while (hasMore) {
      const page = await desk.sync.pull({ epoch: 1, after: seen.at(-1) ?? 0, limit: 7 })
      seen.push(...seqsOf(page))
      hasMore = page.hasMore
    }
    expect(seen).toEqual(Array.from({ length: 55 }, (_, n) => n + 1))

    await desk.sync.acknowledge({ epoch: 1, upTo: 50 })
    const left = await desk.sync.pull({ epoch: 1, after: 0, limit: 1000 })
    expect(seqsOf(left)).toEqual([51, 52, 53, 54, 55])
  })

  test.each(['pull', 'acknowledge'] as const)(
    'after a backup was put back, a desk that has seen more gets what happened since by its next %s',
    async (act) => {
      const [desk, another] = [await pairDesk(running), await pairDesk(running)]
      await (await asker(another, `beside-${act}@example.test`)).ask()
      const { ask } = await asker(desk, `back-${act}@example.test`)
      await ask()
      const here = await desk.sync.pull({ epoch: 1, after: 0, limit: 10 })
      expect(seqsOf(here)).toEqual([1, 2])

      if (act === 'acknowledge') await desk.sync.acknowledge({ epoch: 1, upTo: 40 })
      const again = await desk.sync.pull({ epoch: 1, after: 40, limit: 10 })
      await ask()

      expect(again.events).toEqual(eventsOf(here).map((event) => ({ ...event, seq: event.seq + 40 })))
      await desk.sync.acknowledge({ epoch: 1, upTo: 42 })
      expect(seqsOf(await desk.sync.pull({ epoch: 1, after: 42, limit: 10 }))).toEqual([43])
      expect(seqsOf(await another.sync.pull({ epoch: 1, after: 0, limit: 10 })), 'of another clinic').toEqual([1, 2])
    },
  )

  test('R11.6 a row of which nothing can be made is handed over as it is, and those beside it come', async () => {
    const desk = await pairDesk(running)
    const { ask } = await asker(desk, 'bad-row@example.test')
    await ask()
    await ask()
    const db = await openDatabase(running.database, running.clock)
    const row = (seq: number) => db.updateTable('event').where('clinic_id', '=', desk.clinicId).where('seq', '=', seq)
    await row(1).set({ body_json: '{"kind":"moon.rose"}' }).execute()
    await row(2).set({ body_json: 'no JSON', at: 'never' }).execute()

    await db.destroy()

    const page = await desk.sync.pull({ epoch: 1, after: 0, limit: 10 })

    expect(page.events).toMatchObject([
      { seq: 1, body: { kind: 'moon.rose' } },
      { seq: 2, at: 'never' },
      { seq: 3, body: { kind: 'request.made' } },
    ])
  })

  test('R11.6 of a row that would fill an answer there is its number alone, and those beside it come', async () => {
    const desk = await pairDesk(running)
    const { ask } = await asker(desk, 'large-row@example.test')
    for (let n = 0; n < 3; n++) await ask()
    const db = await openDatabase(running.database, running.clock)
    const row = (seq: number) => db.updateTable('event').where('clinic_id', '=', desk.clinicId).where('seq', '=', seq)
    await row(1)
      .set({ body_json: JSON.stringify({ kind: 'x'.repeat(30_000_000) }) })
      .execute()
    await row(2)
      .set({ body_sealed: Buffer.alloc(30_000_000) })
      .execute()
    await row(3)
      .set({ body_json: JSON.stringify('x'.repeat(1_000)) })
      .execute()
    await db.destroy()

    const { events, hasMore } = await desk.sync.pull({ epoch: 1, after: 0, limit: 10 })

    expect(events).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4, body: { kind: 'request.made' } }])
    expect(events.slice(0, 2)).toEqual([{ seq: 1 }, { seq: 2 }])
    expect(Object.keys((events[2] as { body: object }).body)).toEqual(['sealed'])
    expect(hasMore).toBe(false)
  })

  test('a page is cut by size, so that long submissions never make one answer too large', async () => {
    const desk = await pairDesk(running)
    const { client, linkId } = await registered(running, desk, 'long@example.test')
    const sealed = await sealJson('x'.repeat(1_900_000), [desk.recipient])
    for (let n = 0; n < 5; n++) {
      const requestId = EventId.parse(randomUUID())
      await client.requests.make({ clinicId: desk.clinicId, linkId, requestId, sealed, mac: MAC })
    }

    const page = await desk.sync.pull({ epoch: 1, after: 1, limit: 1000 })

    expect(page).toMatchObject({ hasMore: true, events: { length: 3 } })
    const long = await desk.sync.pull({ epoch: 1, after: 1, limit: 1000, maxBytes: 100_000_000 })
    expect(long, 'whatever a desk asks for').toMatchObject({ hasMore: true, events: { length: 3 } })
    const rest = await desk.sync.pull({ epoch: 1, after: seqsOf(page).at(-1) ?? 0, limit: 1000 })
    expect(rest).toMatchObject({ hasMore: false, events: { length: 2 } })
    const short = await desk.sync.pull({ epoch: 1, after: 1, limit: 1000, maxBytes: 1_048_576 })
    expect(short, 'one at least').toMatchObject({ hasMore: true, events: { length: 1 } })
  })

  test('R11.6 a row that stands beyond what was counted is handed out once, and what follows it comes behind it', async () => {
    const desk = await pairDesk(running)
    const { ask } = await asker(desk, 'beyond@example.test')
    await desk.sync.acknowledge({ epoch: 1, upTo: 1 })
    const db = await openDatabase(running.database, running.clock)
    await ask()
    await db.updateTable('event').set({ seq: 9 }).where('clinic_id', '=', desk.clinicId).execute()
    const seqs = async (after: number) =>
      (await desk.sync.pull({ epoch: 1, after, limit: 10 })).events.map((event) => SyncEvent.parse(event).seq)

    expect(await seqs(1)).toEqual([9])
    expect(await seqs(9)).toEqual([])
    await desk.sync.acknowledge({ epoch: 1, upTo: 9 })
    await ask()

    expect(await seqs(9)).toEqual([10])
    await db.destroy()
  })
})
