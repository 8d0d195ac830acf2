import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asProgram } from '../../src/main/core/context.ts'
import type { Core } from '../../src/main/core/createCore.ts'
import { findClinic, readClinic } from '../../src/main/core/db/clinic.ts'
import { readSyncState } from '../../src/main/core/db/syncState.ts'
import type { DemoClock } from './demoClock.ts'
import type { DemoEndpoint } from './demoEndpoint.ts'
import { makeDemo, type DemoWishes } from './makeDemo.ts'

/** There while the past is being made: whoever finds it was interrupted. */
const makingFile = (folder: string) => join(folder, 'demo-is-being-made')
const PARTS = ['desk', 'endpoint', 'mail'] as const

/** The parts of the demo's folder; what an interrupted start left of them is thrown away first. */
export function clearHalfMade(folder: string): void {
  if (!existsSync(makingFile(folder))) return
  for (const part of PARTS) rmSync(join(folder, part), { recursive: true, force: true })
  rmSync(makingFile(folder))
}

/** Fills an empty file with the demo; a file that has a clinic is left as it is. */
export async function prepareClinic(
  core: Core,
  endpoint: DemoEndpoint,
  clock: DemoClock,
  wishes: DemoWishes & { readonly folder: string },
): Promise<{ readonly clinicId: string }> {
  const { db } = core.context
  if (!(await findClinic(db))) {
    writeFileSync(makingFile(wishes.folder), '')
    await makeDemo(core, endpoint, clock, wishes)
    rmSync(makingFile(wishes.folder))
  }
  await followEndpoint(core, endpoint)
  const paired = await readSyncState(db)
  if ((paired?.endpoint_url ?? null) === null) {
    await core.sync.pair(asProgram(core.context), endpoint.url, await endpoint.makePairingCode())
  }
  return { clinicId: (await readClinic(db)).id }
}

/** The same folder was started on other ports. */
export async function followEndpoint(core: Core, { url }: Pick<DemoEndpoint, 'url'>): Promise<void> {
  const { db } = core.context
  const paired = await readSyncState(db)
  if (!paired?.endpoint_url || paired.endpoint_url === url) return
  await db.updateTable('sync_state').set({ endpoint_url: url, portal_url: url }).execute()
  await core.sync.now()
}
