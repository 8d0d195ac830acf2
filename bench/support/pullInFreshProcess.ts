import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { startChild } from '../../tests/faults/support/children.ts'
import type { PullArguments } from './pullArguments.ts'

const Pulled = z.object({ milliseconds: z.number(), grownBytes: z.number() })

/**
 * A desk in a process of its own takes in what waits at the endpoint. Until the last event is committed; what follows from
 * them is not counted.
 */
export async function pullInFreshProcess(argument: PullArguments, cacheFolder: string) {
  const script = fileURLToPath(new URL('./pullChild.ts', import.meta.url))
  const child = startChild(script, argument, cacheFolder)
  await child.ready
  const pulled = new Promise<unknown>((resolve) => child.process.once('message', resolve))
  const outcome = Pulled.parse(await pulled)
  await child.kill()
  return outcome
}
