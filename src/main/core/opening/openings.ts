import { availableParallelism } from 'node:os'
import type { Opener } from '../../../shared/envelope/opener.ts'
import { parseOpened, type AgeIdentity } from '../../../shared/envelope/seal.ts'
import { createOpeningThread, type OpeningThread } from './openingThread.ts'

/** Two keep up with any endpoint; one core is left to people. */
const MOST_THREADS = 2
/** 2 MB take a quarter of a second on a slow computer. */
const PATIENCE_MILLISECONDS = 10_000

export type Openings = {
  /** Opens in a thread what was sealed to the clinic. @throws EnvelopeError, OpeningFailed */
  readonly opener: () => Promise<Opener>
  readonly close: () => Promise<void>
}

export type OpeningsOptions = {
  /** `openingWorker`, as a source or as a bundle. */
  readonly source: URL
  /** The clinic's; asked for once, when something is opened first. */
  readonly identity: () => Promise<AgeIdentity>
  readonly patienceMilliseconds?: number
}

/** A few threads that open what patients sent, so that nobody at the desk waits for it (R11.6). They start with the first. */
export function createOpenings(options: OpeningsOptions): Openings {
  let starting: Promise<OpeningThread[]> | null = null

  async function start(): Promise<OpeningThread[]> {
    const { source, patienceMilliseconds = PATIENCE_MILLISECONDS } = options
    const thread = { source, patienceMilliseconds, identity: await options.identity() }
    const count = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1))
    return Array.from({ length: count }, () => createOpeningThread(thread))
  }

  return {
    opener: async () => {
      starting ??= start().catch((cause: unknown) => {
        starting = null
        throw cause
      })
      const threads = await starting
      return async (sealed, schema) => parseOpened(await idlest(threads).open(sealed), schema)
    },
    close: async () => {
      const threads = await starting?.catch(() => [])
      await Promise.all((threads ?? []).map((thread) => thread.close()))
    },
  }
}

function idlest(threads: readonly OpeningThread[]): OpeningThread {
  return threads.reduce((one, other) => (other.waiting() < one.waiting() ? other : one))
}
