import { ORPCError } from '@orpc/client'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PatientId } from '../../src/shared/domain/ids.ts'
import { EFFORT } from '../faults/support/effort.ts'
import type { PersonAt } from './support/person.ts'
import { MARK, rewrite, rewrites, snapshotOf, type Snapshot } from './support/rewrites.ts'
import { openWorld, type World } from './support/world.ts'

const DEEDS = ['look', 'submit', 'ask', 'signIn', 'newcomer', 'addChild', 'publish'] as const
type Deed = (typeof DEEDS)[number]

const SEED = 20_261_125
const CASES = 150 * EFFORT

/** What really happened, by which everything that is shown or filed is judged. */
type Truth = {
  /** Every index that the endpoint held while nobody wrote to it, by its envelope. */
  readonly indexes: Map<string, { readonly epoch: number; readonly version: number }>
  /** The newest of each link that a person was shown. */
  readonly shown: Map<string, { readonly epoch: number; readonly version: number }>
  readonly answers: Set<string>
  readonly messages: Set<string>
  /** Who followed a link for whom: patient and key. */
  readonly comers: Set<string>
}

test('R11.5 whatever is rewritten in the endpoint’s database, nothing is read, and nothing false is shown or filed', async () => {
  const world = await openWorld()
  const { ana, anaId, ben } = await fill(world)
  const truth: Truth = {
    indexes: new Map(),
    shown: new Map(),
    answers: new Set(),
    messages: new Set(),
    comers: new Set(),
  }
  for (const [who, patientId] of [
    [ana, anaId],
    [ben.person, ben.patientId],
  ] as const) {
    truth.comers.add(`${patientId} ${who.session.login.recipient}`)
  }
  const past: Snapshot[] = [snapshotOf(world.database)]
  const victims = [ana.session.login.recipient, ben.person.session.login.recipient]
  const outcomes = new Map<string, number>()
  noteIndexes(world, truth)

  await fc.assert(
    fc.asyncProperty(rewrites, fc.constantFrom(...DEEDS), async (wanted, deed) => {
      world.line.isCut = true
      const prepared = await prepare(world, deed)
      const undo = await rewrite(world.database, wanted, past, { adversary: world.adversary.recipient, victims })
      const outcome = await act(world, { ana, ben, truth }, deed, prepared)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      world.line.isCut = false
      await world.synchronise()
      await judge(world, truth)

      undo()
      await world.synchronise()
      await world.synchronise()
      noteIndexes(world, truth)
      past.push(snapshotOf(world.database))
      await judge(world, truth)
    }),
    { numRuns: CASES, seed: SEED, endOnFailure: true },
  )

  const counts = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).sort()
  process.stdout.write(`${CASES} cases of rewriting, seed ${SEED}: ${counts.join(', ')}\n`)
  // Who is left alone afterwards is served as before.
  expect(outcomes.get('done') ?? 0).toBeGreaterThan(CASES / 10)
  await world.close()
}, 300_000)

/** Ana sees everything of her chart, Ben was sent a form. */
async function fill(world: World) {
  const anaId = await world.addPatient('Ana Ruiz', 'ana@example.test')
  await world.publishPlan(anaId, 'Rest.')
  const benId = await world.addPatient('Ben Okoro', 'ben@example.test')
  const secrets = [await world.accessLink(anaId, 'ana@example.test'), await world.formLink(benId)] as const
  await world.synchronise()
  const [ana, person] = [await world.person('ana@example.test'), await world.person('ben@example.test')]
  expect([await ana.follow(secrets[0]), await person.follow(secrets[1])]).toEqual(['redeemed', 'redeemed'])
  await world.synchronise()
  const [seen] = await person.look()
  const item = seen?.shown.state === 'open' ? seen.shown.index.items.find(({ kind }) => kind === 'form') : undefined
  if (!seen || item?.kind !== 'form') throw new Error('Ben has no form')
  const ben = { person, patientId: benId, linkId: seen.link.id, assignmentId: item.form.assignmentId }
  return { ana, anaId, ben }
}

function noteIndexes({ database }: World, truth: Truth): void {
  const rows = database.prepare('SELECT body_sealed, epoch, version FROM record_index').all() as {
    body_sealed: Buffer
    epoch: number
    version: number
  }[]
  for (const { body_sealed, epoch, version } of rows) {
    truth.indexes.set(body_sealed.toString('base64'), { epoch, version })
  }
}

