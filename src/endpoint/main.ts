import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { ClinicId } from '../shared/domain/ids.ts'
import { toInstant } from '../shared/domain/time.ts'
import { ConfigurationError, readConfiguration, readDatabase } from './configuration.ts'
import { createEndpoint, makePairingCode } from './createEndpoint.ts'
import { DatabaseFromTheFutureError } from './db/migrate.ts'
import { openDatabase } from './db/openDatabase.ts'
import { makeMailKey, readMailKey } from './mailKey.ts'
import { verifyDatabase } from './verify/verifyDatabase.ts'

const USAGE = `node src/endpoint/main.ts serve            serves patients and desks
node src/endpoint/main.ts pair [clinic id] prints a one-time pairing code, valid 15 minutes; with a clinic's id, for a
                                           new desk of that clinic
node src/endpoint/main.ts verify           reads the whole database, changes nothing, and says what of it is neither an age
                                           file, a hash, an id, a time nor a public fact; ends with 1 if there is any
node src/endpoint/main.ts keygen           makes ANTEROOM_MAIL_KEY_FILE`

const clock = { now: () => toInstant(Date.now()) }

async function serve(): Promise<void> {
  const { mailKeyFile, port, host, ...configuration } = readConfiguration(process.env)
  const log = pino()
  const endpoint = await createEndpoint({
    ...configuration,
    mailIdentity: await readMailKey(mailKeyFile),
    clock,
    ids: () => v7(),
    log,
  })
  const { url } = await endpoint.listen(port, host)
  log.info({ url }, 'listening')
  const stop = (): void => {
    endpoint.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

async function pair(clinicId: string | undefined): Promise<void> {
  const { database } = readConfiguration(process.env)
  const parsed = ClinicId.optional().safeParse(clinicId)
  if (!parsed.success) throw new ConfigurationError('The clinic id is none')
  const db = await openDatabase(database, clock)
  try {
    process.stdout.write(`${await makePairingCode(db, clock, parsed.data ?? null)}\n`)
  } finally {
    await db.destroy()
  }
}

async function verify(): Promise<void> {
  const database = readDatabase(process.env)
  if (database.kind === 'sqlite' && !existsSync(database.file)) {
    throw new ConfigurationError('There is no database at ANTEROOM_SQLITE_FILE')
  }
  const { tables, rows, findings } = await verifyDatabase(database)
  for (const { where, problem, count } of findings) process.stdout.write(`${where}: ${problem} (${count})\n`)
  const verdict = findings.length === 0 ? 'nothing that it must not know' : `findings: ${findings.length}`
  process.stdout.write(`${tables} tables, ${rows} rows: ${verdict}\n`)
  if (findings.length > 0) process.exitCode = 1
}

async function keygen(): Promise<void> {
  const file = process.env['ANTEROOM_MAIL_KEY_FILE']
  if (!file) throw new ConfigurationError('ANTEROOM_MAIL_KEY_FILE is missing')
  await makeMailKey(file)
}

async function run([command, argument]: readonly string[]): Promise<void> {
  if (command === 'serve' || command === undefined) return serve()
  if (command === 'pair') return pair(argument)
  if (command === 'verify') return verify()
  if (command === 'keygen') return keygen()
  throw new ConfigurationError(USAGE)
}

run(process.argv.slice(2)).catch((error: unknown) => {
  const isExpected = error instanceof ConfigurationError || error instanceof DatabaseFromTheFutureError
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? (error.stack ?? '') : 'Failed'}\n`)
  process.exit(1)
})
