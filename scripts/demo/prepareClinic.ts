import type { Core } from '../../src/main/core/createCore.ts'
import { asProgram } from '../../src/main/core/context.ts'
import { findClinic, readClinic } from '../../src/main/core/db/clinic.ts'
import { readSyncState } from '../../src/main/core/db/syncState.ts'
import type { DemoEndpoint } from './demoEndpoint.ts'
import { seedClinic } from './seedClinic.ts'

/** Fills an empty file and pairs it by a real one-time code; a file that has a clinic is left as it is. */
export async function prepareClinic(
  core: Core,
  endpoint: DemoEndpoint,
  patients: number,
  say: (line: string) => void,
): Promise<{ readonly clinicId: string }> {
  const { db } = core.context
  if (!(await findClinic(db))) {
    const started = Date.now()
    await seedClinic(core, patients)
    if (patients > 1_000) say(`Made ${patients} fictional patients in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  }
  const paired = await readSyncState(db)
  const endpointUrl = paired?.endpoint_url ?? null
  if (endpointUrl === null) {
    await core.sync.pair(asProgram(core.context), endpoint.url, await endpoint.makePairingCode())
  } else if (endpointUrl !== endpoint.url) {
    await follow(core, endpoint.url)
  }
  return { clinicId: (await readClinic(db)).id }
}

/** The same folder was started on other ports. */
async function follow(core: Core, url: string): Promise<void> {
  await core.context.db.updateTable('sync_state').set({ endpoint_url: url, portal_url: url }).execute()
  await core.sync.now()
}
