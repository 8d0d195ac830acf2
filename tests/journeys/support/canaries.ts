import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Decrypter } from 'age-encryption'

/**
 * Every place where one of `canaries` stands, in UTF-8 or UTF-16, in any file below `paths`: free pages, write-ahead logs
 * and all. `file: canary` each.
 */
export async function whereCanariesStand(paths: readonly string[], canaries: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    for (const file of await filesBelow(path)) {
      const bytes = await readFile(file)
      for (const canary of canaries) {
        if (bytes.includes(canary, 0, 'utf8') || bytes.includes(canary, 0, 'utf16le')) found.push(`${file}: ${canary}`)
      }
    }
  }
  return found
}

async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/**
 * Opens age files with the secret of a link: with the reference library always, and with the ordinary `age` program where
 * the machine has it (CI does); both must say the same.
 */
export async function openWithAge(envelopes: readonly Uint8Array[], fragment: string): Promise<string[]> {
  const identity = `AGE-SECRET-KEY-1${fragment.toUpperCase()}`
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-age-'))
  try {
    return await Promise.all(
      envelopes.map((envelope, index) => openBothWays(envelope, identity, join(folder, `${index}`))),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function openBothWays(envelope: Uint8Array, identity: string, stem: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const text = await decrypter.decrypt(envelope, 'text')
  await writeFile(`${stem}.key`, identity, { mode: 0o600 })
  await writeFile(`${stem}.age`, envelope)
  const byProgram = await ageProgram(['--decrypt', '--identity', `${stem}.key`, `${stem}.age`])
  if (byProgram !== null && byProgram !== text) throw new Error('The age program reads something else')
  return text
}

/** Null where the machine has no age program. */
async function ageProgram(args: readonly string[]): Promise<string | null> {
  try {
    return (await promisify(execFile)('age', args)).stdout
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
