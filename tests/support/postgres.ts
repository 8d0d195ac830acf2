import { execFile } from 'node:child_process'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isMainThread } from 'node:worker_threads'
import { freePort } from './freePort.ts'
import { madeOnce } from './madeOnce.ts'
import { postgresPackage } from './postgresPackage.ts'

export type PostgresServer = {
  /** The data directory: everything this server ever wrote is below it. */
  readonly directory: string
  /** Makes an empty database and gives its `postgres://` address. */
  readonly makeDatabase: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** A real PostgreSQL in a folder of its own below the machine's temporary one; `stop` removes it. */
export async function startPostgres(): Promise<PostgresServer> {
  const parent = await mkdtemp(join(tmpdir(), 'anteroom-postgres-'))
  // The server runs as a user of its own when the tests run as root.
  await chmod(parent, 0o755)
  const directory = join(parent, 'data')
  // What a server begins with is the same for all of a run.
  const base = process.env['ANTEROOM_POSTGRES_BASE'] ?? parent
  const { default: EmbeddedPostgres } = await postgresPackage(base)
  const port = await freePort()
  const said: string[] = []
  const serverIn = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'anteroom',
      password: 'anteroom',
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'unix_socket_directories='],
      onLog: (message) => said.push(message),
      onError: (message) => said.push(String(message)),
    })
  const server = serverIn(directory)
  // What the package leaves for the server's own user to read is made under the umask of whoever runs the tests. A worker
  // thread, in which the mutants are tried, cannot change it.
  const umask = isMainThread ? process.umask(0o022) : null
  try {
    const cluster = await madeOnce(base, 'cluster', (folder) => serverIn(join(folder, 'data')).initialise())
    await copyWithOwner(join(cluster, 'data'), directory)
    await server.start()
  } catch (cause) {
    throw new Error(`PostgreSQL did not start: ${said.slice(-5).join('\n')}`, { cause })
  } finally {
    if (umask !== null) process.umask(umask)
  }
  let made = 0
  return {
    directory,
    makeDatabase: async () => {
      const name = `anteroom_${++made}`
      await server.createDatabase(name)
      return `postgres://anteroom:anteroom@127.0.0.1:${port}/${name}`
    },
    stop: async () => {
      await server.stop()
      await rm(parent, { recursive: true, force: true })
    },
  }
}

/** A cluster belongs to the user that runs the server, which root's copy would not. */
async function copyWithOwner(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') return cp(from, to, { recursive: true })
  await promisify(execFile)('cp', ['-a', from, to])
}
