import { makeToken } from '../../src/endpoint/secrets.ts'
import { browser, pairDesk, registered, startClinic, type TestDesk } from '../../src/endpoint/testing/clients.ts'
import type { DatabaseKind } from '../../src/endpoint/testing/harness.ts'
import { DAY } from '../../src/shared/domain/time.ts'
import { redeemToken } from '../../src/shared/envelope/secrets.ts'
import type { Bench, Row } from '../row.ts'
import { inWords, times } from '../support/measure.ts'

const LOOKS = 2_000

/** R11.3: whoever looks at a token learns nothing from how long the answer takes. Each beside one that nobody ever made. */
export const deadInvitations: Bench = {
  name: 'Answers to tokens that open nothing',
  run: async () => [...(await rowsOn('sqlite')), ...(await rowsOn('postgres'))],
}

async function rowsOn(kind: DatabaseKind): Promise<Row[]> {
  const { running, desk, stop } = await startClinic(kind, { trustedProxies: { has: () => true } })
  try {
    const tokens = await deadTokens(running, desk)
    const medians = await measure(running.url, desk, tokens)
    const unknown = medians.get('unknown') ?? 0
    return [...medians]
      .filter(([name]) => name !== 'unknown')
      .map(([name, median]) => ({
        what: `${name}, ${kind}, median of ${LOOKS.toLocaleString('en')}`,
        ours: inWords(median),
        yardstick: `unknown: ${inWords(unknown)}`,
        ratio: times(median / unknown),
        target: `within 2 ms (${inWords(Math.abs(median - unknown))})`,
      }))
  } finally {
    await stop()
  }
}

async function deadTokens(
  running: Awaited<ReturnType<typeof startClinic>>['running'],
  desk: TestDesk,
): Promise<ReadonlyMap<string, string>> {
  const foreign = await (await pairDesk(running)).invite('access')
  const expired = await desk.invite('access')
  running.clock.pass(6 * DAY)
  const revoked = await desk.invite('access')
  await desk.push({ kind: 'invitation.end', id: revoked.id, state: 'revoked' })
  const { invitation: used } = await registered(running, desk, 'ana@example.test')
  return new Map([
    ['unknown', makeToken()],
    ...Object.entries({ expired, used, revoked, foreign }).map(
      ([name, { identity }]) => [name, redeemToken(identity)] as const,
    ),
  ])
}

/** One of each in turn, so that whatever else the machine does meanwhile is shared. @returns milliseconds */
async function measure(
  url: string,
  { clinicId }: TestDesk,
  tokens: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
  const taken = new Map([...tokens.keys()].map((name) => [name, [] as number[]]))
  for (let round = 0; round < LOOKS; round += 1) {
    // An address of its own, so that no limit of an address answers.
    const client = browser(url, new Map(), `198.${18 + (round >> 16)}.${(round >> 8) & 255}.${round & 255}`)
    for (const [name, token] of tokens) {
      const startedAt = performance.now()
      await client.invitation.look({ clinicId, token })
      taken.get(name)?.push(performance.now() - startedAt)
    }
  }
  return new Map([...taken].map(([name, each]) => [name, each.toSorted((a, b) => a - b)[LOOKS / 2] ?? 0]))
}
