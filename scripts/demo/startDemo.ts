import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBrowserHost } from '../../src/main/browserHost/createBrowserHost.ts'
import { isClosed, openDesk, type ClosedDesk } from '../../src/main/core/closedDesk.ts'
import { createCore, type Core } from '../../src/main/core/createCore.ts'
import type { CoreOptions } from '../../src/main/core/context.ts'
import { keyFile } from '../../src/main/core/keyFile.ts'
import { openSmtp } from '../../src/main/core/mail/openSmtp.ts'
import { openingWorkerSource } from '../../src/main/core/opening/workerSource.ts'
import { jsonLog, newId } from '../../src/main/core/system.ts'
import { buildElectron, buildPages, builtFiles } from '../build.ts'
import { demoAdmin, demoFrontDesk, demoPassword, demoPatient, demoPractitioners } from './clinic.ts'
import { createDemoClock, type DemoClock } from './demoClock.ts'
import { startDemoEndpoint, type DemoEndpoint } from './demoEndpoint.ts'
import { electronBinary, hasDisplay, openInElectron } from './electron.ts'
import { startMailCatcher } from './mailCatcher.ts'
import { openPage } from './openPage.ts'
import type { DemoOptions } from './options.ts'
import { freePorts, type DemoPorts } from './ports.ts'
import { openPostOffice } from './postOffice.ts'
import { clearHalfMade, followEndpoint, prepareClinic } from './prepareClinic.ts'

export type Demo = {
  /** Resolves when the desk's own window was closed; never in a browser. */
  readonly ended: Promise<void>
  readonly close: () => Promise<void>
}

/** Two people can work at once: each has an address of their own, and signs in there. */
const STATIONS = ['Front desk', 'Room 1'] as const

const DEMO_SENDER = 'desk@harbourstreet.example'
/** A clinic that somebody sets up has a name of its own: its e-mails come from whoever runs the online service. */
const SERVICE_SENDER = 'portal@anteroom.example'

type Say = (line: string) => void
export type Closing = () => Promise<unknown> | void

/** What runs beside the desk on this machine. */
type Surroundings = {
  readonly endpoint: DemoEndpoint
  /** The mail catcher's page. */
  readonly mailUrl: string
}
export type DemoParts = Surroundings & { readonly core: Core }

