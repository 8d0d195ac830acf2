import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/main/core/db/open.ts'
import { findChangeable } from '../../src/main/core/db/visitChanges.ts'
import { fillVersion1, idIn } from '../../src/main/core/testing/fillVersion1.ts'
import { AppointmentId } from '../../src/shared/domain/ids.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

test('R6.6 who was told by an e-mail is told by it still; who was to be, by one that was undone, is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-version25-'))
  const file = join(folder, 'clinic.db')
  const now = Instant.parse('2026-03-02T09:00:00.000Z')
  const known = { key: Buffer.alloc(32, 3), now }
  const first = await openStore({ ...known, file, migrations: [foundation] })
  fillVersion1(first.database)
  await first.close()
  const before = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 26) })
  const visit = { startsAt: now, practitionerId: '01900000-0000-7000-8000-000000000001' }
  const put = (id: number, how: string, mailState: string | null) => {
    const told = { visit, how, at: now, by: null }
    before.database
      .prepare('UPDATE appointment SET told_json = ? WHERE id = ?')
      .run(JSON.stringify(told), idIn('appointment', id))
    before.database
      .prepare('UPDATE mail SET appointment_id = ? WHERE state = ?')
      .run(idIn('appointment', id), mailState)
  }
  put(1, 'email', 'sent')
  put(2, 'email', 'undone')
  put(3, 'telephone', 'bounced')
  put(4, 'email', null)
  await before.close()

  const store = await openStore({ ...known, file, migrations: clinicMigrations })

  const toldOf = async (id: number) =>
    (await findChangeable(store.db, AppointmentId.parse(idIn('appointment', id))))?.told
  expect(await toldOf(1)).toMatchObject({ visit, how: 'email', mailId: idIn('mail', 3), before: null })
  expect(await toldOf(2)).toBeNull()
  expect(await toldOf(3)).toMatchObject({ visit, how: 'telephone', mailId: null })
  expect(await toldOf(4)).toMatchObject({ visit, how: 'email', mailId: null })
  await store.close()
  rmSync(folder, { recursive: true })
})
