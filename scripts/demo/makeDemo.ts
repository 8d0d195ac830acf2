import { sql } from 'kysely'
import { asProgram } from '../../src/main/core/context.ts'
import type { Core } from '../../src/main/core/createCore.ts'
import { readClinic } from '../../src/main/core/db/clinic.ts'
import { newId } from '../../src/main/core/system.ts'
import { PatientId } from '../../src/shared/domain/ids.ts'
import { PatientDetails } from '../../src/shared/domain/people.ts'
import { bookingActs } from './bookings.ts'
import type { DemoClock } from './demoClock.ts'
import type { DemoEndpoint } from './demoEndpoint.ts'
import { demoVisits } from './demoVisits.ts'
import { foundClinic } from './foundClinic.ts'
import { insertPatients } from './insertPatients.ts'
import { FEWEST_PATIENTS } from './options.ts'
import { fictionalPeople, type FictionalPerson } from './people.ts'
import { NO_SUCH_DOMAIN } from './postOffice.ts'
import { seededRandom } from './random.ts'
import { openStage, type Act, type Stage, type StagePatient } from './stage.ts'
import { storyActs } from './stories.ts'
import { weekOf } from './workingSpans.ts'

const SEED = 20_260_302
const DAY = 86_400_000
/** So long ago the clinic began. */
const DAYS_OF_HISTORY = 120

export type DemoWishes = {
  /** IANA name: the clinic's. */
  readonly timeZone: string
  /** How many, sixty at least. */
  readonly patients: number
}

/**
 * Lives the demo clinic's last months in an empty file, through the same services and the same endpoint as the people at
 * its desks and its patients would, with the clock at the right time for each act; then the clock goes on.
 */
export async function makeDemo(
  core: Core,
  endpoint: Omit<DemoEndpoint, 'close'>,
  clock: DemoClock,
  { timeZone, patients }: DemoWishes,
): Promise<void> {
  const now = clock.opensAt
  const { context } = core
  clock.standAt(now - DAYS_OF_HISTORY * DAY)
  await syncToDisk(core, false)
  await foundClinic(context, core.openStation, timeZone, (practitioner) => weekOf(practitioner, now, timeZone))
  await core.sync.pair(asProgram(context), endpoint.url, await endpoint.makePairingCode())
  const { id: clinicId } = await readClinic(context.db)
  const made: StagePatient[] = []
  const stage = await openStage({ core, clock, clinicId, endpointUrl: endpoint.url, patients: made })
  for (const person of fictionalPeople(seededRandom(SEED + 1), FEWEST_PATIENTS)) {
    const details = PatientDetails.parse(asInTheDemo(person))
    made.push(await stage.frontDesk.patients.add({ id: PatientId.parse(newId()), ...details }))
  }
  const acts = [...bookingActs(demoVisits(seededRandom(SEED + 2), now, timeZone, FEWEST_PATIENTS)), ...storyActs(now)]
  await live(acts, stage, endpoint)
  await sellOnline(stage)
  if (patients > FEWEST_PATIENTS) await addMany(core, patients)
  await syncToDisk(core, true)
  clock.goOn()
  await core.sync.now()
}

/** The clinic sells its times online from now on (R6.3). */
async function sellOnline({ frontDesk }: Stage): Promise<void> {
  const { version } = await frontDesk.onlineBooking.get()
  await frontDesk.onlineBooking.save({ seenVersion: version, changes: { isOpen: true } })
}

/** Whether each of thousands of commits waits for the disk. What is lost with the power is made again from the beginning. */
async function syncToDisk({ context }: Core, isWanted: boolean): Promise<void> {
  await (isWanted ? sql`PRAGMA synchronous = FULL` : sql`PRAGMA synchronous = OFF`).execute(context.db)
  if (isWanted) await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(context.db)
}

/** In the order of time. The clock never moves while an e-mail is under way: the endpoint would think it lost. */
async function live(acts: readonly Act[], stage: Stage, endpoint: Pick<DemoEndpoint, 'mailNow'>): Promise<void> {
  for (const { at, act } of acts.toSorted((a, b) => a.at - b.at)) {
    if (at > Date.parse(stage.clock.now())) await sendMail(stage, endpoint)
    stage.goTo(at)
    await act(stage)
  }
  await sendMail(stage, endpoint)
}

/** The countdown of "Undo" passes and everything leaves; how an e-mail fared the desk hears at its next synchronising. */
async function sendMail({ core, clock }: Stage, endpoint: Pick<DemoEndpoint, 'mailNow'>): Promise<void> {
  const waiting = await core.context.db
    .selectFrom('mail')
    .select('id')
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!waiting) return
  const { undo_seconds: undoSeconds } = await readClinic(core.context.db)
  clock.standAt(Date.parse(clock.now()) + undoSeconds * 1_000)
  await core.sync.now()
  await endpoint.mailNow()
}

/** What stands in the way of some visits: an address with a slip of the finger, and one that nobody gave. */
function asInTheDemo(person: FictionalPerson): FictionalPerson {
  const name = `${person.givenName} ${person.familyName}`
  if (name === 'David Mensah') return { ...person, email: `david.mensah@${NO_SUCH_DOMAIN}` }
  return name === 'Ioana Popescu' ? { ...person, email: null } : person
}

/** The people after the first sixty: made up of their names, each at once. */
async function addMany({ context }: Core, patients: number): Promise<void> {
  const others = fictionalPeople(seededRandom(SEED + 1), patients)
  for (let known = 0; known < FEWEST_PATIENTS; known += 1) others.next()
  await context.db.transaction().execute(async (tx) => {
    const { last } = await tx
      .selectFrom('patient')
      .select((query) => query.fn.max('chart_number').as('last'))
      .executeTakeFirstOrThrow()
    await insertPatients(tx, context, others, last + 1)
  })
}
