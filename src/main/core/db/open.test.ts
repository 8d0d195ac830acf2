import { fork } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Instant } from '../../../shared/domain/time.ts'
import { openStore, type OpenStoreOptions } from './open.ts'
import { loadSqlite, type Database, type DatabaseConstructor } from './sqlite.ts'
import { StoreError, storeErrorWords } from './storeError.ts'
import { openUnlocked } from './unlockedDatabase.ts'

const KEY = Buffer.alloc(32, 3)
const NOW = Instant.parse('2026-03-02T09:00:00.000Z')

let folder: string
let options: OpenStoreOptions

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-store-'))
  options = { file: join(folder, 'clinic.db'), key: KEY, now: NOW }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Makes a file of some hundred pages. */
async function makeFile(): Promise<void> {
  const store = await openStore(options)
  const insert = store.database.prepare(
    `INSERT INTO patient (id, chart_number, given_name, family_name, created_at, changed_at) VALUES (?, ?, ?, ?, '', '')`,
  )
  for (let chart = 0; chart < 500; chart += 1) insert.run(`id-${chart}`, chart, 'x'.repeat(200), 'y'.repeat(200))
  await store.close()
}

async function troubleOf(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof StoreError)) throw new Error('Expected a StoreError', { cause: error })
  expect(error.message).toBe(storeErrorWords[error.because])
  return error.because
}

function overwrite(position: number, bytes: Buffer): void {
  const handle = openSync(options.file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, position)
  closeSync(handle)
}

describe('Opening the clinic’s file', () => {
  test('R10.9 one whose key was stretched, as it once was, opens as before, and no more stretched once it has another', async () => {
    const Sqlite = await loadSqlite()
    const older = new Sqlite(options.file)
    older.pragma(`cipher = 'sqlcipher'`)
    older.key(KEY)
    older.exec('CREATE TABLE kept (word TEXT) STRICT')
    older.exec(`INSERT INTO kept VALUES ('there')`)
    older.close()
    const next = Buffer.alloc(32, 4)

    const store = await openStore(options)
    await store.rekey(next)
    await store.close()

    const later = new Sqlite(options.file)
    later.pragma(`cipher = 'sqlcipher'`)
    later.key(Buffer.from(`x'${next.toString('hex')}'`))
    expect(later.prepare('SELECT word FROM kept').pluck().get()).toBe('there')
    later.close()
  })

  test('a wrong key is told as such, and the file is left as it was', async () => {
    await makeFile()
    const before = readFileSync(options.file)

    expect(await troubleOf(openStore({ ...options, key: Buffer.alloc(32, 4) }))).toBe('wrongKey')
    expect(readFileSync(options.file).equals(before)).toBe(true)
    await (await openStore(options)).close()
  })

  test('a file that is not opened is let go of, so that another may be put in its place', async () => {
    await makeFile()
    const connections: Database[] = []
    const Watched = new Proxy(await loadSqlite(), {
      construct: (Sqlite, [file, settings]: ConstructorParameters<DatabaseConstructor>) => {
        const connection = new Sqlite(file, settings)
        connections.push(connection)
        return connection
      },
    })

    expect(() => openUnlocked(Watched, options.file, Buffer.alloc(32, 4))).toThrow(StoreError)

    expect(connections.map(({ open }) => open)).toEqual([false])
  })

  test('a file that was damaged in the middle is told as such', async () => {
    await makeFile()
    overwrite(Math.floor(statSync(options.file).size / 2), Buffer.alloc(64, 0xff))

    expect(await troubleOf(openStore(options))).toBe('damaged')
  })

  test('a file that was cut short, or is something else, is told as damaged', async () => {
    writeFileSync(options.file, 'This is a letter, not a clinic.')

    expect(await troubleOf(openStore(options))).toBe('damaged')
  })

  test('a file from a newer version is refused', async () => {
    const store = await openStore(options)
    store.database.pragma('user_version = 9999')
    await store.close()

    expect(await troubleOf(openStore(options))).toBe('fromTheFuture')
  })

  test('a second desk on the same file is refused until the first is closed', async () => {
    const first = await openStore(options)

    expect(await troubleOf(openStore(options))).toBe('lockedByAnother')

    await first.close()
    await (await openStore(options)).close()
  })

  test('the lock goes with a process that is killed', async () => {
    const other = fork(join(import.meta.dirname, '../testing/holdStore.ts'), [options.file, KEY.toString('hex')])
    await new Promise((resolve) => other.once('message', resolve))
    expect(await troubleOf(openStore(options))).toBe('lockedByAnother')

    other.kill('SIGKILL')
    await new Promise((resolve) => other.once('exit', resolve))

    await (await openStore(options)).close()
  })

  test('a folder that cannot be made is told as such', async () => {
    const inTheWay = join(folder, 'file')
    writeFileSync(inTheWay, '')

    await expect(openStore({ ...options, file: join(inTheWay, 'below', 'clinic.db') })).rejects.toBeInstanceOf(
      StoreError,
    )
  })

  test('a runtime that is too old is told before the store’s addon could crash it', async () => {
    await expect(loadSqlite('9')).rejects.toMatchObject({ because: 'oldRuntime' })
  })

  test('nobody else on the computer may read the file', async () => {
    await makeFile()

    expect(statSync(options.file).mode & 0o077).toBe(0)
  })

  test('nothing that was acknowledged is lost when the power goes, and nothing spills into temporary files', async () => {
    const store = await openStore(options)
    const FULL = 2
    const MEMORY = 2

    expect(store.database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(store.database.pragma('synchronous', { simple: true })).toBe(FULL)
    expect(store.database.pragma('temp_store', { simple: true })).toBe(MEMORY)
    expect(store.database.pragma('foreign_keys', { simple: true })).toBe(1)
    await store.close()
  })

  test('what a file’s schema calls is nothing but harmless functions, whoever wrote it', async () => {
    const store = await openStore(options)

    expect(store.database.pragma('trusted_schema', { simple: true })).toBe(0)
    await store.close()
  })

  test('no file of the folder shows what was written, neither open nor closed nor in a backup', async () => {
    const canary = 'CANARY-Zoë-Ramírez-1985-03-12'
    const store = await openStore(options)
    store.database
      .prepare(
        `INSERT INTO patient (id, chart_number, given_name, family_name, created_at, changed_at) VALUES ('a', 1, ?, ?, '', '')`,
      )
      .run(canary, canary)
    const whileOpen = filesWith(canary)
    await store.close()
    const { clinicMigrations } = await import('../../../../migrations/clinic/index.ts')
    const newer = { number: clinicMigrations.length + 1, name: 'next', sql: 'CREATE TABLE later (id TEXT) STRICT' }
    const migrated = await openStore({ ...options, migrations: [...clinicMigrations, newer] })

    expect(migrated.migrated.backup).not.toBeNull()
    expect(whileOpen.seen.sort()).toEqual(['clinic.db', 'clinic.db-shm', 'clinic.db-wal', 'clinic.db.lock'])
    expect(whileOpen.showing).toEqual([])
    expect(filesWith(canary).showing).toEqual([])
    await migrated.close()
  })
})

function filesWith(canary: string): { seen: string[]; showing: string[] } {
  const seen = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const showing = seen.filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(canary))
  return { seen: seen.map((entry) => entry.name), showing: showing.map((entry) => entry.name) }
}
