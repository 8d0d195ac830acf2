import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/main/core/db/open.ts'
import { fillVersion1 } from '../../src/main/core/testing/fillVersion1.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

test('R6.2 visits from before belong to no series, and stay as they were', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-version28-'))
  const file = join(folder, 'clinic.db')
  const known = { key: Buffer.alloc(32, 3), now: Instant.parse('2026-03-02T09:00:00.000Z') }
  const first = await openStore({ ...known, file, migrations: [foundation] })
  fillVersion1(first.database)
  await first.close()
  const before = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 28) })
  const visits = before.database.prepare('SELECT * FROM appointment ORDER BY id').all()
  await before.close()

  const store = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 29) })

  const after = store.database.prepare('SELECT * FROM appointment ORDER BY id').all() as object[]
  expect(after).toEqual(visits.map((visit) => ({ ...(visit as object), series_id: null, originally_at: null })))
  expect(after.length).toBeGreaterThan(1)
  await store.close()
  rmSync(folder, { recursive: true })
})
