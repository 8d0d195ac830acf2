import { randomUUID } from 'node:crypto'
import { flushCompileCache } from 'node:module'
import { createRandom } from '../../../bench/support/random.ts'
import {
  bookHeld,
  endClaim,
  findClaim,
  holdAgain,
  insertClaim,
  moveClaim,
  TimeTakenError,
  type Stretch,
} from '../../../src/endpoint/db/claims.ts'
import { openDatabase } from '../../../src/endpoint/db/openDatabase.ts'
import type { Tx } from '../../../src/endpoint/db/tables.ts'
import { AppointmentId, LinkId, LoginId, ServiceId, type ClinicId } from '../../../src/shared/domain/ids.ts'
import { HOUR, MINUTE, plusMilliseconds, toInstant } from '../../../src/shared/domain/time.ts'
import { ClaimerArguments } from '../support/claimerArguments.ts'

/** Some of the clients that all want the same few days, in a process of its own, to be killed. */
const { database, seed, offsetMilliseconds, clients, clinics } = ClaimerArguments.parse(
  JSON.parse(process.argv[2] ?? ''),
)
const random = createRandom(seed)
const clock = { now: () => toInstant(Date.now() + offsetMilliseconds) }
const db = await openDatabase(database, clock)
const BEGINS = Math.ceil(Date.now() / HOUR) * 60 + 1_440
/** So few that most who ask come too late. */
const QUARTERS = 400
const SAID_EVERY = 20

const below = (count: number): number => Math.floor(random() * count)
const done = { tried: 0, granted: 0 }

/** Quarters of an hour, with buffers that reach into those beside it. */
function someTime(lane: number): Stretch {
  const from = BEGINS + 15 * below(QUARTERS)
  const minutes = 15 * (1 + below(4))
  const [startsAt, endsAt] = [toInstant(from * MINUTE), toInstant((from + minutes) * MINUTE)]
  return { lane, from: from - below(2) * 10, to: from + minutes + below(2) * 5, startsAt, endsAt }
}

/** False where somebody was faster. */
async function attempt(work: (tx: Tx) => Promise<void>): Promise<boolean> {
  done.tried += 1
  try {
    await db.transaction().execute(work)
    done.granted += 1
    return true
  } catch (error) {
    if (error instanceof TimeTakenError && error.message === 'taken') return false
    // SQLite has one writer at a time; whoever waited too long asks again.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return false
    // The database's own guard never has to speak.
    process.stderr.write(error instanceof Error ? `${error.name}: ${error.message}\n` : 'An error that is none\n')
    return false
  } finally {
    if (done.tried % SAID_EVERY === 0) process.send?.(done)
  }
}

async function hold(clinicId: ClinicId, lanes: readonly number[]): Promise<AppointmentId | null> {
  const id = AppointmentId.parse(randomUUID())
  const time = someTime(0)
  for (const lane of lanes) {
    const isHeld = await attempt((tx) => {
      const now = clock.now()
      const until = plusMilliseconds(now, 20 + below(200))
      const known = { tokenHash: randomUUID(), holderHash: null, siteHash: null }
      const hold = { until, ...known, serviceId: ServiceId.parse(randomUUID()) }
      return insertClaim(tx, clinicId, { ...time, lane, id, sequence: 0, isOnPurpose: false, hold }, now)
    })
    if (isHeld) return id
  }
  return null
}

const booker = { loginId: LoginId.parse(randomUUID()), linkId: LinkId.parse(randomUUID()), isAwaited: false }

/** As `book` does it: what ran out and was taken is taken again while it is free. */
function book(clinicId: ClinicId, id: AppointmentId): Promise<boolean> {
  return attempt(async (tx) => {
    if (await bookHeld(tx, clinicId, id, booker)) return
    const held = await findClaim(tx, clinicId, id)
    if (!held) return
    await holdAgain(tx, clinicId, held, clock.now())
    await bookHeld(tx, clinicId, id, booker)
  })
}

async function client(): Promise<void> {
  const booked: { readonly clinicId: ClinicId; readonly id: AppointmentId }[] = []
  for (;;) {
    const clinic = clinics[below(clinics.length)]
    const lane = clinic?.lanes[below(clinic.lanes.length)]
    if (!clinic || lane === undefined) throw new Error('Nobody to book')
    const act = below(10)
    const mine = booked[below(Math.max(1, booked.length))]
    if (act < 6) {
      // "Anyone" is everybody in some order.
      const id = await hold(clinic.id, act < 3 ? [lane] : clinic.lanes.toSorted(() => random() - 0.5))
      if (id === null || act % 3 === 2) continue
      if (act % 3 === 1) await new Promise((resolve) => setTimeout(resolve, below(300)))
      if (await book(clinic.id, id)) booked.push({ clinicId: clinic.id, id })
    } else if (act === 6) {
      const id = AppointmentId.parse(randomUUID())
      const claim = { ...someTime(lane), id, sequence: 0, isOnPurpose: false, hold: null }
      if (await attempt((tx) => insertClaim(tx, clinic.id, claim, clock.now())))
        booked.push({ clinicId: clinic.id, id })
    } else if (act === 7 && mine) {
      const to = someTime(clinics.find(({ id }) => id === mine.clinicId)?.lanes[below(3)] ?? lane)
      await attempt(async (tx) => {
        const was = await findClaim(tx, mine.clinicId, mine.id)
        const claim = { ...to, id: mine.id, sequence: 1, isOnPurpose: false, isAwaited: false }
        if (was) await moveClaim(tx, mine.clinicId, { was, claim }, clock.now())
      })
    } else if (mine) {
      await attempt(async (tx) => void (await endClaim(tx, mine.clinicId, mine.id, clock.now())))
      booked.splice(booked.indexOf(mine), 1)
    }
  }
}

process.send?.(done)
// Node writes what it compiled when it ends, which this process never does by itself.
flushCompileCache()
await Promise.all(Array.from({ length: clients }, client))
