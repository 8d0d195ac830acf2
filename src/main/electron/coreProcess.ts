import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { FromCore, ToCore } from './messages.ts'

export type CoreProcess = {
  readonly connect: (port: MessagePortMain) => void
  /** Resolves when the file is closed; what is on the wire is given up. */
  readonly close: () => Promise<void>
}

export type CoreProcessOptions = {
  /** The bundle of `core.ts`. */
  readonly module: string
  readonly file: string
  readonly keys: readonly Buffer[] | 'unreadable'
  /** Keeps others from now on. */
  readonly onKeep: (keys: readonly Buffer[]) => Promise<void>
  /** The file does not open: words for the person at the desk. */
  readonly onFailed: (words: string) => void
  /** The process ended without being asked to. */
  readonly onCrashed: () => void
}

const CLOSE_PATIENCE_MILLISECONDS = 5_000

/** Starts the core in a process of its own. */
export function startCoreProcess(options: CoreProcessOptions): CoreProcess {
  const child = utilityProcess.fork(options.module, [], { serviceName: 'Anteroom core' })
  let isClosing = false
  const closed = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.on('message', (message: FromCore) => {
    if (message.kind === 'keep') {
      const keys = message.keys.map((key) => Buffer.from(key))
      void options.onKeep(keys).then(
        () => tell(child, { kind: 'kept', isKept: true }),
        () => tell(child, { kind: 'kept', isKept: false }),
      )
    }
    if (message.kind === 'failed') options.onFailed(message.words)
    if (message.kind === 'closed') child.kill()
  })
  child.on('exit', () => {
    if (!isClosing) options.onCrashed()
  })
  tell(child, { kind: 'open', file: options.file, keys: options.keys })
  return {
    connect: (port) => tell(child, { kind: 'connect' }, [port]),
    close: async () => {
      isClosing = true
      tell(child, { kind: 'close' })
      const patience = setTimeout(() => child.kill(), CLOSE_PATIENCE_MILLISECONDS)
      await closed
      clearTimeout(patience)
    },
  }
}

function tell(child: UtilityProcess, message: ToCore, ports: MessagePortMain[] = []): void {
  child.postMessage(message, ports)
}
