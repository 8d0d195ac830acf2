import { ORPCError } from '@orpc/client'
import { expect } from 'vitest'
import { troubleOf } from '../../../src/portal/trouble.ts'
import type { AssignmentId, PatientId } from '../../../src/shared/domain/ids.ts'
import type { PersonAt } from './person.ts'
import { MARK } from './rewrites.ts'
import type { World } from './world.ts'

export const DEEDS = ['look', 'submit', 'ask', 'signIn', 'newcomer', 'addChild', 'publish'] as const
export type Deed = (typeof DEEDS)[number]

type Newest = { readonly epoch: number; readonly version: number }

/** What really happened, by which everything that is shown or filed is judged. */
export type Truth = {
  /** Every index that the endpoint held while nobody interfered, by its envelope. */
  readonly indexes: Map<string, Newest>
  /** The newest of each link that a person was shown. */
  readonly shown: Map<string, Newest>
  readonly answers: Set<string>
  readonly messages: Set<string>
  /** Who followed a link for whom: patient and key. */
  readonly comers: Set<string>
}

export type Cast = {
  readonly ana: PersonAt
  readonly ben: PersonAt
  readonly benId: PatientId
}

/** Ana sees everything of her chart, Ben was sent a form. */
export async function fill(world: World): Promise<{ readonly cast: Cast; readonly truth: Truth }> {
  const anaId = await world.addPatient('Ana Ruiz', 'ana@example.test')
  await world.publishPlan(anaId, 'Rest.')
  const benId = await world.addPatient('Ben Okoro', 'ben@example.test')
  const secrets = [await world.accessLink(anaId, 'ana@example.test'), await world.formLink(benId)] as const
  await world.synchronise()
  const [ana, ben] = [await world.person('ana@example.test'), await world.person('ben@example.test')]
  expect([await ana.follow(secrets[0]), await ben.follow(secrets[1])]).toEqual(['redeemed', 'redeemed'])
  await world.synchronise()
  const comers = new Set([`${anaId} ${ana.session.login.recipient}`, `${benId} ${ben.session.login.recipient}`])
  const truth: Truth = { indexes: new Map(), shown: new Map(), answers: new Set(), messages: new Set(), comers }
  noteIndexes(world, truth)
  return { cast: { ana, ben, benId }, truth }
}

export function noteIndexes({ database }: World, truth: Truth): void {
  const rows = database.prepare('SELECT body_sealed, epoch, version FROM record_index').all() as (Newest & {
    body_sealed: Buffer
  })[]
  for (const { body_sealed, epoch, version } of rows) {
    truth.indexes.set(body_sealed.toString('base64'), { epoch, version })
  }
}

type Prepared = {
  readonly patientId: PatientId
  readonly secret: string
  readonly assignmentId: AssignmentId | null
} | null

/** What the desk does for a deed before anybody interferes. */
export async function prepare(world: World, { benId }: Cast, deed: Deed): Promise<Prepared> {
  if (deed === 'submit') {
    const secret = await world.formLink(benId)
    await world.synchronise()
    const { assignments } = await world.clinic.client.forms.ofPatient({ patientId: benId })
    const newest = assignments.toSorted((one, other) => (one.id > other.id ? -1 : 1))[0]
    return { patientId: benId, secret, assignmentId: newest?.id ?? null }
  }
  if (deed !== 'newcomer' && deed !== 'addChild') return null
  const patientId = await world.addPatient(`Person ${world.clinic.ids()}`, 'ana@example.test')
  const secret = await world.accessLink(patientId, 'ana@example.test')
  await world.synchronise()
  return { patientId, secret, assignmentId: null }
}

/** @returns `done`, or what the person was told */
export async function act(
  world: World,
  { ana, ben }: Cast,
  truth: Truth,
  deed: Deed,
  prepared: Prepared,
): Promise<string> {
  try {
    switch (deed) {
      case 'look':
        return [...(await lookAs(ana, truth)), ...(await lookAs(ben, truth))].find((s) => s !== 'open') ?? 'done'
      case 'submit': {
        const answer = `An answer ${world.clinic.ids()}`
        truth.answers.add(answer)
        const [link] = await ben.links()
        if (!link || !prepared?.assignmentId) return 'told that nothing is there'
        await ben.submit(link.id, prepared.assignmentId, answer)
        return 'done'
      }
      case 'ask': {
        const question = `A question ${world.clinic.ids()}`
        truth.messages.add(question)
        const [link] = await ben.links()
        if (!link) return 'told that nothing is there'
        await ben.ask(link.id, question)
        return 'done'
      }
      case 'signIn':
        return said(await ana.signIn())
      case 'newcomer': {
        const newcomer = await world.person(`${world.clinic.ids()}@example.test`)
        // Whoever was lied to about it has come all the same; in the adversary's place comes nobody.
        return said(
          await newcomer.follow(prepared?.secret ?? '').finally(() => {
            newcomer.offered.delete(world.adversary.recipient)
            for (const key of newcomer.offered) truth.comers.add(`${prepared?.patientId} ${key}`)
          }),
        )
      }
      case 'addChild':
        truth.comers.add(`${prepared?.patientId} ${ana.session.login.recipient}`)
        return said(await ana.follow(prepared?.secret ?? ''))
      case 'publish':
        await world.publishPlan(await world.addPatient('Dee Lux', 'dee@example.test'), 'Walk.')
        return 'done'
    }
  } catch (error) {
    // A page turns what is thrown into a sentence; what it has no sentence for is a bug of the page's.
    const { code } = troubleOf(error)
    if (error instanceof TypeError || (code === 'UNEXPECTED' && !(error instanceof ORPCError))) throw error
    return `told ${code}`
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

/** Holds what the adversary can read, and what the desk believes, against what happened. */
export async function judge(world: World, truth: Truth): Promise<void> {
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
