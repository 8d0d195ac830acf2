import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Instant } from '../../../shared/domain/time.ts'
import { openStore } from '../db/open.ts'

/** Of every clinic of a test. */
export const TEST_KEY = Buffer.alloc(32, 7)

let made: Promise<Buffer> | null = null

/** A clinic's file that has every migration and nothing else, in bytes: a process makes it once, and each test begins with it. */
export function migratedFile(): Promise<Buffer> {
  made ??= make()
  return made
}

async function make(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-'))
  try {
    const file = join(folder, 'clinic.db')
    const store = await openStore({ file, key: TEST_KEY, now: Instant.parse('2026-03-02T09:00:00.000Z') })
    await store.close()
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
