import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A folder that all who share `base` find made: by whoever comes first, and where two come at once by one of them.
 * @param make fills the folder, which everybody may enter
 * @returns its path
 */
export async function madeOnce(base: string, name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const made = join(base, name)
  if (existsSync(made)) return made
  const draft = await mkdtemp(join(base, `${name}-`))
  await chmod(draft, 0o755)
  await make(draft)
  try {
    await rename(draft, made)
  } catch (cause) {
    if (!existsSync(made)) throw cause
    await rm(draft, { recursive: true, force: true })
  }
  return made
}