/** What the desk does for a deed before anybody writes to the endpoint. */
async function prepare(world: World, deed: Deed): Promise<{ patientId: PatientId; secret: string } | null> {
  if (deed !== 'newcomer' && deed !== 'addChild') return null
  const patientId = await world.addPatient(`Person ${world.clinic.ids()}`, 'ana@example.test')
  const secret = await world.accessLink(patientId, 'ana@example.test')
  world.line.isCut = false
  await world.synchronise()
  world.line.isCut = true
  return { patientId, secret }
}

type Cast = {
  readonly ana: PersonAt
  readonly ben: Awaited<ReturnType<typeof fill>>['ben']
  readonly truth: Truth
}

/** @returns `done`, or what the person was told */
async function act(
  world: World,
  { ana, ben, truth }: Cast,
  deed: Deed,
  prepared: Awaited<ReturnType<typeof prepare>>,
): Promise<string> {
  try {
    switch (deed) {
      case 'look':
        return [...(await lookAs(ana, truth)), ...(await lookAs(ben.person, truth))].find((s) => s !== 'open') ?? 'done'
      case 'submit': {
        const answer = `An answer ${world.clinic.ids()}`
        truth.answers.add(answer)
        await ben.person.submit(ben.linkId, ben.assignmentId, answer)
        return 'done'
      }
      case 'ask': {
        const question = `A question ${world.clinic.ids()}`
        truth.messages.add(question)
        await ben.person.ask(ben.linkId, question)
        return 'done'
      }
      case 'signIn':
        return said(await ana.signIn())
      case 'newcomer': {
        const newcomer = await world.person(`${world.clinic.ids()}@example.test`)
        const outcome = await newcomer.follow(prepared?.secret ?? '')
        if (outcome === 'redeemed') truth.comers.add(`${prepared?.patientId} ${newcomer.session.login.recipient}`)
        return said(outcome)
      }
      case 'addChild':
        truth.comers.add(`${prepared?.patientId} ${ana.session.login.recipient}`)
        return said(await ana.follow(prepared?.secret ?? ''))
      case 'publish':
        await world.publishPlan(await world.addPatient('Dee Lux', 'dee@example.test'), 'Walk.')
        return 'done'
    }
  } catch (error) {
    // What a page turns into a sentence: an answer that is an error, or an envelope that does not open.
    if (error instanceof ORPCError) return `told ${error.code}`
    if (error instanceof Error && (error.name === 'EnvelopeError' || error.name === 'TamperedError'))
      return 'told UNOPENED'
    throw error
  }
}

function said(outcome: string): string {
  return outcome === 'redeemed' || outcome === 'open' ? 'done' : outcome
}

async function lookAs(person: PersonAt, truth: Truth): Promise<string[]> {
  const found = await person.look()
  for (const { link, shown } of found) {
    if (shown.state !== 'open') continue
    const made = truth.indexes.get(link.index?.sealed ?? '')
    expect(made, 'what is shown was made by the clinic').toBeDefined()
    const last = truth.shown.get(link.id)
    if (made && last) expect(made.epoch - last.epoch || made.version - last.version).toBeGreaterThanOrEqual(0)
    if (made) truth.shown.set(link.id, made)
  }
  return found.map(({ shown }) => (shown.state === 'waiting' ? 'open' : shown.state))
}

async function judge(world: World, truth: Truth): Promise<void> {
  for (const text of await world.readByAdversary()) expect(text).toContain(MARK)
  const { db } = world.clinic.context
  const submissions = await db.selectFrom('submission').select(['state', 'response_json']).execute()
  for (const { state, response_json } of submissions.filter((each) => each.state !== 'unproven')) {
    const answered = [...truth.answers].some((answer) => response_json.includes(answer))
    expect(answered, `${state}: ${response_json}`).toBe(true)
  }
  const requests = await db.selectFrom('inbox_item').select('facts_json').where('kind', '=', 'request').execute()
  for (const { facts_json } of requests) {
    const facts = JSON.parse(facts_json) as { isFromHolder: boolean; message: string | null }
    if (facts.isFromHolder) expect(truth.messages).toContain(facts.message)
  }
  const links = await db.selectFrom('link').select(['patient_id', 'proven_recipient']).execute()
  for (const { patient_id, proven_recipient } of links) {
    if (proven_recipient !== null) expect(truth.comers).toContain(`${patient_id} ${proven_recipient}`)
  }
}
