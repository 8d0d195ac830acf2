import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { z } from 'zod'
import { demoAdmin, demoClinic, demoPassword } from '../../../scripts/demo/clinic.ts'
import { clinicDay } from './plannedVisits.ts'
import { seedClinic } from './seedClinic.ts'
import { builtFiles } from '../../../scripts/build.ts'
import { createEndpoint, type Endpoint } from '../../../src/endpoint/createEndpoint.ts'
import { verifyDatabase } from '../../../src/endpoint/verify/verifyDatabase.ts'
import { appendEvent } from '../../../src/endpoint/db/events.ts'
import { openDatabase, type DatabaseOptions } from '../../../src/endpoint/db/openDatabase.ts'
import { createBrowserHost, type BrowserHost } from '../../../src/main/browserHost/createBrowserHost.ts'
import { createCore, type Core } from '../../../src/main/core/createCore.ts'
import { asProgram, type CoreOptions } from '../../../src/main/core/context.ts'
import { openSmtp } from '../../../src/main/core/mail/openSmtp.ts'
import { openingWorkerSource } from '../../../src/main/core/opening/workerSource.ts'
import { jsonLog, newId } from '../../../src/main/core/system.ts'
import { heldKeys } from '../../../src/main/core/testing/heldKeys.ts'
import type { EventBody } from '../../../src/shared/contract/events.ts'
import { ClinicId } from '../../../src/shared/domain/ids.ts'
import { toInstant } from '../../../src/shared/domain/time.ts'
import { toFragment } from '../../../src/shared/envelope/secrets.ts'
import { makeIdentity } from '../../../src/shared/envelope/seal.ts'
import { freePort } from '../../support/freePort.ts'
import { startPostgres, type PostgresServer } from '../../support/postgres.ts'
import { openMailbox, type Mailbox } from './mailbox.ts'

const HouseSettings = z.object({ database: z.enum(['sqlite', 'postgres']) })

/** A whole clinic with its endpoint, mail server and database on this machine, as a journey needs them. */
export type House = Awaited<ReturnType<typeof openHouse>>

type EndpointDatabase = Awaited<ReturnType<typeof openDatabase>>

/**
 * @param settings the Playwright project's metadata: on which database the endpoint stands
 * @param patients how many of the demo's people; with none every time is free on whatever day a journey runs
 */
