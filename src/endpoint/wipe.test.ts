import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppointmentId, AssignmentId, MailId, StaffId, type InvitationId, type LinkId } from '../shared/domain/ids.ts'
import type { OutboxBody } from '../shared/contract/outbox.ts'
import { serverTables } from '../shared/domain/serverKnows.ts'
import { DAY, plusMilliseconds } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { openDatabase } from './db/openDatabase.ts'
import { makeToken } from './secrets.ts'
import { sell } from './testing/booking.ts'
import {
  addPasskey,
  asker,
  browser,
  authOf,
  lookAt,
  pairDesk,
  registered,
  startClinic,
  type TestClinic,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('wiping a clinic on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind, { smtpUrl: 'smtp://127.0.0.1:9' }))
  })
  afterAll(() => stop())

  /** How many rows of each table, without the empty ones. */
  async function counts(): Promise<Record<string, number>> {
    const db = await openDatabase(running.database, running.clock)
    try {
      const found: Record<string, number> = {}
      for (const table of serverTables) {
        const { rows } = await sql<{
          count: number | string
        }>`SELECT count(*) AS count FROM ${sql.table(table)}`.execute(db)
        if (Number(rows[0]?.count) > 0) found[table] = Number(rows[0]?.count)
      }
      return found
    } finally {
      await db.destroy()
    }
  }
  const wipe = (seen: number, links: LinkId[] = [], invitations: InvitationId[] = []): OutboxBody => ({
    kind: 'clinic.wipe',
    seen,
    links,
    invitations,
  })

  test('R11.1 every login that is named works as before; what the desk does not name is gone, whatever hung on it', async () => {
    const desk = await pairDesk(running)
    const assignmentId = AssignmentId.parse(randomUUID())
    const staying = await registered(running, desk, 'ana@example.test', {
      forms: [assignmentId],
      parts: await desk.parts(2),
    })
    const going = await registered(running, desk, 'ben@example.test', {
      forms: [assignmentId],
      parts: await desk.parts(1),
    })
    const [open, dropped] = [await desk.invite('access'), await desk.invite('access')]
    for (const { client, linkId, input } of [staying, going]) {
      await addPasskey(client, desk, input.email)
      const sealed = await sealJson('half filled', [desk.recipient])
      await client.forms.saveDraft({ clinicId: desk.clinicId, linkId, assignmentId, sealed })
    }
    await sell(desk)
    const startsAt = plusMilliseconds(running.clock.now(), 3 * DAY)
    await desk.push(
      {
        kind: 'reminder.put',
        id: MailId.parse(randomUUID()),
        visit: {
          id: AppointmentId.parse(randomUUID()),
          practitionerId: StaffId.parse(randomUUID()),
          startsAt,
          endsAt: startsAt,
        },
        leavesAt: plusMilliseconds(startsAt, -DAY),
        tokenHash: hashToken(makeToken()),
        sealed: await sealJson('a reminder', [desk.recipient]),
      },
      { kind: 'feed.put', practitionerId: StaffId.parse(randomUUID()), tokenHash: hashToken(makeToken()), busy: [] },
    )
    const seen = await lastSeq(desk)

    expect(await desk.push(wipe(seen, [staying.linkId], [staying.invitation.id, open.id]))).toEqual(['applied'])

    const { links } = await staying.client.records.list({ clinicId: desk.clinicId })
    expect(links).toMatchObject([{ id: staying.linkId, index: null }])
    const form = { clinicId: desk.clinicId, linkId: staying.linkId, assignmentId }
    expect(await staying.client.forms.draft(form)).not.toBeNull()
    const again = browser(running.url)
    const signIn = { clinicId: desk.clinicId, email: 'ana@example.test' }
    expect(await again.session.signIn({ ...signIn, auths: [authOf('password of ana@example.test')] })).toMatchObject({
      recipient: staying.input.recipient,
    })
    expect(await counts()).toMatchObject({ login: 1, link: 1, passkey: 1, draft: 1, mail: 1, reminder: 1 })
    expect(await failureOf(going.client.records.list({ clinicId: desk.clinicId }))).toMatchObject({
      code: 'SIGNED_OUT',
    })
    expect(await lookAt(running, desk, dropped)).toMatchObject({ because: 'unknown' })
    expect(await lookAt(running, desk, staying.invitation)).toMatchObject({ because: 'used' })
    expect(await lookAt(running, desk, open)).toMatchObject({ state: 'open' })
    expect((await desk.events(seen)).map((event) => event.kind)).toEqual(['invitation.fetched'])
  })

  test('R11.1, R11.3 nothing is left of what the desk can say again, and nothing of another clinic is touched', async () => {
    const theirs = await pairDesk(running)
    const held = await registered(running, theirs, 'cleo@example.test', { parts: await theirs.parts(1) })
    const before = await counts()
    const desk = await pairDesk(running)
    await registered(running, desk, 'dora@example.test', { parts: await desk.parts(3) })
    await sell(desk)

    expect(await desk.push(wipe(await lastSeq(desk)))).toEqual(['applied'])

    const after = await counts()
    // What tells a repeat stays, and the clinic with its lanes.
    const left = Object.entries(after).filter(([table, count]) => count !== before[table])
    expect(left.map(([table]) => table).toSorted()).toEqual(['applied_item', 'clinic', 'lane', 'pairing_code'])
    expect(await held.links()).toHaveLength(1)
  })

  test('R11.1 what came in meanwhile is heard first: until then nothing is wiped', async () => {
    const desk = await pairDesk(running)
    const { ask } = await asker(running, desk, 'emil@example.test')
    const seen = await lastSeq(desk)
    await ask()
    const before = await counts()

    expect(await desk.push(wipe(seen))).toEqual(['eventsWait'])

    expect(await counts()).toEqual(before)
    expect((await desk.events(seen)).map((event) => event.kind)).toEqual(['request.made'])
    expect(await desk.push(wipe(seen + 1))).toEqual(['applied'])
    expect(await desk.events(seen)).toEqual([])
  })

  async function lastSeq(desk: Awaited<ReturnType<typeof pairDesk>>): Promise<number> {
    const { events } = await desk.sync.pull({ epoch: 1, after: 0, limit: 1000 })
    return Math.max(0, ...events.map((event) => (event as { seq: number }).seq))
  }
})
