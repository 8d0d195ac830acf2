import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePortMain } from 'electron'
import { isClosed, openDesk, type ClosedDesk } from '../core/closedDesk.ts'
import type { Core } from '../core/createCore.ts'
import { StoreError } from '../core/db/storeError.ts'
import { KeyNotKept, type KeyKeeper } from '../core/fileKey.ts'
import { openSmtp } from '../core/mail/openSmtp.ts'
import type { Serving } from '../core/serving.ts'
import { jsonLog, newId, systemClock } from '../core/system.ts'
import type { FromCore, ToCore } from './messages.ts'

/** The core's own process: a page never waits for SQLite, and a crash here is survived and reported. */
/** As an audit row names this computer, until it is given another name. */
const MAIN_DESK = 'Main desk'
const log = jsonLog((line) => process.stderr.write(line))
/** A bundle of its own, beside this one. */
const openingWorker = new URL('./openingWorker.js', import.meta.url)
const { parentPort } = process
const waiting: MessagePortMain[] = []
const keeping: ((isKept: boolean) => void)[] = []
let desk: Core | ClosedDesk | null = null
let serve = (port: MessagePortMain): void => void waiting.push(port)

parentPort.on('message', ({ data, ports }) => {
  // Only the main process holds the other end, and it is typed by the same union.
  const message = data as ToCore
  switch (message.kind) {
    case 'open':
      return void open(message.file, keysOfMain(message.keys))
    case 'connect':
      return ports.forEach((port) => serve(port))
    case 'kept':
      return keeping.shift()?.(message.isKept)
    case 'close':
      return void close()
  }
})

async function open(file: string, keys: KeyKeeper): Promise<void> {
  try {
    const known = { clock: systemClock, ids: newId, fetch: globalThis.fetch, openSmtp, log, openingWorker }
    desk = await openDesk({ ...known, file, keys })
  } catch (error) {
    if (!(error instanceof StoreError) && !(error instanceof KeyNotKept)) throw error
    return tell({ kind: 'failed', words: error.message })
  }
  serveWith(desk)
  if (isClosed(desk)) {
    void desk.opened.then((core) => {
      desk = core
      serveWith(core)
    })
  }
  tell({ kind: 'opened' })
}

/** Ports that are there already stay with what they were given: their pages connect anew. */
function serveWith({ router, openStation }: Serving): void {
  const handler = new RPCHandler(router)
  const station = openStation(MAIN_DESK)
  serve = (port) => {
    handler.upgrade(port, { context: { station } })
    port.start()
  }
  waiting.splice(0).forEach(serve)
}

function keysOfMain(kept: readonly Uint8Array[] | 'unreadable'): KeyKeeper {
  return {
    read: async () => (kept === 'unreadable' ? kept : kept.map((key) => Buffer.from(key))),
    keep: async (keys) => {
      tell({ kind: 'keep', keys })
      if (!(await new Promise<boolean>((answered) => keeping.push(answered)))) throw new Error('The key store refused')
    },
  }
}

async function close(): Promise<void> {
  await desk?.close()
  tell({ kind: 'closed' })
}

function tell(message: FromCore): void {
  parentPort.postMessage(message)
}
