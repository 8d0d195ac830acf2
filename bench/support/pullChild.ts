import { createCore } from '../../src/main/core/createCore.ts'
import { coreOptions } from '../../tests/faults/support/childArguments.ts'
import { until } from '../../tests/support/until.ts'
import { PullArguments } from './pullArguments.ts'

/** A desk that has just started, on a file that was filled by another process. */
const { file, count } = PullArguments.parse(JSON.parse(process.argv[2] ?? ''))
let open = (): void => undefined
const gate = new Promise<void>((resolve) => (open = resolve))
const core = await createCore({
  ...coreOptions(file),
  fetch: async (input, init) => {
    await gate
    return fetch(input, init)
  },
})
process.send?.('ready')
globalThis.gc?.()
const before = process.memoryUsage().rss
let most = before
const sampling = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10)
const startedAt = performance.now()
open()
const hasArrived = async () => {
  const { cursor } = await core.context.db.selectFrom('sync_state').select('cursor').executeTakeFirstOrThrow()
  return cursor >= count
}
await until(hasArrived, 'the last event', 120_000)
const milliseconds = performance.now() - startedAt
clearInterval(sampling)
process.send?.({ milliseconds, grownBytes: most - before })
