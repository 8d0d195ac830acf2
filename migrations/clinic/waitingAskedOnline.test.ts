import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/main/core/db/open.ts'
import { fillVersion1 } from '../../src/main/core/testing/fillVersion1.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { OfferState } from '../../src/shared/domain/waitingList.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

test('R6.2 whoever waits, waited, or was offered a time before, is carried over as they stood, in every state', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-version31-'))
  const file = join(folder, 'clinic.db')
  const known = { key: Buffer.alloc(32, 3), now: Instant.parse('2026-03-02T09:00:00.000Z') }
  const first = await openStore({ ...known, file, migrations: [foundation] })
  fillVersion1(first.database)
  await first.close()
  const before = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 31) })
  const { database } = before
  const idOf = (table: string) => (database.prepare(`SELECT id FROM ${table} ORDER BY id`).get() as { id: string }).id
  const [patient, service, staff, mail] = [idOf('patient'), idOf('service'), idOf('staff'), idOf('mail')]
  const at = known.now
  const entry = database.prepare(
    `INSERT INTO waiting_entry VALUES (?, '${patient}', '${service}', ?, ?, ?, ?, ?, ?, '${at}', '${staff}', ?, ?, ?, '${at}', ?)`,
  )
  entry.run('e1', null, '[]', '[]', null, null, 0, null, null, 1, null)
  entry.run('e2', staff, '[1,5]', '["morning"]', '2026-03-03', '2026-04-01', 1, null, null, 4, staff)
  entry.run('e3', null, '[]', '[]', null, null, 0, at, 'removed', 2, staff)
  entry.run('e4', staff, '[7]', '[]', null, '2026-03-09', 0, at, 'booked', 3, null)
  const states = OfferState.options
  const offer = database.prepare(
    `INSERT INTO waiting_offer VALUES (?, ?, '${staff}', '${service}', '${at}', '${at}', '${at}', ?, 'secret', ?, '${at}', '${staff}', ?)`,
  )
  for (const [index, state] of states.entries()) {
    offer.run(`o${index}`, `e${1 + (index % 4)}`, state, index % 2 === 0 ? mail : null, index > 2 ? at : null)
  }
  const entries = database.prepare('SELECT * FROM waiting_entry ORDER BY id').all()
  const offers = database.prepare('SELECT * FROM waiting_offer ORDER BY id').all()
  await before.close()

  const after = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 32) })

  expect(after.database.prepare('SELECT * FROM waiting_entry ORDER BY id').all()).toEqual(entries)
  expect(after.database.prepare('SELECT * FROM waiting_offer ORDER BY id').all()).toEqual(offers)
  expect([entries.length, offers.length]).toEqual([4, states.length])
  expect(after.database.pragma('foreign_key_check')).toEqual([])
  const waits = after.database.prepare('SELECT id FROM waiting_entry WHERE ended_at IS NULL ORDER BY id').pluck().all()
  expect(waits).toEqual(['e1', 'e2'])
  // An entry that offers hang on stays; one that nobody of the staff made can be put beside it.
  expect(() => after.database.prepare("DELETE FROM waiting_entry WHERE id = 'e1'").run()).toThrow(/FOREIGN KEY/)
  after.database
    .prepare(
      `INSERT INTO waiting_entry SELECT 'e5', patient_id, service_id, practitioner_id, weekdays_json, parts_json, from_on,
        until_on, is_urgent, since, NULL, NULL, NULL, 1, changed_at, NULL FROM waiting_entry WHERE id = 'e1'`,
    )
    .run()
  await after.close()
  rmSync(folder, { recursive: true })
})
