import { appendAudit } from '../services/audit.ts'
import { failure } from '../services/serviceError.ts'
import { askForWipe, readRebuild } from '../services/wipeServer.ts'
import { SyncFailure } from '../sync/syncFailure.ts'
import type { Sync } from '../sync/types.ts'
import type { Base } from './base.ts'

export function serverKnowsRouter({ signedIn: { serverKnows } }: Base, sync: Sync) {
  /** @throws ServiceError NOT_PAIRED, ENDPOINT_UNREACHABLE */
  async function ask<T>(question: Parameters<typeof sync.ask<T>>[0]): Promise<T> {
    const answer = await sync.ask(question).catch((cause: unknown) => {
      throw cause instanceof SyncFailure ? failure('ENDPOINT_UNREACHABLE') : cause
    })
    if (answer === null) throw failure('NOT_PAIRED')
    return answer
  }

  return {
    tables: serverKnows.tables.handler(async ({ context }) => {
      const { tables } = await ask((client, options) => client.knownTables({}, options))
      return { readAt: context.acting.clock.now(), tables }
    }),
    wipe: serverKnows.wipe.handler(async ({ context: { acting } }) => {
      await askForWipe(acting)
      return readRebuild(acting.db)
    }),
    rebuild: serverKnows.rebuild.handler(({ context: { acting } }) => readRebuild(acting.db)),
    beginDownload: serverKnows.beginDownload.handler(async ({ context: { acting } }) => {
      await acting.db.transaction().execute((tx) => appendAudit(tx, acting, { action: 'server.downloaded' }))
      return {}
    }),
    rows: serverKnows.rows.handler(({ input }) => ask((client, options) => client.knownRows(input, options))),
  }
}
