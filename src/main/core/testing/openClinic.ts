import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { Staff } from '../../../shared/contract/desk/staff.ts'
import { PatientId } from '../../../shared/domain/ids.ts'
import type { MailContent } from '../../../shared/domain/mailContent.ts'
import { PatientDetails } from '../../../shared/domain/people.ts'
import type { Acting, CoreOptions, Log, Mailer, Station } from '../context.ts'
import { createCore, type Core } from '../createCore.ts'
import { openSmtp } from '../mail/openSmtp.ts'
import { openingWorkerSource } from '../opening/workerSource.ts'
import { beginAt } from '../services/session.ts'
import { fillClinic, PASSWORD, type ClinicPeople, type ClinicServices } from './fillClinic.ts'
import { heldKeys } from './heldKeys.ts'
import { migratedFile, TEST_KEY } from './migratedFile.ts'
import { createTestClock, createTestIds, type TestClock } from './testTime.ts'

export type LogLine = {
  readonly level: string
  readonly event: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Rejects with nodemailer's error. */
export type StandInMailer = { readonly send: (mail: MailContent) => Promise<unknown> }

export type TestClinic = Awaited<ReturnType<typeof openClinic>>

export type OpenClinicOptions = {
  /** Where the clock stands at first. */
  readonly at?: string
  readonly fetch?: CoreOptions['fetch']
  /** Stands in for a mail server of the clinic's own, through which its e-mails leave then. */
  readonly mailer?: StandInMailer | null
  readonly openingWorker?: URL
}

/**
 * A clinic for a test: a real encrypted file in a folder of its own, a clock that stands still, ids that count up. The
 * admin is signed in. Close it when the test is over: `await using clinic = await openClinic()`, or `close()`.
 */
export async function openClinic({
  at = '2026-03-02T09:00:00.000Z',
  fetch = offline,
  mailer = null,
  openingWorker = openingWorkerSource,
}: OpenClinicOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-'))
  const clock = createTestClock(at)
  const ids = createTestIds()
  const logLines: LogLine[] = []
  const log: Log = (level, event, facts = {}) => logLines.push({ level, event, facts })
  const options: CoreOptions = {
    file: join(folder, 'clinic.db'),
    keys: heldKeys(TEST_KEY),
    clock,
    ids,
    fetch,
    openSmtp: mailer ? () => standIn(mailer) : openSmtp,
    log,
    openingWorker,
  }

  writeFileSync(options.file, await migratedFile(), { mode: 0o600 })
  let core: Core = await createCore(options)
  const { people, services } = await fillClinic(core.context)
  if (mailer) await core.context.db.updateTable('clinic').set({ mail_way: 'own' }).execute()
  let station = core.openStation('Front desk')
  beginAt(station, people.admin, clock.now())

  const clinic = {
    folder,
    options,
    clock: clock satisfies TestClock,
    ids,
    logLines,
    people: people satisfies ClinicPeople,
    services: services satisfies ClinicServices,
    /** Of every member of staff. */
    password: PASSWORD,
    get core() {
      return core
    },
    get context() {
      return core.context
    },
    /** The computer at which everything happens, unless another is opened. */
    get station(): Station {
      return station
    },
    /** As a service gets it, for whoever is signed in at the station. */
    get acting(): Acting {
      if (!station.staff) throw new Error('Nobody is signed in')
      return { ...core.context, actor: { staff: station.staff, station } }
    },
    /** The desk's API as the renderer has it, without a wire. */
    get client() {
      return createRouterClient(core.router, { context: { station } })
    },
    /** A second computer, with its own person. */
    clientAt(other: Station) {
      return createRouterClient(core.router, { context: { station: other } })
    },
    /** Without asking for the password. */
    signInAs(staff: Staff, at: Station = station): void {
      beginAt(at, staff, clock.now())
    },
    /** Time passes while somebody is at the station: it stays open (R10.3). The clock alone is what locks it. */
    later(milliseconds: number): void {
      clock.advance(milliseconds)
      station.activeAt = clock.now()
    },
    /** `addPatient('Ana Ruiz', { email: 'ana@example.test' })`: the last word is the family name. */
    addPatient(name: string, details: Partial<PatientDetails> = {}): Promise<PatientSummary> {
      const words = name.split(' ')
      const known = { birthOn: '1985-03-12', phone: null, email: null }
      const person = { givenName: words.slice(0, -1).join(' ') || name, familyName: words.at(-1) ?? name }
      const patient = PatientDetails.parse({ ...known, ...person, ...details })
      return clinic.client.patients.add({ id: PatientId.parse(ids()), ...patient })
    },
    /** Closes the core and opens the same file again; whoever was signed in is signed in again. */
    async restart(changed: Partial<CoreOptions> = {}): Promise<void> {
      const { staff } = station
      await core.close()
      core = await createCore({ ...options, ...changed })
      station = core.openStation('Front desk')
      if (staff) beginAt(station, staff, clock.now())
    },
    async close(): Promise<void> {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
    [Symbol.asyncDispose](): Promise<void> {
      return clinic.close()
    },
  }
  return clinic
}

function standIn(mailer: StandInMailer): Mailer {
  return { send: async (mail) => String(await mailer.send(mail)), close: () => undefined }
}

function offline(): Promise<never> {
  return Promise.reject(new TypeError('fetch failed'))
}
