import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** For a whole run: where its servers find what each of them begins with, so that it is made once. */
export async function setup(): Promise<() => Promise<void>> {
  const base = await mkdtemp(join(tmpdir(), 'anteroom-postgres-base-'))
  await chmod(base, 0o755)
  process.env['ANTEROOM_POSTGRES_BASE'] = base
  return () => rm(base, { recursive: true, force: true })
}
