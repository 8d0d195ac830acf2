import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../tests/support/freePort.ts'
import { startPostgres, type PostgresServer } from '../../../tests/support/postgres.ts'
import { startSmtp, type SmtpServer } from '../../../tests/support/smtp.ts'
import { plusMilliseconds, toInstant, type Clock } from '../../shared/domain/time.ts'
import { makeIdentity } from '../../shared/envelope/seal.ts'
import { createEndpoint, type Endpoint, type EndpointOptions } from '../createEndpoint.ts'

export type DatabaseKind = 'sqlite' | 'postgres'
/** `ANTEROOM_SQLITE_ONLY` is for whoever runs the tests a thousand times. */
export const DATABASES: readonly DatabaseKind[] = process.env['ANTEROOM_SQLITE_ONLY']
  ? ['sqlite']
  : ['sqlite', 'postgres']

/** What a test file shares: an SMTP server, and PostgreSQL where it is asked for. */
export type Machine = {
  readonly smtp: SmtpServer
  readonly directory: string
  readonly postgres: PostgresServer | null
  readonly stop: () => Promise<void>
}

export async function startMachine(kind: DatabaseKind): Promise<Machine> {
  const directory = await mkdtemp(join(tmpdir(), 'anteroom-endpoint-'))
  const smtp = await startSmtp()
  const postgres = kind === 'postgres' ? await startPostgres() : null
  return {
    smtp,
    directory,
    postgres,
    async stop() {
      await smtp.stop()
      await postgres?.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export type TestEndpoint = {
  readonly endpoint: Endpoint
  readonly url: string
  readonly options: EndpointOptions
  readonly database: EndpointOptions['database']
  /** Every line that was logged, as text. */
  readonly logged: string[]
  readonly clock: Clock & { readonly pass: (milliseconds: number) => void }
}

/** An endpoint that listens, on an empty database, at a time that the test owns: 2 March 2026, 09:00 UTC. */
export async function startEndpoint(machine: Machine, change: Partial<EndpointOptions> = {}): Promise<TestEndpoint> {
  let now = toInstant(Date.parse('2026-03-02T09:00:00.000Z'))
  const clock = {
    now: () => now,
    pass: (milliseconds: number) => {
      now = plusMilliseconds(now, milliseconds)
    },
  }
  const logged: string[] = []
  const write = (facts: object, message: string): void => void logged.push(JSON.stringify({ ...facts, message }))
  const options: EndpointOptions = {
    database: machine.postgres
      ? { kind: 'postgres', url: await machine.postgres.makeDatabase() }
      : { kind: 'sqlite', file: join(machine.directory, `${randomUUID()}.sqlite`) },
    mailIdentity: (await makeIdentity()).identity,
    smtpUrl: machine.smtp.url,
    mailFrom: 'portal@anteroom.test',
    publicUrl: null,
    portalFiles: null,
    clock,
    ids: () => randomUUID(),
    log: { info: write, warn: write, error: write },
    ...change,
  }
  const endpoint = await createEndpoint(options)
  const { url } = await endpoint.listen(await freePort())
  return { endpoint, url, options, database: options.database, logged, clock }
}
