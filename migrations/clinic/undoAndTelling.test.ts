import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/main/core/db/open.ts'
import { findChangeable } from '../../src/main/core/db/visitChanges.ts'
import { fillVersion1, idIn } from '../../src/main/core/testing/fillVersion1.ts'
import { AppointmentId } from '../../src/shared/domain/ids.ts'
import { isTold } from '../../src/shared/domain/telling.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'anteroom-version13-'))
const now = Instant.parse('2026-03-02T09:00:00.000Z')
const known = { key: Buffer.alloc(32, 3), now }
const file = join(folder, 'clinic.db')
/** One untold and one told visit that stand, one of each that were called off. */
const VISITS = [
  { id: 1, status: 'booked', wasTold: 0 },
  { id: 2, status: 'booked', wasTold: 1 },
  { id: 3, status: 'cancelled', wasTold: 0 },
  { id: 4, status: 'cancelled', wasTold: 1 },
]
let store: Store

beforeAll(async () => {
  const first = await openStore({ ...known, file, migrations: [foundation] })
  fillVersion1(first.database)
  await first.close()
  const before = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 13) })
  const put = before.database.prepare(
    `UPDATE appointment SET status = ?, is_told = ?, starts_at = '2026-03-03T09:00:00.000Z' WHERE id = ?`,
  )
  for (const { id, status, wasTold } of VISITS) put.run(status, wasTold, idIn('appointment', id))
  await before.close()
  store = await openStore({ ...known, file, migrations: clinicMigrations })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('R6.6 whoever was told before is told still, and whoever was not is not', async () => {
  for (const { id, wasTold } of VISITS) {
    const visit = await findChangeable(store.db, AppointmentId.parse(idIn('appointment', id)))
    if (!visit) throw new Error('A visit is gone')

    expect({ id, isTold: isTold(visit, visit.told, now) }).toEqual({ id, isTold: wasTold === 1 })
    expect(visit).toMatchObject({ before: null, isGone: false })
  }
})
