import { createBrowserHost } from '../../src/main/browserHost/createBrowserHost.ts'
import { createDemoClock } from '../demo/demoClock.ts'
import { builtFiles } from '../build.ts'
import { FEWEST_PATIENTS } from '../demo/options.ts'
import { freePorts } from '../demo/ports.ts'
import { prepareClinic } from '../demo/prepareClinic.ts'
import { closeAll, demoFolder, startParts, type Closing, type DemoParts } from '../demo/startDemo.ts'

/** The demo at an instant at which its clock stands, with its desk in a browser. */
export type StandingDemo = DemoParts & {
  readonly deskUrl: string
  /** Of the clinic's Patient Portal; empty before a clinic is set up. */
  readonly portalUrl: string
  readonly close: () => Promise<void>
}

export type DemoMoment = {
  readonly port: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** IANA name. */
  readonly timeZone: string
  readonly isEmpty: boolean
}

/** In a throw-away folder. @throws OptionError when one of four ports from `port` on is taken */
export async function openDemo({ port, at, timeZone, isEmpty }: DemoMoment): Promise<StandingDemo> {
  const ports = await freePorts(port)
  const clock = createDemoClock(at)
  const closings: Closing[] = []
  const close = () => closeAll(closings)
  try {
    const folder = demoFolder(null)
    const parts = await startParts(folder, ports, clock, closings)
    const wishes = { folder, timeZone, patients: FEWEST_PATIENTS }
    const clinic = isEmpty ? null : await prepareClinic(parts.core, parts.endpoint, clock, wishes)
    const host = await createBrowserHost({
      serving: parts.core,
      rendererFiles: builtFiles.renderer,
      port: ports.desk,
      stationNames: ['Front desk'],
    })
    closings.push(host.close)
    const [station] = host.stations
    const portalUrl = clinic ? `${parts.endpoint.url}/c/${clinic.clinicId}` : ''
    return { ...parts, deskUrl: station?.url ?? '', portalUrl, close }
  } catch (error) {
    await close()
    throw error
  }
}
