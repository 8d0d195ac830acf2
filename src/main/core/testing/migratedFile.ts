import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Instant } from '../../../shared/domain/time.ts'
import { openStore } from '../db/open.ts'

const made = new Map<string, Promise<Buffer>>()

/** A clinic's file that has every migration and nothing else, in bytes: a process makes it once, and each test begins with it. */
export function migratedFile(key: Buffer): Promise<Buffer> {
  const as = key.toString('hex')
  const known = made.get(as) ?? make(key)
  made.set(as, known)
  return known
}

async function make(key: Buffer): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-'))
  try {
    const file = join(folder, 'clinic.db')
    const store = await openStore({ file, key, now: Instant.parse('2026-03-02T09:00:00.000Z') })
    await store.close()
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
