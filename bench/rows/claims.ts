import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { insertClaim } from '../../src/endpoint/db/claims.ts'
import { numberLanes, readLanes } from '../../src/endpoint/db/lanes.ts'
import { openDatabase } from '../../src/endpoint/db/openDatabase.ts'
import { putSale } from '../../src/endpoint/db/sales.ts'
import { systemClock } from '../../src/main/core/system.ts'
import { freeTimes } from '../../src/shared/domain/booking/freeTimes.ts'
import { SALE_RULES } from '../../src/shared/domain/booking/sale.ts'
import { AppointmentId, ClinicId, StaffId } from '../../src/shared/domain/ids.ts'
import { DAY, MINUTE, toInstant } from '../../src/shared/domain/time.ts'
import type { Bench, Row } from '../row.ts'
import { inWords, timeEach, times, type Timing } from '../support/measure.ts'

const PRACTITIONERS = 20
const DAYS = 60
const CLAIMS = 2_000
const [OPENS, CLOSES] = [9 * 60, 17 * 60]
const VISIT = { minutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }

/** R6.3, R6.4: claiming beside the bare statement, and free times over little and much history. */
export const claims: Bench = {
  name: 'Claims and free times',
  run: async () => [await claiming(), ...(await looking())],
}

type Filled = Awaited<ReturnType<typeof open>>

async function open(file: string) {
  const db = await openDatabase({ kind: 'sqlite', file }, systemClock)
  const clinicId = ClinicId.parse(randomUUID())
  await sql`INSERT INTO clinic (id, token_hash, epoch, profile_json, last_seq, paired_at)
    VALUES (${clinicId}, 'none', 1, '{}', 0, ${systemClock.now()})`.execute(db)
  const practitionerIds = Array.from({ length: PRACTITIONERS }, () => StaffId.parse(randomUUID()))
  const today = Math.floor(Date.now() / DAY) * 24 * 60
  const ranges = Array.from({ length: DAYS }, (_, day): [number, number] => {
    const midnight = today + (day + 1) * 24 * 60
    return [midnight + OPENS, midnight + CLOSES]
  })
  const numbers = await db.transaction().execute(async (tx) => {
    const practitioners = practitionerIds.map((id, n) => ({ id, name: `Dr ${n}`, ranges }))
    await putSale(tx, clinicId, { rules: SALE_RULES, services: [], practitioners, frameSites: [] })
    return numberLanes(tx, clinicId, practitionerIds)
  })
  return { db, clinicId, practitionerIds, lanes: [...numbers.values()], today }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One transaction for each claim, half of them for a time that is taken. */
function claiming(): Promise<Row> {
  return inFolder(async (folder) => {
    const ours = await open(join(folder, 'ours.db'))
    const wanted = Array.from({ length: CLAIMS }, (_, n) => Math.floor(n / 2))
    const claimed = await timeEach(wanted, (n) =>
      ours.db
        .transaction()
        .execute((tx) => insertClaim(tx, ours.clinicId, claimAt(ours, n), systemClock.now()))
        .catch(() => null),
    )
    await ours.db.destroy()
    const bare = await measureBare(join(folder, 'bare.db'), wanted)
    return {
      what: `claim, ${CLAIMS.toLocaleString('en')} one after the other, half of them taken`,
      ours: figures(claimed),
      yardstick: `bare statement: ${figures(bare)}`,
      ratio: times(bare.mean / claimed.mean),
      target: '≥ 0.4 ×',
    }
  })
}

function claimAt({ lanes, today }: Pick<Filled, 'lanes' | 'today'>, n: number) {
  const from = today + (1 + Math.floor(n / 320)) * 24 * 60 + OPENS + 30 * (Math.floor(n / PRACTITIONERS) % 16)
  const [startsAt, endsAt] = [toInstant(from * MINUTE), toInstant((from + 30) * MINUTE)]
  const lane = lanes[n % lanes.length] ?? 0
  const id = AppointmentId.parse(randomUUID())
  return { id, lane, from, to: from + 30, startsAt, endsAt, sequence: 0, isOnPurpose: false, hold: null }
}

/** The same question and the same row, by the driver alone, in a transaction of its own. */
async function measureBare(file: string, wanted: readonly number[]): Promise<Timing> {
  const { db, clinicId, lanes, today } = await open(file)
  await db.destroy()
  const bare = new Database(file)
  bare.pragma('synchronous = FULL')
  const insert = bare.prepare(`INSERT INTO claim (clinic_id, id, lane, busy_from, busy_to, starts_at, ends_at, sequence,
      is_on_purpose, is_awaited) SELECT ?, ?, ?, ?, ?, ?, ?, 0, 0, 0
    WHERE NOT EXISTS (SELECT 1 FROM claim WHERE lane = ? AND busy_to > ? AND busy_from < ? AND ended_at IS NULL)`)
  const timing = await timeEach(wanted, (n) => {
    const { id, lane, from, to, startsAt, endsAt } = claimAt({ lanes, today }, n)
    insert.run(clinicId, id, lane, from, to, startsAt, endsAt, lane, from, to)
  })
  bare.close()
  return timing
}

const figures = ({ mean, p99 }: Timing): string => `${Math.round(1000 / mean)} a second, p99 ${inWords(p99)}`

/** 20 practitioners, 60 days, every 15 minutes; the calendar half full, and the rest of the claims long past. */
async function looking(): Promise<Row[]> {
  const few = await lookOver(10_000)
  const many = await lookOver(100_000)
  return [
    {
      what: `free times of ${PRACTITIONERS} for ${DAYS} days over 100,000 claims, p95`,
      ours: inWords(many.p95),
      yardstick: `over 10,000: ${inWords(few.p95)}`,
      ratio: times(many.p95 / few.p95),
      target: '≤ 15 ms; 10 × the history ≤ 1.3 ×',
    },
  ]
}

function lookOver(count: number): Promise<Timing> {
  return inFolder(async (folder) => {
    const { db, clinicId, practitionerIds, lanes, today } = await open(join(folder, 'free.db'))
    const upcoming = Math.min(count, (PRACTITIONERS * DAYS * 16) / 2)
    await db.transaction().execute(async (tx) => {
      for (let n = 0; n < count; n += 1) {
        const { id, lane, from, to, startsAt, endsAt } = claimAt(
          { lanes, today },
          2 * n + (Math.floor(n / (PRACTITIONERS / 2)) % 2),
        )
        // What is too much for the days to come lies before today, a visit after the other.
        const back = n < upcoming ? 0 : 60 * 24 * (2 * DAYS + Math.floor(n / 320))
        await sql`INSERT INTO claim (clinic_id, id, lane, busy_from, busy_to, starts_at, ends_at, sequence, is_on_purpose,
            is_awaited) VALUES (${clinicId}, ${id}, ${lane}, ${from - back}, ${to - back}, ${startsAt}, ${endsAt}, 0, 1, 0)`.execute(
          tx,
        )
      }
    })
    const now = systemClock.now()
    const within = { from: Date.parse(now), until: Date.parse(now) + (DAYS + 1) * DAY, stepMinutes: 15 }
    const timing = await timeEach(Array.from({ length: 200 }), async () => {
      freeTimes(await readLanes(db, clinicId, practitionerIds, { ...within, now }), VISIT, within)
    })
    await db.destroy()
    return timing
  })
}
