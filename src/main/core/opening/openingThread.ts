import { Worker } from 'node:worker_threads'
import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import type { AgeIdentity, Sealed } from '../../../shared/envelope/seal.ts'
import { BEGUN, READY, type FromThread, type ThreadData } from './messages.ts'

/** Opening this one envelope ended its thread, by a crash or by taking too long. The others go on. */
export class OpeningFailed extends Error {
  override readonly name = 'OpeningFailed'
}

export type OpeningThread = {
  /** @throws EnvelopeError, OpeningFailed */
  readonly open: (sealed: Sealed) => Promise<string>
  /** Envelopes that were given and not answered. */
  readonly waiting: () => number
  readonly close: () => Promise<void>
}

export type ThreadOptions = {
  /** `openingWorker`, as a source or as a bundle. */
  readonly source: URL
  readonly identity: AgeIdentity
  /** For one envelope. */
  readonly patienceMilliseconds: number
}

/** Several times what 2 MB take; beyond it the thread ends, and nothing else does. */
const MEMORY_MEGABYTES = 128
/** What is opened is handed over at once. */
const YOUNG_MEGABYTES = 16

/** Their keys are agreed on beside each other. */
const AT_ONCE = 8

type Task = {
  readonly sealed: Sealed
  readonly resolve: (text: string) => void
  readonly reject: (reason: Error) => void
}

/** To load and to import the key: much less, but on a computer that is busy with something else. */
const START_MILLISECONDS = 60_000

/**
 * A thread that opens a few envelopes at once, and counts those that it begins. Where it crashes or hangs, another opens what
 * was begun one after the other: the last of them that it begins is the one. That one fails, and the rest go on (R11.6).
 */
export function createOpeningThread({ source, identity, patienceMilliseconds }: ThreadOptions): OpeningThread {
  const tasks: Task[] = []
  let worker: Worker | null = null
  let progress = makeProgress()
  let answered = 0
  let isCareful = false
  let patience: NodeJS.Timeout | undefined

  function start(): Worker {
    progress = makeProgress()
    answered = 0
    const started = new Worker(source, {
      workerData: { identity, progress, atOnce: isCareful ? 1 : AT_ONCE } satisfies ThreadData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
      // What it would write could be what it opened.
      stdout: true,
      stderr: true,
    })
    started.on('message', (message: FromThread) => worker === started && heed(message))
    started.on('error', (cause) => worker === started && lose(cause))
    started.on('exit', () => worker === started && lose(new Error('The thread ended')))
    // A desk that has nothing else to do ends, whatever its threads wait for.
    started.unref()
    for (const { sealed } of tasks) started.postMessage(sealed)
    return started
  }

  function heed(message: FromThread): void {
    if (message.kind === 'ready') return watch()
    const task = tasks.shift()
    answered += 1
    watch()
    if (message.kind === 'opened') task?.resolve(message.text)
    else task?.reject(new EnvelopeError(message.because))
  }

  /** Time runs for the oldest envelope only. */
  function watch(): void {
    clearTimeout(patience)
    if (tasks.length === 0) return rest()
    worker?.ref()
    // What was answered while this thread was busy is heard first.
    const wait = progress[READY] === 0 ? START_MILLISECONDS : patienceMilliseconds
    patience = setTimeout(() => setImmediate(loseUnlessAnswered, tasks[0]), wait)
  }

  /** Whatever was suspected is opened by now: the next thread is as quick as the first was. */
  function rest(): void {
    if (!isCareful) return worker?.unref()
    isCareful = false
    void worker?.terminate()
    worker = null
  }

  function loseUnlessAnswered(oldest: Task | undefined): void {
    if (oldest && oldest === tasks[0]) lose(new Error('Opening took too long'))
  }

  function lose(cause: unknown): void {
    clearTimeout(patience)
    void worker?.terminate()
    worker = null
    if (progress[READY] === 0) {
      // It is not the envelope's fault, and no other thread would fare better.
      for (const { reject } of tasks.splice(0)) reject(new Error('Envelopes cannot be opened', { cause }))
      return
    }
    const lastBegun = Math.max(0, (progress[BEGUN] ?? 0) - answered - 1)
    if (lastBegun > 0) {
      isCareful = true
      return begin()
    }
    const [failed] = tasks.splice(lastBegun, 1)
    failed?.reject(new OpeningFailed('The envelope could not be opened', { cause }))
    if (tasks.length > 0) begin()
  }

  function begin(): void {
    worker = start()
    watch()
  }

  return {
    open: (sealed) =>
      new Promise((resolve, reject) => {
        tasks.push({ sealed, resolve, reject })
        if (!worker) return begin()
        worker.postMessage(sealed)
        if (tasks.length === 1) watch()
      }),
    waiting: () => tasks.length,
    close: async () => {
      clearTimeout(patience)
      const ending = worker
      worker = null
      for (const { reject } of tasks.splice(0)) reject(new Error('The desk closes'))
      await ending?.terminate()
    },
  }
}

function makeProgress(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
}
