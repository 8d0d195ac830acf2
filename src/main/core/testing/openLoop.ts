import { randomBytes } from 'node:crypto'
import { vi } from 'vitest'
import { LinkId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { createSync } from '../sync/createSync.ts'
import { enqueue } from '../wire/enqueue.ts'
import { linkEnd } from '../wire/out/linkEnd.ts'
import { createMemoryEndpoint } from './memoryEndpoint.ts'
import { openClinic } from './openClinic.ts'
import { pairWith } from './openWithEndpoint.ts'

export const SECOND = 1_000

/**
 * A desk whose loop begins when the test begins it. Time passes as the test says and jitter is none: a pause after
 * failures is three quarters of its length, a poll comes every minute with the stream and every quarter of a minute
 * without. Call {@link letTimePass} after the test.
 */
export async function openLoop() {
  const clinic = await openClinic()
  const endpoint = await createMemoryEndpoint(clinic)
  await pairWith(clinic, endpoint)
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  // The computer has been on for a while.
  vi.advanceTimersByTime(MINUTE)
  let sync: ReturnType<typeof createSync> | null = null
  /** Whatever needs no timer has happened: each turn waits for the threads that encrypt, too, however busy the computer. */
  const settle = async () => {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => randomBytes(1, () => setImmediate(resolve)))
  }
  return {
    clinic,
    endpoint,
    settle,
    begin: async () => {
      sync = createSync(clinic.context, { fetch: endpoint.fetch })
      await settle()
      return sync
    },
    /** What was asked since this was called last, in order. */
    asked: () => endpoint.calls.splice(0),
    pass: async (milliseconds: number) => {
      await vi.advanceTimersByTimeAsync(milliseconds)
      await settle()
    },
    leave: (dueIn = 0) =>
      clinic.context.db
        .transaction()
        .execute((tx) =>
          enqueue(tx, clinic.context, linkEnd, { id: LinkId.parse(clinic.ids()) }, { delayMilliseconds: dueIn }),
        ),
    failures: () =>
      clinic.logLines.filter(({ event }) => event === 'sync.cycleFailed').map(({ facts }) => facts['failures']),
    [Symbol.asyncDispose]: async () => {
      await sync?.close()
      await clinic.close()
    },
  }
}

export function letTimePass(): void {
  vi.useRealTimers()
  vi.restoreAllMocks()
}
