import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const here = fileURLToPath(new URL('.', import.meta.url))

/** What `scenario.mjs` saw of the bundles; see there. */
export const Report = z.object({
  isSandboxed: z.boolean(),
  schemes: z.array(z.object({ scheme: z.string(), privileges: z.record(z.string(), z.boolean()) })),
  windows: z.array(z.object({ urls: z.array(z.string()), options: z.record(z.string(), z.unknown()) })),
  navigations: z.record(z.string(), z.boolean()),
  opened: z.array(z.object({ url: z.string(), action: z.string() })),
  permissions: z.record(z.string(), z.boolean()),
  isDevicePermitted: z.boolean().nullable(),
  isDownloadStopped: z.boolean().nullable(),
  isWebviewStopped: z.boolean().nullable(),
  responses: z.record(
    z.string(),
    z.object({ status: z.number(), policy: z.string().nullable(), type: z.string().nullable(), body: z.string() }),
  ),
  exposed: z.array(z.string()),
  untrustedPortsClosed: z.number().nullable(),
  session: z.unknown(),
  reloads: z.number().nullable(),
  sessionAfterCrash: z.unknown(),
  errorBoxes: z.array(z.object({ title: z.string(), message: z.string() })),
  messageBoxes: z.array(z.object({ message: z.string() })),
  plainTextEncryption: z.boolean().nullable(),
  quits: z.number(),
  isClosedInOrder: z.boolean(),
  openedWithSheet: z
    .object({
      before: z.string().nullable(),
      isKept: z.boolean(),
      after: z.string().nullable(),
      clinic: z.string().nullable(),
    })
    .nullable(),
})
export type Report = z.infer<typeof Report>

export type StandInSettings = {
  readonly isFirstInstance?: boolean
  readonly isPackaged?: boolean
  readonly backend?: string
  /** Types these words of a recovery sheet. */
  readonly sheet?: readonly string[]
}

/**
 * Runs the built main, core and preload bundles in a Node process of its own and gives what they did with Electron.
 * @param prepare puts into the program's folder what is there already
 */
export async function runBundles(
  settings: StandInSettings = {},
  prepare: (userData: string) => void = () => undefined,
): Promise<Report> {
  const userData = mkdtempSync(join(tmpdir(), 'anteroom-electron-'))
  prepare(userData)
  try {
    return Report.parse(JSON.parse(await scenario({ ...settings, userData })))
  } finally {
    rmSync(userData, { recursive: true, force: true })
  }
}

function scenario(settings: StandInSettings & { readonly userData: string }): Promise<string> {
  const child = spawn(process.execPath, ['--import', join(here, 'hooks.mjs'), join(here, 'scenario.mjs')], {
    env: { ...process.env, STAND_IN: JSON.stringify(settings), NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let report = ''
  let noise = ''
  child.stdio[3]?.on('data', (chunk: Buffer) => (report += chunk.toString()))
  child.stdout?.on('data', (chunk: Buffer) => (noise += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (noise += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(report) : reject(new Error(`Ended with ${code}: ${noise}`))))
  })
}
