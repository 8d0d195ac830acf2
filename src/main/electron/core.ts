import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePortMain } from 'electron'
import { createCore, type Core } from '../core/createCore.ts'
import { StoreError } from '../core/db/storeError.ts'
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
let core: Core | null = null
let serve = (port: MessagePortMain): void => void waiting.push(port)

parentPort.on('message', ({ data, ports }) => {
  // Only the main process holds the other end, and it is typed by the same union.
  const message = data as ToCore
  switch (message.kind) {
    case 'open':
      return void open(message.file, Buffer.from(message.key))
    case 'connect':
      return ports.forEach((port) => serve(port))
    case 'close':
      return void close()
  }
})

async function open(file: string, key: Buffer): Promise<void> {
  try {
    const known = { clock: systemClock, ids: newId, fetch: globalThis.fetch, mailer: null, log, openingWorker }
    core = await createCore({ ...known, file, key })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return tell({ kind: 'failed', words: error.message })
  }
  const handler = new RPCHandler(core.router)
  const station = core.openStation(MAIN_DESK)
  serve = (port) => {
    handler.upgrade(port, { context: { station } })
    port.start()
  }
  waiting.forEach(serve)
  tell({ kind: 'opened' })
}

async function close(): Promise<void> {
  await core?.close()
  tell({ kind: 'closed' })
}

function tell(message: FromCore): void {
  parentPort.postMessage(message)
}
