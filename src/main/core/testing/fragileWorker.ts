import { parentPort, workerData } from 'node:worker_threads'
import { BEGUN, READY, type FromThread, type ThreadData } from '../opening/messages.ts'

/** Stands in for a thread that opens: what it is given is opened already, and some of it is its end. */
/** As an object in JSON begins in base64. */
const OBJECT = 'ey'
const tell = (message: FromThread) => parentPort?.postMessage(message)

const { progress } = workerData as ThreadData // as `OpeningThread` gives it

parentPort?.on('message', (sealed: string) => {
  Atomics.add(progress, BEGUN, 1)
  if (sealed === 'crash') process.exit(1)
  if (sealed === 'throw') throw new Error('A bug')
  if (sealed === 'hang') for (;;);
  if (sealed === 'fill') for (const all: string[] = []; ;) all.push('x'.repeat(1_000) + all.length)
  tell(
    sealed === 'shut'
      ? { kind: 'shut', because: 'No key' }
      : { kind: 'opened', text: sealed.startsWith(OBJECT) ? Buffer.from(sealed, 'base64').toString() : sealed },
  )
})
Atomics.store(progress, READY, 1)
tell({ kind: 'ready' })
