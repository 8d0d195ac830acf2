import { parentPort, workerData } from 'node:worker_threads'
import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import { makeTextOpener } from '../../../shared/envelope/opener.ts'
import { checkContents } from './contents.ts'
import { BEGUN, READY, type FromThread, type ThreadData } from './messages.ts'

/** One thread that opens envelopes, a few at once, and answers in the order in which they came: its key is imported once. */
// Only `OpeningThread` starts it, and gives it what its type says; a thread that loads no schema starts sooner.
const { identity, progress, atOnce } = workerData as ThreadData
const open = await makeTextOpener(identity)
const waiting: string[] = []
let underWay = 0
let told: Promise<void> = Promise.resolve()

// Whatever else rejects ends the thread, and costs the envelope at which it was.
parentPort?.on('message', (sealed: string) => {
  waiting.push(sealed)
  beginMore()
})
Atomics.store(progress, READY, 1)
tell({ kind: 'ready' })

function beginMore(): void {
  for (let next = takeNext(); next !== undefined; next = takeNext()) {
    underWay += 1
    Atomics.add(progress, BEGUN, 1)
    const answering = answerTo(next)
    told = told.then(async () => {
      tell(await answering)
      underWay -= 1
      beginMore()
    })
  }
}

function takeNext(): string | undefined {
  return underWay < atOnce ? waiting.shift() : undefined
}

async function answerTo(sealed: string): Promise<FromThread> {
  try {
    const text = await open(sealed)
    checkContents(text)
    return { kind: 'opened', text }
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause
    return { kind: 'shut', because: cause.message }
  }
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message)
}
