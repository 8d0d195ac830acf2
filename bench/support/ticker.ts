import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'

/** A person at a keyboard, in a thread of its own: says when each key was pressed, however busy the desk is. */
const { everyMilliseconds } = z.object({ everyMilliseconds: z.number() }).parse(workerData)
const nothing = new Int32Array(new SharedArrayBuffer(4))

for (;;) {
  Atomics.wait(nothing, 0, 0, everyMilliseconds)
  parentPort?.postMessage(performance.timeOrigin + performance.now())
}
