import { setTimeout as pass } from 'node:timers/promises'
import { createTestIds } from '../../src/main/core/testing/testTime.ts'
import type { Bench } from '../row.ts'
import { openEventClinic, type EventClinic } from '../support/eventClinic.ts'
import { fillHostile } from '../support/fillHostile.ts'
import { fillPatients } from '../support/largeClinic.ts'
import { inWords, times } from '../support/measure.ts'
import { openRaw } from '../support/openRaw.ts'
import { searchWhile } from '../support/searchWhile.ts'

const EVENTS = 10_000
const PATIENTS = 100_000
const QUIET_MILLISECONDS = 15_000

export const hostile: Bench = {
  name: 'Desk while hostile events come in',
  run: async () => {
    const clinic = await openEventClinic()
    try {
      const raw = await openRaw(clinic)
      fillPatients(raw, PATIENTS, createTestIds())
      raw.close()
      await searchWhile(clinic, () => pass(2_000))
      const quiet = await searchWhile(clinic, () => pass(QUIET_MILLISECONDS))
      await fillHostile(clinic, EVENTS)
      const startedAt = performance.now()
      const attacked = await searchWhile(clinic, () => takeIn(clinic))
      const seconds = (performance.now() - startedAt) / 1000
      return [
        {
          what: `patient search, ${PATIENTS.toLocaleString('en')} patients, p95, while ${EVENTS.toLocaleString('en')} hostile events come in within ${seconds.toFixed(0)} s`,
          ours: `${inWords(attacked.p95)} (half ${inWords(attacked.p50)}, longest ${inWords(attacked.most)}, of ${attacked.calls})`,
          yardstick: `${inWords(quiet.p95)} quiet (half ${inWords(quiet.p50)}, longest ${inWords(quiet.most)})`,
          ratio: times(attacked.p95 / quiet.p95),
          target: '≤ 1.5 ×',
        },
      ]
    } finally {
      await clinic.close()
    }
  },
}

async function takeIn({ core }: EventClinic): Promise<void> {
  await core.sync.now()
  const { cursor } = await core.context.db.selectFrom('sync_state').select('cursor').executeTakeFirstOrThrow()
  if (cursor < EVENTS) throw new Error(`Only ${cursor} events were taken in`)
}
