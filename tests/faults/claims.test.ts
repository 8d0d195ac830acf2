import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql, type Kysely } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { createRandom } from '../../bench/support/random.ts'
import { numberLanes } from '../../src/endpoint/db/lanes.ts'
import { openDatabase, type DatabaseOptions } from '../../src/endpoint/db/openDatabase.ts'
import type { EndpointTables } from '../../src/endpoint/db/tables.ts'
import { DATABASES } from '../../src/endpoint/testing/harness.ts'
import { systemClock } from '../../src/main/core/system.ts'
import { ClinicId, StaffId } from '../../src/shared/domain/ids.ts'
import { HOUR } from '../../src/shared/domain/time.ts'
import { startPostgres } from '../support/postgres.ts'
import { Claimed, type ClaimerArguments } from './support/claimerArguments.ts'
import { bundleChild, complaints, killAll, startChild, type Child } from './support/children.ts'
import { EFFORT } from './support/effort.ts'

const SEED = Number(process.env['FAULT_SEED'] ?? 20260302)
/** 100,000 in a soak. */
const CLAIMS = EFFORT > 1 ? 100_000 : 2_000
const PROCESSES = 5
const CLIENTS = 50
const PRACTITIONERS = 3
const KILLS = 4 * EFFORT
const LOOKS_MILLISECONDS = 50
const PATIENCE_MILLISECONDS = 300_000 * EFFORT

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  killAll()
  complaints.length = 0
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function emptyDatabase(kind: 'sqlite' | 'postgres', folder: string): Promise<DatabaseOptions> {
  if (kind === 'sqlite') return { kind, file: join(folder, 'claims.sqlite') }
  const server = await startPostgres()
  stops.push(server.stop)
  return { kind, url: await server.makeDatabase() }
}

/** Two clinics with three practitioners each, whose times are all that anybody wants. */
function fill(db: Kysely<EndpointTables>): Promise<ClaimerArguments['clinics']> {
  return db.transaction().execute(async (tx) => {
    const clinics: ClaimerArguments['clinics'] = []
    for (let n = 0; n < 2; n += 1) {
      const id = ClinicId.parse(randomUUID())
      await sql`INSERT INTO clinic (id, token_hash, epoch, profile_json, last_seq, paired_at)
        VALUES (${id}, ${id}, 1, '{}', 0, ${systemClock.now()})`.execute(tx)
      const practitioners = Array.from({ length: PRACTITIONERS }, () => StaffId.parse(randomUUID()))
      clinics.push({ id, lanes: [...(await numberLanes(tx, id, practitioners)).values()] })
    }
    return clinics
  })
}

/** R6.4: how many pairs of visits of one practitioner run into each other. */
async function countOverlaps(db: Kysely<EndpointTables>): Promise<number> {
  const { rows } = await sql<{ overlaps: string | number }>`SELECT count(*) AS overlaps FROM claim AS one
    JOIN claim AS other ON one.lane = other.lane AND one.id < other.id
      AND one.busy_from < other.busy_to AND other.busy_from < one.busy_to
    WHERE one.ended_at IS NULL AND other.ended_at IS NULL`.execute(db)
  return Number(rows[0]?.overlaps)
}

test.each(DATABASES)(
  'R6.4 on %s fifty clients in five processes, one with a wrong clock, claim and are killed: no two at once',
  async (kind) => {
    const folder = await mkdtemp(join(tmpdir(), 'anteroom-claims-'))
    const bundles = await mkdtemp(fileURLToPath(new URL('../../node_modules/.anteroom-claims-', import.meta.url)))
    stops.push(() => Promise.all([folder, bundles].map((each) => rm(each, { recursive: true, force: true }))))
    const script = await bundleChild('claimer', bundles)
    const database = await emptyDatabase(kind, folder)
    const db = await openDatabase(database, systemClock)
    stops.push(() => db.destroy())
    const clinics = await fill(db)
    const random = createRandom(SEED)
    const totals = { tried: 0, granted: 0 }
    let started = 0

    const start = (place: number): Child => {
      started += 1
      const child = startChild(
        script,
        {
          ...{ database, clinics, seed: SEED + started, clients: CLIENTS / PROCESSES },
          offsetMilliseconds: place === 0 ? HOUR : 0,
        } satisfies ClaimerArguments,
        join(folder, 'cache'),
      )
      let said = { tried: 0, granted: 0 }
      child.process.on('message', (message) => {
        const now = Claimed.parse(message)
        totals.tried += now.tried - said.tried
        totals.granted += now.granted - said.granted
        said = now
      })
      return child
    }

    const children = Array.from({ length: PROCESSES }, (_, place) => start(place))
    await Promise.all(children.map(({ ready }) => ready))
    const startedAt = performance.now()
    let [kills, looks] = [0, 0]
    while (totals.tried < CLAIMS || kills < KILLS) {
      await new Promise((resolve) => setTimeout(resolve, LOOKS_MILLISECONDS))
      looks += 1
      expect(await countOverlaps(db)).toBe(0)
      if (kills >= KILLS || totals.tried < (kills + 1) * (CLAIMS / (KILLS + 1))) continue
      const place = Math.floor(random() * PROCESSES)
      await children[place]?.kill()
      children[place] = start(place)
      kills += 1
    }
    const seconds = (performance.now() - startedAt) / 1000
    await Promise.all(children.map(({ kill }) => kill()))

    expect(await countOverlaps(db)).toBe(0)
    expect(complaints).toEqual([])
    const { count } = await db
      .selectFrom('claim')
      .select(({ fn }) => fn.countAll<string | number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBeGreaterThan(0)
    expect(totals.granted).toBeLessThan(totals.tried)
    process.stdout.write(
      `${kind}: ${totals.tried} claims tried, ${totals.granted} granted, ${kills} kills, ${looks} looks, ${Math.round(totals.tried / seconds)} a second, seed ${SEED}\n`,
    )
  },
  PATIENCE_MILLISECONDS,
)
