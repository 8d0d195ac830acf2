import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBrowserHost } from '../../src/main/browserHost/createBrowserHost.ts'
import { createCore, type Core } from '../../src/main/core/createCore.ts'
import { keyFromFile } from '../../src/main/core/keyFile.ts'
import { openingWorkerSource } from '../../src/main/core/opening/workerSource.ts'
import { jsonLog, newId, systemClock } from '../../src/main/core/system.ts'
import { buildElectron, buildPages, builtFiles } from '../build.ts'
import { demoAdmin, demoPassword, demoPractitioners } from './clinic.ts'
import { startDemoEndpoint } from './demoEndpoint.ts'
import { electronBinary, hasDisplay, openInElectron } from './electron.ts'
import { startMailCatcher } from './mailCatcher.ts'
import { openPage } from './openPage.ts'
import type { DemoOptions } from './options.ts'
import { freePorts } from './ports.ts'
import { prepareClinic } from './prepareClinic.ts'

export type Demo = {
  /** Resolves when the desk's own window was closed; never in a browser. */
  readonly ended: Promise<void>
  readonly close: () => Promise<void>
}

/** Two people can work at once: each has an address of their own, and signs in there. */
const STATIONS = ['Front desk', 'Room 1'] as const

type Say = (line: string) => void
type Closing = () => Promise<unknown> | void

/** Starts everything on this machine and prints where it is. @throws OptionError when a port is taken */
export async function startDemo(options: DemoOptions, say: Say): Promise<Demo> {
  const ports = await freePorts(options.port)
  const closings: Closing[] = []
  const close = async (): Promise<void> => {
    for (const closing of closings.splice(0).reverse()) await closing()
  }
  try {
    await buildPages(say)
    const folder = dataFolder(options)
    const mail = await startMailCatcher(ports.mail, ports.smtp, join(folder, 'mail'))
    closings.push(mail.close)
    const endpoint = await startDemoEndpoint({
      folder: join(folder, 'endpoint'),
      port: ports.portal,
      smtpPort: ports.smtp,
    })
    closings.push(endpoint.close)
    const core = await openDesk(join(folder, 'desk'))
    closings.push(() => core.close())
    const { clinicId } = await prepareClinic(core, endpoint, options.patients, say)
    const desk = await showDesk(core, join(folder, 'desk'), ports.desk, options, closings, say)
    sayWhere(say, desk.addresses, `${endpoint.url}/c/${clinicId}`, mail.url)
    return { ended: desk.ended, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A throw-away folder goes with the process, however it ends. */
function dataFolder({ dataFolder: given }: DemoOptions): string {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'anteroom-demo-'))
  if (given === null) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['desk', 'endpoint', 'mail']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
  return folder
}

function openDesk(folder: string): Promise<Core> {
  const log = createWriteStream(join(folder, 'desk.log'), { flags: 'a', mode: 0o600 })
  return createCore({
    file: join(folder, 'clinic.db'),
    key: keyFromFile(join(folder, 'clinic.key')),
    clock: systemClock,
    ids: newId,
    fetch: globalThis.fetch,
    mailer: null,
    openingWorker: openingWorkerSource,
    log: jsonLog((line) => log.write(line)),
  })
}

/** In Electron's window where there can be one, else in a browser. */
async function showDesk(
  core: Core,
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
    await core.close()
    const window = openInElectron(binary, folder)
    closings.push(() => void window.kill())
    const ended = new Promise<void>((resolve) => window.once('exit', () => resolve()))
    return { addresses: ['in its own window, which has just opened'], ended }
  }
  const host = await createBrowserHost({ core, rendererFiles: builtFiles.renderer, port, stationNames: STATIONS })
  closings.push(host.close)
  const addresses = host.stations.map(({ url }) => url)
  if (isShown) {
    say('There is no Electron here, so the Front Desk opens in the browser.')
    openPage(addresses[0] ?? '')
  } else {
    say('Nothing is opened here: these addresses are for a browser on this machine.')
  }
  return { addresses, ended: new Promise(() => undefined) }
}

function sayWhere(say: Say, [desk, ...others]: readonly string[], portal: string, mail: string): void {
  const practitioner = demoPractitioners[0]
  say('')
  for (const other of others) say(`Second person   ${other}`)
  say(`Front Desk      ${desk ?? ''}`)
  say(`Patient Portal  ${portal}`)
  say(`Mail            ${mail}`)
  say(
    `Sign in         ${demoAdmin.email} (admin) or ${practitioner?.email ?? ''} (practitioner), password ${demoPassword}`,
  )
}
