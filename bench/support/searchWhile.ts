import { Worker } from 'node:worker_threads'
import type { EventClinic } from './eventClinic.ts'

const EVERY_MILLISECONDS = 40
const TYPED = ['mar', 'fer', 'al', 'kal', 'åk', 'be', 'quin', 'ra', 'grab', 'te'] as const

export type Waits = { readonly p50: number; readonly p95: number; readonly most: number; readonly calls: number }

/**
 * Somebody searches for patients as fast as a person types, through the router, until `act` is over. A search counts from
 * the moment at which its key was pressed. Milliseconds.
 */
export async function searchWhile({ client }: EventClinic, act: () => Promise<unknown>): Promise<Waits> {
  const taken: number[] = []
  const calls: Promise<unknown>[] = []
  const keys = new Worker(new URL('./ticker.ts', import.meta.url), {
    workerData: { everyMilliseconds: EVERY_MILLISECONDS },
  })
  keys.on('message', (pressedAt: number) => {
    const query = TYPED[calls.length % TYPED.length] ?? ''
    const found = client.patients.search({ query, limit: 20, offset: 0 })
    calls.push(found.then(() => taken.push(performance.timeOrigin + performance.now() - pressedAt)))
  })
  await act()
  await keys.terminate()
  await Promise.all(calls)
  taken.sort((one, other) => one - other)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), most: at(1), calls: taken.length }
}
