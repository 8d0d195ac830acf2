import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EFFORT } from '../faults/support/effort.ts'
import { lies } from './support/answers.ts'
import { act, DEEDS, fill, judge, noteIndexes, prepare } from './support/cast.ts'
import { rewrite, rewrites, snapshotOf, type Snapshot } from './support/rewrites.ts'
import { openWorld, type World } from './support/world.ts'

const SEED = 20_261_125
const CASES = EFFORT > 1 ? 1_000 : 40

/**
 * One long story. In each case something is done while the adversary interferes; afterwards everything that was shown,
 * filed or could be read is held against what really happened, and nobody interferes any more.
 */
async function tryCases<Attack>(
  what: string,
  /** Of all cases, so many are to end well in spite of it. */
  wellAtLeast: number,
  attacks: fc.Arbitrary<Attack>,
  interfere: (
    world: World,
    attack: Attack,
    past: readonly Snapshot[],
    victims: readonly string[],
  ) => Promise<() => void>,
): Promise<void> {
  const world = await openWorld()
  const { cast, truth } = await fill(world)
  const past: Snapshot[] = [snapshotOf(world.database)]
  const victims = [cast.ana, cast.ben].map(({ session }) => session.login.recipient)
  const outcomes = new Map<string, number>()

  await fc.assert(
    fc.asyncProperty(attacks, fc.constantFrom(...DEEDS), async (attack, deed) => {
      const prepared = await prepare(world, cast, deed)
      world.line.isCut = true
      const undo = await interfere(world, attack, past, victims)
      const outcome = await act(world, cast, truth, deed, prepared)
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
      // Whatever was done meanwhile: nothing keeps the desk from going on once nobody interferes any more.
      expect(world.clinic.core.sync.status()).toMatchObject({ state: 'synchronised', because: null })
    }),
    { numRuns: CASES, seed: SEED, endOnFailure: true },
  )

  const counts = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).sort()
  process.stdout.write(`${CASES} cases of ${what}, seed ${SEED}: ${counts.join(', ')}\n`)
  expect(outcomes.get('done') ?? 0).toBeGreaterThan(CASES * wellAtLeast)
  await world.close()
}

test(
  'R11.5 whatever is rewritten in the endpoint’s database, nothing is read, and nothing false is shown or filed',
  async () => {
    await tryCases('rewriting', 0.5, rewrites, (world, wanted, past, victims) =>
      rewrite(world.database, wanted, past, { adversary: world.adversary.recipient, victims }),
    )
  },
  300_000 * EFFORT,
)

test(
  'R11.5 whatever the endpoint answers, nothing is read, and nothing false is shown or filed',
  async () => {
    await tryCases('lying', 0.2, lies, async ({ liar }, wanted) => {
      liar.tellLies(wanted)
      return liar.stop
    })
  },
  300_000 * EFFORT,
)
