import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createEndpoint } from '../../src/endpoint/createEndpoint.ts'
import { newId } from '../../src/main/core/system.ts'
import type { Clock } from '../../src/shared/domain/time.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import { builtFiles } from '../build.ts'

export type DemoEndpoint = {
  /** Without a slash at the end. */
  readonly url: string
  readonly makePairingCode: () => Promise<string>
  /** Sends every e-mail that is due, and resolves when each has been tried. */
  readonly mailNow: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The endpoint as a hoster would run it, on SQLite. The mail worker's key is a file beside its database. */
export async function startDemoEndpoint(options: {
  readonly folder: string
  readonly port: number
  readonly smtpUrl: string
  readonly mailFrom: string
  readonly clock: Clock
}): Promise<DemoEndpoint> {
  const url = `http://127.0.0.1:${options.port}`
  const endpoint = await createEndpoint({
    database: { kind: 'sqlite', file: join(options.folder, 'endpoint.db') },
    mailIdentity: await mailIdentity(join(options.folder, 'mail-worker.key')),
    smtpUrl: options.smtpUrl,
    mailFrom: options.mailFrom,
    publicUrl: url,
    portalFiles: builtFiles.portal,
    clock: options.clock,
    ids: newId,
    log: pino(pino.destination({ dest: join(options.folder, 'endpoint.log'), sync: false })),
  })
  await endpoint.listen(options.port)
  return {
    url,
    makePairingCode: () => endpoint.makePairingCode(),
    mailNow: endpoint.mailNow,
    close: () => endpoint.close(),
  }
}

async function mailIdentity(file: string): Promise<string> {
  if (!existsSync(file)) writeFileSync(file, (await makeIdentity()).identity, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
