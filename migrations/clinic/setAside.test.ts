import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/main/core/db/open.ts'
import { fillVersion1 } from '../../src/main/core/testing/fillVersion1.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { foundation } from './0001_foundation.ts'

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
