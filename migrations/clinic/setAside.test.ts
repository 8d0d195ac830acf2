import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/main/core/db/open.ts'
import { fillVersion1 } from '../../src/main/core/testing/fillVersion1.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

test('R11.6 what was set aside before there were reasons says of which kind it is, and can be tried again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-set-aside-'))
  const known = {
    file: join(folder, 'clinic.db'),
    key: Buffer.alloc(32, 3),
    now: Instant.parse('2026-03-02T09:00:00.000Z'),
  }
  const first = await openStore({ ...known, migrations: [foundation] })
  fillVersion1(first.database)
  const add = first.database.prepare('INSERT INTO event_set_aside (seq, event_json, set_aside_at) VALUES (?, ?, ?)')
  add.run(40, '{"seq":40,"body":{"kind":"request.made"}}', known.now)
  add.run(41, 'no JSON', known.now)
  await first.close()

  const later = await openStore(known)

  expect(
    later.database.prepare('SELECT seq, kind, reason, put_away_at FROM event_set_aside ORDER BY seq').all(),
  ).toEqual([
    { seq: 39, kind: null, reason: 'notApplied', put_away_at: null },
    { seq: 40, kind: 'request.made', reason: 'notApplied', put_away_at: null },
    { seq: 41, kind: null, reason: 'notApplied', put_away_at: null },
  ])
  await later.close()
  rmSync(folder, { recursive: true, force: true })
})

test('R11.6 what was set aside before there was a bound counts for its login until it is settled', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-room-'))
  const known = {
    file: join(folder, 'clinic.db'),
    key: Buffer.alloc(32, 3),
    now: Instant.parse('2026-03-02T09:00:00.000Z'),
  }
  const before = await openStore({ ...known, migrations: clinicMigrations.slice(0, 7) })
  before.database.pragma('foreign_keys = OFF')
  before.database.exec(`
    INSERT INTO link (id, login_id, patient_id, level, since_at) VALUES ('k', 'ben', 'p', 'limited', 'now');
    INSERT INTO login (id, email, email_key, recipient, first_seen_at) VALUES ('ben', 'b', 'b', 'r', 'now');
    INSERT INTO patient (id, chart_number, given_name, family_name, created_at, changed_at) VALUES ('p', 1, 'B', 'O', 'now', 'now');
    INSERT INTO questionnaire_version (id, questionnaire_id, version, title, minutes, resource_json, published_at)
      VALUES ('v', 'q', '1', 'T', 1, '{}', 'now');
    INSERT INTO event_set_aside (seq, event_json, set_aside_at) VALUES (9, '"é"', 'now');`)
  for (const state of ['received', 'setAside', 'unproven']) {
    before.database
      .prepare(
        `INSERT INTO submission (id, patient_id, link_id, questionnaire_version_id, response_json, state, problems_json, submitted_at, received_at)
         VALUES (?, 'p', 'k', 'v', '{"é":1}', ?, '[]', 'now', 'now')`,
      )
      .run(state, state)
    before.database
      .prepare(
        `INSERT INTO inbox_item (id, kind, patient_id, submission_id, facts_json, received_at) VALUES (?, 'submission', 'p', ?, '{}', 'now')`,
      )
      .run(state, state)
  }
  await before.close()

  const later = await openStore(known)

  expect(later.database.prepare('SELECT id, kept_for, kept_bytes FROM inbox_item ORDER BY id').all()).toEqual([
    { id: 'received', kept_for: null, kept_bytes: null },
    { id: 'setAside', kept_for: 'ben', kept_bytes: 4096 + 8 + 2 },
    { id: 'unproven', kept_for: null, kept_bytes: 4096 + 8 + 2 },
  ])
  expect(later.database.prepare('SELECT bytes FROM event_set_aside').pluck().all()).toEqual([4096 + 4])
  await later.close()
  rmSync(folder, { recursive: true, force: true })
})

test('R11.5 what was set aside before it was signed has a MAC that proves nothing, and can be tried again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-unsigned-'))
  const known = {
    file: join(folder, 'clinic.db'),
    key: Buffer.alloc(32, 3),
    now: Instant.parse('2026-03-02T09:00:00.000Z'),
  }
  const before = await openStore({ ...known, migrations: clinicMigrations.slice(0, 5) })
  const add = before.database.prepare(
    `INSERT INTO event_set_aside (seq, event_json, kind, reason, set_aside_at) VALUES (?, ?, ?, 'notApplied', ?)`,
  )
  const kept = (seq: number, kind: string, rest: object) =>
    add.run(seq, JSON.stringify({ seq, id: `e${seq}`, body: { kind, ...rest } }), kind, known.now)
  kept(40, 'request.made', { linkId: 'k' })
  kept(41, 'form.submitted', { linkId: 'k' })
  kept(42, 'request.made', { linkId: 'k', mac: 'm', requestId: 'r' })
  kept(43, 'mail.sent', { mailId: 'm' })
  await before.close()

  const later = await openStore(known)

  const bodies = later.database
    .prepare(`SELECT event_json ->> '$.body' FROM event_set_aside ORDER BY seq`)
    .pluck()
    .all()
  expect(bodies.map((body) => JSON.parse(String(body)) as object)).toEqual([
    { kind: 'request.made', linkId: 'k', mac: '', requestId: 'e40' },
    { kind: 'form.submitted', linkId: 'k', mac: '' },
    { kind: 'request.made', linkId: 'k', mac: 'm', requestId: 'r' },
    { kind: 'mail.sent', mailId: 'm' },
  ])
  await later.close()
  rmSync(folder, { recursive: true, force: true })
})

test('R11.6 a holder who was noted before there were reasons has a key to which nothing can be sealed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-unsealed-'))
  const known = {
    file: join(folder, 'clinic.db'),
    key: Buffer.alloc(32, 3),
    now: Instant.parse('2026-03-02T09:00:00.000Z'),
  }
  const first = await openStore({ ...known, migrations: [foundation] })
  fillVersion1(first.database)
  const linkId = first.database.prepare('SELECT id FROM link LIMIT 1').pluck().get()
  await first.close()
  const before = await openStore({ ...known, migrations: clinicMigrations.slice(0, 7) })
  before.database.prepare('INSERT INTO unsealed_holder (link_id, since_at) VALUES (?, ?)').run(linkId, known.now)
  await before.close()

  const later = await openStore(known)

  expect(later.database.prepare('SELECT * FROM unsealed_holder').all()).toEqual([
    { link_id: linkId, since_at: known.now, put_away_at: null, reason: 'unusableKey' },
  ])
  await later.close()
  rmSync(folder, { recursive: true, force: true })
})