/** Starts everything on this machine and prints where it is. @throws OptionError when a port is taken */
export async function startDemo(options: DemoOptions, say: Say): Promise<Demo> {
  const ports = await freePorts(options.port)
  const clock = createDemoClock()
  const closings: Closing[] = []
  const close = () => closeAll(closings)
  try {
    await buildPages(say)
    const folder = demoFolder(options.dataFolder)
    const sender = options.isEmpty ? SERVICE_SENDER : DEMO_SENDER
    const around = await startSurroundings(folder, ports, clock, closings, sender)
    const desk = await openDesk(deskOptions(join(folder, 'desk'), clock))
    closings.push(() => desk.close())
    const where = isClosed(desk)
      ? whereClosed(around)
      : options.isEmpty
        ? await whereEmpty(desk, around)
        : await makeClinic({ ...around, core: desk }, folder, clock, options, say)
    const shown = await showDesk(desk, around, join(folder, 'desk'), ports.desk, options, closings, say)
    sayWhere(say, shown.addresses, around, where)
    return { ended: shown.ended, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The last that was started ends first. */
export async function closeAll(closings: Closing[]): Promise<void> {
  for (const closing of closings.splice(0).reverse()) await closing()
}

/** The mail catcher, the endpoint and the desk's core, on this clock. @param closings grows with each that runs */
export async function startParts(
  folder: string,
  ports: DemoPorts,
  clock: DemoClock,
  closings: Closing[],
): Promise<DemoParts> {
  const around = await startSurroundings(folder, ports, clock, closings, DEMO_SENDER)
  const core = await createCore(deskOptions(join(folder, 'desk'), clock))
  closings.push(() => core.close())
  return { ...around, core }
}

async function startSurroundings(
  folder: string,
  ports: DemoPorts,
  clock: DemoClock,
  closings: Closing[],
  mailFrom: string,
): Promise<Surroundings> {
  const mail = await startMailCatcher(ports.mail, ports.smtp, join(folder, 'mail'))
  closings.push(mail.close)
  const office = await openPostOffice(ports.smtp)
  closings.push(office.close)
  const endpoint = await startDemoEndpoint({
    folder: join(folder, 'endpoint'),
    port: ports.portal,
    smtpUrl: office.url,
    mailFrom,
    clock,
  })
  closings.push(endpoint.close)
  return { endpoint, mailUrl: mail.url }
}

/** The last two of the lines that say where everything is. */
type Where = readonly [portal: string, signIn: string]

/** No key opens the clinic's file: it is served all the same, and asks for its recovery sheet. */
function whereClosed({ endpoint }: Surroundings): Where {
  return [`Patient Portal  ${endpoint.url}`, 'Sign in         once the recovery sheet has opened the clinic’s file']
}

async function whereEmpty(core: Core, { endpoint }: Surroundings): Promise<Where> {
  await followEndpoint(core, endpoint)
  const code = await endpoint.makePairingCode()
  return [
    `Online service  ${endpoint.url}`,
    `Pairing code    ${code}, for 15 minutes: the step Connection of the set-up, or later Settings, Connection`,
  ]
}

async function makeClinic(
  { core, endpoint }: DemoParts,
  folder: string,
  clock: DemoClock,
  { patients }: DemoOptions,
  say: Say,
): Promise<Where> {
  const started = performance.now()
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const { clinicId } = await prepareClinic(core, endpoint, clock, { folder, timeZone, patients })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (patients > 1_000) say(`Made ${patients} fictional patients in ${seconds} s.`)
  const practitioner = demoPractitioners[0]
  return [
    `Patient Portal  ${endpoint.url}/c/${clinicId}`,
    `Sign in         ${demoAdmin.email} (admin), ${practitioner?.email ?? ''} (practitioner) or ${demoFrontDesk.email} (front desk), or as a patient ${demoPatient.email}: password ${demoPassword}`,
  ]
}

/** @param given null: a throw-away folder, which goes with the process, however it ends */
export function demoFolder(given: string | null): string {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'anteroom-demo-'))
  if (given === null) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  clearHalfMade(folder)
  for (const name of ['desk', 'endpoint', 'mail']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
  return folder
}

function deskOptions(folder: string, clock: DemoClock): CoreOptions {
  const log = createWriteStream(join(folder, 'desk.log'), { flags: 'a', mode: 0o600 })
  return {
    file: join(folder, 'clinic.db'),
    keys: keyFile(join(folder, 'clinic.key')),
    clock,
    ids: newId,
    fetch: globalThis.fetch,
    openSmtp,
    openingWorker: openingWorkerSource,
    log: jsonLog((line) => log.write(line)),
  }
}

/** In Electron's window where there can be one, else in a browser. */
async function showDesk(
  desk: Core | ClosedDesk,
  { endpoint }: Surroundings,
  folder: string,
  port: number,
  options: DemoOptions,
  closings: Closing[],
  say: Say,
): Promise<{ readonly addresses: readonly string[]; readonly ended: Promise<void> }> {
  const isShown = options.opens && hasDisplay()
  const binary = isShown ? await electronBinary(say) : null
  if (binary !== null) {
    await buildElectron(say)
    // The window's own core opens the file next, and one process at a time may.
    closings.pop()
    await desk.close()
    const window = openInElectron(binary, folder)
    closings.push(() => void window.kill())
    const ended = new Promise<void>((resolve) => window.once('exit', () => resolve()))
    return { addresses: ['in its own window, which has just opened'], ended }
  }
  const rendererFiles = builtFiles.renderer
  const host = await createBrowserHost({ serving: desk, rendererFiles, port, stationNames: STATIONS })
  closings.push(host.close)
  if (isClosed(desk)) {
    void desk.opened.then(async (core) => {
      closings.push(() => core.close())
      host.serve(core)
      await followEndpoint(core, endpoint)
    })
  }
  const addresses = host.stations.map(({ url }) => url)
  if (isShown) {
    say('There is no Electron here, so the Front Desk opens in the browser.')
    openPage(addresses[0] ?? '')
  } else {
    say('Nothing is opened here: these addresses are for a browser on this machine.')
  }
  return { addresses, ended: new Promise(() => undefined) }
}

function sayWhere(say: Say, [desk, ...others]: readonly string[], { mailUrl }: Surroundings, where: Where): void {
  const [portal, signIn] = where
  say('')
  for (const other of others) say(`Second person   ${other}`)
  say(`Front Desk      ${desk ?? ''}`)
  say(portal)
  say(`Mail            ${mailUrl}`)
  say(signIn)
}
