import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { ClinicId } from '../shared/domain/ids.ts'
import { codeFrom } from '../shared/domain/invitations.ts'
import { MINUTE, plusMilliseconds, type Clock } from '../shared/domain/time.ts'
import { PASSWORD_GENERATIONS, type PasswordParameters } from '../shared/envelope/passwords.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { recipientOf } from '../shared/envelope/seal.ts'
import type { EndpointContext, Log } from './context.ts'
import { insertPairingCode } from './db/clinics.ts'
import { endpointKey } from './db/endpointKeys.ts'
import { openDatabase, type DatabaseOptions } from './db/openDatabase.ts'
import type { Db } from './db/tables.ts'
import { startHousekeeping } from './housekeeping.ts'
import { makeApp, type EndpointApp } from './http/app.ts'
import { NO_PROXIES, type TrustedProxies } from './http/clientAddress.ts'
import { makeServer, SERVER_LIMITS, type ServerLimits } from './http/server.ts'
import { readStaticFiles } from './http/staticFiles.ts'
import { openTransport } from './mail/transport.ts'
import { startMailWorker } from './mail/worker.ts'
import { makeSecrets } from './secrets.ts'
import { openWake } from './wake.ts'

const PAIRING_MINUTES = 15
/** How long `close` waits for requests under way. */
const CLOSE_MILLISECONDS = 5_000
const IDLE_MILLISECONDS = 50

export type EndpointOptions = {
  readonly database: DatabaseOptions
  /** `AGE-SECRET-KEY-1…`, kept outside the database: opens waiting e-mails (R9.4). */
  readonly mailIdentity: string
  readonly smtpUrl: string
  /** The address that e-mails come from; their name is the clinic's. */
  readonly mailFrom: string
  /** Where patients find the portal; null: where `listen` listens. */
  readonly publicUrl: string | null
  /** The built portal's folder; null serves no pages. */
  readonly portalFiles: string | null
  readonly clock: Clock
  /** A new UUID, version 7. */
  readonly ids: () => string
  readonly log: Log
  /** Newest first; the program's own unless given. */
  readonly passwordGenerations?: readonly PasswordParameters[]
  /** Whose `X-Forwarded-For` is believed; without it nobody's. */
  readonly trustedProxies?: TrustedProxies
  /** In place of the usual ones. */
  readonly serverLimits?: Partial<ServerLimits>
}

export type Endpoint = {
  readonly app: EndpointApp
  /** @param port 0 takes a free one */
  readonly listen: (port: number, host?: string) => Promise<{ url: string; port: number }>
  /** A one-time code, valid 15 minutes. @param clinicId pairs this clinic's desk again; without it, a new clinic's */
  readonly makePairingCode: (clinicId?: ClinicId) => Promise<string>
  /** Sends every e-mail that is due by the endpoint's clock, and resolves when each has been tried. */
  readonly mailNow: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The hosted endpoint, complete but for its process. @throws DatabaseFromTheFutureError, EnvelopeError (bad identity) */
export async function createEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { database, clock, ids, log } = options
  const mailRecipient = await recipientOf(options.mailIdentity)
  const files = options.portalFiles === null ? null : await readStaticFiles(options.portalFiles)
  const db = await openDatabase(database, clock)
  const wake = await openWake(database.kind === 'postgres' ? database.url : null, log)
  let listeningUrl: string | null = null
  const portalUrl = (): string => {
    const url = options.publicUrl ?? listeningUrl
    if (url === null) throw new Error('Without a publicUrl the endpoint has an address only once it listens')
    return url.replace(/\/$/, '')
  }
  const base: Omit<EndpointContext, 'pokeMail'> = {
    db,
    isPostgres: database.kind === 'postgres',
    clock,
    ids,
    log,
    secrets: makeSecrets(options.mailIdentity, await endpointKey(db, 'salt')),
    passwordGenerations: options.passwordGenerations ?? PASSWORD_GENERATIONS,
    mailRecipient,
    portalUrl,
    wake,
  }
  const worker = await startMailWorker(base, options.mailIdentity, openTransport(options.smtpUrl, options.mailFrom))
  const stopHousekeeping = startHousekeeping(base)
  const proxies = options.trustedProxies ?? NO_PROXIES
  const app = makeApp({ ...base, pokeMail: worker.poke }, files, proxies)
  const servers: Server[] = []

  return {
    app,
    async listen(port, host = '127.0.0.1') {
      const server = makeServer(app, proxies, { ...SERVER_LIMITS, ...options.serverLimits })
      servers.push(server)
      server.listen(port, host)
      await once(server, 'listening')
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('The server has no port')
      const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
      listeningUrl = url
      return { url, port: address.port }
    },
    makePairingCode: (clinicId) => makePairingCode(db, clock, clinicId ?? null),
    mailNow: worker.drain,
    async close() {
      stopHousekeeping()
      await wake.close()
      await Promise.all(servers.map(closeServer))
      await worker.close()
      await db.destroy()
    },
  }
}

/** A code valid 15 minutes, kept as its hash. @param clinicId the one clinic whose desk it pairs again; null: a new one */
export async function makePairingCode(db: Db, clock: Clock, clinicId: ClinicId | null): Promise<string> {
  const code = codeFrom(randomBytes)
  const expiresAt = plusMilliseconds(clock.now(), PAIRING_MINUTES * MINUTE)
  await insertPairingCode(db, hashToken(code), clinicId, expiresAt)
  return code
}

/** Takes no new request, finishes those under way, and cuts whoever does not finish in time. */
async function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MILLISECONDS)
  // A connection whose answer was under way is idle only when that has ended.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_MILLISECONDS)
  await new Promise((resolve) => server.close(resolve))
  clearInterval(idle)
  clearTimeout(cut)
}
