import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** For a whole run of either runner: where its servers find what each of them begins with, so that it is made once. */
export default async function postgresForAll(): Promise<() => Promise<void>> {
  await makeServersUser()
  const base = await mkdtemp(join(tmpdir(), 'anteroom-postgres-base-'))
  await chmod(base, 0o755)
  process.env['ANTEROOM_POSTGRES_BASE'] = base
  return () => rm(base, { recursive: true, force: true })
}

/**
 * Started by root, the servers run as `postgres`, whom the package makes where the machine has none. Two servers that do
 * so at once meet each other half done ("could not look up effective user ID"): so it is done before the first.
 */
async function makeServersUser(): Promise<void> {
  if (process.getuid?.() !== 0 || (await exists('passwd', 'postgres'))) return
  if (!(await exists('group', 'postgres'))) await run('groupadd', ['postgres'])
  await run('useradd', ['-g', 'postgres', 'postgres'])
}

async function exists(database: 'passwd' | 'group', name: string): Promise<boolean> {
  return run('getent', [database, name]).then(
    () => true,
    () => false,
  )
}
