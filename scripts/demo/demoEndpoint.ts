import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createEndpoint } from '../../src/endpoint/createEndpoint.ts'
import { newId, systemClock } from '../../src/main/core/system.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import { builtFiles } from '../build.ts'

export type DemoEndpoint = {
  /** Without a slash at the end. */
  readonly url: string
  readonly makePairingCode: () => Promise<string>
  readonly close: () => Promise<void>
}

/** The endpoint as a hoster would run it, on SQLite. The mail worker's key is a file beside its database. */
export async function startDemoEndpoint(options: {
  readonly folder: string
  readonly port: number
  readonly smtpPort: number
}): Promise<DemoEndpoint> {
  const url = `http://127.0.0.1:${options.port}`
  const endpoint = await createEndpoint({
    database: { kind: 'sqlite', file: join(options.folder, 'endpoint.db') },
    mailIdentity: await mailIdentity(join(options.folder, 'mail-worker.key')),
    smtpUrl: `smtp://127.0.0.1:${options.smtpPort}`,
    mailFrom: 'desk@harbourstreet.example',
    publicUrl: url,
    portalFiles: builtFiles.portal,
    clock: systemClock,
    ids: newId,
    log: pino(pino.destination({ dest: join(options.folder, 'endpoint.log'), sync: false })),
  })
  await endpoint.listen(options.port)
  return { url, makePairingCode: () => endpoint.makePairingCode(), close: () => endpoint.close() }
}

async function mailIdentity(file: string): Promise<string> {
  if (!existsSync(file)) writeFileSync(file, (await makeIdentity()).identity, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