export async function openHouse(settings: unknown, patients = 0) {
  const { database } = HouseSettings.parse(settings)
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-house-'))
  const postgres: PostgresServer | null = database === 'postgres' ? await startPostgres() : null
  const stored: DatabaseOptions = postgres
    ? { kind: 'postgres', url: await postgres.makeDatabase() }
    : { kind: 'sqlite', file: join(folder, 'endpoint', 'endpoint.db') }
  const mailbox = await openMailbox()
  const { identity: mailIdentity } = await makeIdentity()
  const keys = heldKeys(randomBytes(32))
  const logLines: string[] = []
  const log = jsonLog((line) => logLines.push(line))
  let clockSkewMilliseconds = 0
  let endpointSkewMilliseconds = 0
  let network: 'up' | 'captivePortal' = 'up'
  let endpoint: Endpoint | null = null
  let endpointPort = 0
  let core: Core | null = null
  let host: BrowserHost | null = null

  const clock = { now: () => toInstant(Date.now() + endpointSkewMilliseconds) }
  const deskFetch: CoreOptions['fetch'] = (input, init) =>
    network === 'up'
      ? fetch(input, init)
      : Promise.resolve(new Response('<html>Welcome to the café</html>', { headers: { 'content-type': 'text/html' } }))

  const house = {
    smtp: mailbox satisfies Mailbox,
    admin: { email: demoAdmin.email, password: demoPassword },
    folder,
    deskUrl: () => present(present(host).stations[0]).url,
    /** Where a second person works at the same time. */
    secondDeskUrl: () => present(present(host).stations[1]).url,
    core: () => present(core),
    logLines: () => logLines,
    endpointUrl: () => `http://127.0.0.1:${endpointPort}`,
    endpointFiles: () => [postgres ? postgres.directory : join(folder, 'endpoint')],
    deskFiles: () => [join(folder, 'desk')],
    setClockSkew: (milliseconds: number) => void (clockSkewMilliseconds = milliseconds),
    /** Whatever the hour, this morning at the clinic: what is booked for today is still to come. */
    setMorning: () => {
      clockSkewMilliseconds = todayAt('07:00') - Date.now()
      endpointSkewMilliseconds = clockSkewMilliseconds
    },
    setEndpointClockSkew: (milliseconds: number) => void (endpointSkewMilliseconds = milliseconds),
    setNetwork: (state: 'up' | 'captivePortal') => void (network = state),

    /** @param publicUrl where it says that the portal is; by default where it listens */
    async startEndpoint(publicUrl?: string): Promise<void> {
      await mkdir(join(folder, 'endpoint'), { recursive: true })
      endpoint = await createEndpoint({
        database: stored,
        mailIdentity,
        smtpUrl: mailbox.url,
        mailFrom: 'desk@harbourstreet.example',
        publicUrl: publicUrl ?? `http://127.0.0.1:${endpointPort}`,
        portalFiles: builtFiles.portal,
        clock,
        ids: newId,
        log: pino({}, { write: (line: string) => void logLines.push(line) }),
      })
      endpointPort = (await endpoint.listen(endpointPort)).port
    },

    /** Days go by at the endpoint, and all e-mails that are due by then have been tried. */
    async passAtEndpoint(milliseconds: number): Promise<void> {
      endpointSkewMilliseconds += milliseconds
      await present(endpoint).mailNow()
    },

    pairingCode: () => present(endpoint).makePairingCode(),

    async stopEndpoint(): Promise<void> {
      await endpoint?.close()
      endpoint = null
    },

    async startDesk(): Promise<void> {
      await mkdir(join(folder, 'desk'), { recursive: true })
      core = await createCore(house.coreOptions())
      host = await createBrowserHost({
        serving: core,
        rendererFiles: builtFiles.renderer,
        port: 0,
        stationNames: ['Front desk', 'Room 1'],
      })
    },

    /** The desk has heard all that is at the endpoint, and what follows from it has been published. */
    async exchanged(): Promise<void> {
      await house.core().sync.now()
      await house.core().sync.now()
    },

    coreOptions: (): CoreOptions => ({
      file: join(folder, 'desk', 'clinic.db'),
      keys,
      clock: { now: () => toInstant(Date.now() + clockSkewMilliseconds) },
      ids: newId,
      fetch: deskFetch,
      openSmtp,
      log,
      openingWorker: openingWorkerSource,
    }),

    async stopDesk(): Promise<void> {
      await host?.close()
      await core?.close()
      host = null
      core = null
    },

    /** @throws where the endpoint's database holds what nobody may read there (R11.1) */
    async close(): Promise<void> {
      await house.stopDesk()
      await house.stopEndpoint()
      const { findings } = await verifyDatabase(stored)
      await mailbox.close()
      await postgres?.stop()
      await rm(folder, { recursive: true, force: true })
      if (findings.length > 0) throw new Error(`The endpoint knows too much (R11.1): ${JSON.stringify(findings)}`)
    },

    /** Where a code is typed; the slip and the person on the telephone say it. */
    codePage: async () => {
      const { id } = await house.core().context.db.selectFrom('clinic').select('id').executeTakeFirstOrThrow()
      return `${house.endpointUrl()}/c/${id}/code`
    },

    /** Whose logins the endpoint keeps, by their e-mails. */
    loginsAtEndpoint: (): Promise<string[]> =>
      house.behindTheEndpoint(async (db) => {
        const logins = await db.selectFrom('login').select('email').orderBy('email').execute()
        return logins.map(({ email }) => email)
      }),

    /** A well-made secret of no invitation. */
    unknownFragment: async () => toFragment((await makeIdentity()).identity),

    /** Whoever can write to the endpoint's database leaves something for the desk, whatever it is. */
    async leaveForDesk(body: object): Promise<void> {
      const { id } = await house.core().context.db.selectFrom('clinic').select('id').executeTakeFirstOrThrow()
      const event = { id: newId(), at: clock.now(), body: body as EventBody } // which it need not be
      await house.behindTheEndpoint((db) =>
        db.transaction().execute((tx) => appendEvent(tx, ClinicId.parse(id), event)),
      )
    },

    /** Somebody who reads and writes everything in the endpoint's database. */
    async behindTheEndpoint<T>(work: (db: EndpointDatabase) => Promise<T>): Promise<T> {
      const db = await openDatabase(stored, clock)
      try {
        return await work(db)
      } finally {
        await db.destroy()
      }
    },

    /** The age files that the endpoint keeps for the invitation that was made last. */
    envelopesOfNewestInvitation: (): Promise<Uint8Array[]> =>
      house.behindTheEndpoint(async (db) => {
        const { id, greeting_sealed: greeting } = await db
          .selectFrom('invitation')
          .select(['id', 'greeting_sealed'])
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow()
        const { body_sealed: index } = await db
          .selectFrom('record_index')
          .select('body_sealed')
          .where('owner_id', '=', id)
          .executeTakeFirstOrThrow()
        return [present(greeting), index]
      }),
  }

  endpointPort = await freePort()
  await house.startEndpoint()
  await house.startDesk()
  await seedClinic(house.core(), patients, dawn())
  await house.core().sync.pair(asProgram(house.core().context), house.endpointUrl(), await house.pairingCode())
  return house
}

/** Every visit of today is still to come, at whatever hour a journey runs. */
function dawn(): number {
  return todayAt('05:00')
}

function todayAt(plainTime: string): number {
  return clinicDay(Date.now()).toZonedDateTime({ timeZone: demoClinic.timeZone, plainTime }).epochMilliseconds
}

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('This part of the house is not running')
  return value
}
