import { parentPort, workerData } from 'node:worker_threads'
import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import { makeTextOpener } from '../../../shared/envelope/opener.ts'
import { checkContents } from './contents.ts'
import { BEGUN, READY, type FromThread, type ThreadData } from './messages.ts'

/** One thread that opens envelopes, in the order in which they come: its key is imported once. */
// Only `OpeningThread` starts it, and gives it what its type says; a thread that loads no schema starts sooner.
const { identity, progress } = workerData as ThreadData
const open = await makeTextOpener(identity)
let before: Promise<void> = Promise.resolve()

// Whatever else rejects ends the thread, and costs the envelope at which it was.
parentPort?.on('message', (sealed: string) => void (before = before.then(() => answer(sealed))))
Atomics.store(progress, READY, 1)
tell({ kind: 'ready' })

async function answer(sealed: string): Promise<void> {
  Atomics.add(progress, BEGUN, 1)
  try {
    const text = await open(sealed)
    checkContents(text)
    tell({ kind: 'opened', text })
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause
    tell({ kind: 'shut', because: cause.message })
  }
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message)
}
