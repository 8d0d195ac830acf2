import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Instant } from '../../../shared/domain/time.ts'
import { openStore } from './open.ts'
import { rekeyBeside } from './rekey.ts'
import { loadSqlite } from './sqlite.ts'
import { StoreError } from './storeError.ts'
import { openUnlocked } from './unlockedDatabase.ts'

const NOW = Instant.parse('2026-03-02T09:00:00.000Z')
const ROWS = 1_000
/** Of the time that a change of keys takes. */
const MOMENTS = [0, 0.4, 0.7, 0.85, 1]

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-rekey-'))
  file = join(folder, 'clinic.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function fill(key: Buffer): Promise<void> {
  const store = await openStore({ file, key, now: NOW })
  const insert = store.database.prepare(
    `INSERT INTO patient (id, chart_number, given_name, family_name, created_at, changed_at) VALUES (?, ?, ?, ?, '', '')`,
  )
  store.database.transaction(() => {
    for (let chart = 0; chart < ROWS; chart += 1) insert.run(`id-${chart}`, chart, 'x'.repeat(400), 'y'.repeat(400))
  })()
  await store.close()
}

/** How many rows a whole file has under this key; null where the key is not its. */
async function rowsUnder(key: Buffer): Promise<unknown> {
  try {
    const store = await openStore({ file, key, now: NOW })
    const rows = store.database.prepare('SELECT count(*) FROM patient').pluck().get()
    await store.close()
    return rows
  } catch (error) {
    if (error instanceof StoreError && error.because === 'wrongKey') return null
    throw error
  }
}

test('R10.9 a file that is given another key is whole under the one or the other whenever the process is killed', async () => {
  let [from, to] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  await fill(from)
  const script = join(import.meta.dirname, '../testing/rekeyStore.ts')
  /** Resolves with how long it took, in milliseconds. */
  const changeKey = async (killedAfter: number | null) => {
    const child = fork(script, [file, from.toString('hex'), to.toString('hex')])
    const gone = once(child, 'exit')
    await once(child, 'message')
    const began = performance.now()
    if (killedAfter !== null) setTimeout(() => child.kill('SIGKILL'), killedAfter)
    await gone
    return performance.now() - began
  }
  const whole = await changeKey(null)
  expect([await rowsUnder(from), await rowsUnder(to)]).toEqual([null, ROWS])

  for (const moment of MOMENTS) {
    if ((await rowsUnder(from)) === null) [from, to] = [to, from]

    await changeKey(moment * whole)

    expect([await rowsUnder(from), await rowsUnder(to)].filter((rows) => rows !== null)).toEqual([ROWS])
    expect(readdirSync(folder).filter((name) => name.includes('rekeying'))).toEqual([])
  }
}, 180_000)

test('R10.9 the desk works on under the new key, and no file of its folder opens with the old one', async () => {
  const [old, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  await fill(old)
  const store = await openStore({ file, key: old, now: NOW })
  const add = (id: string) => {
    const person = { chart_number: -id.length, given_name: '', family_name: '', created_at: '', changed_at: '' }
    return store.db
      .insertInto('patient')
      .values({ id, ...person })
      .execute()
  }
  await add('before')

  await store.rekey(next)

  await add('afterwards')
  expect(store.database.pragma('journal_mode', { simple: true })).toBe('wal')
  store.database.prepare('VACUUM INTO ?').run(join(folder, 'copy.db'))
  await store.close()
  expect(await rowsUnder(old)).toBeNull()
  expect(await rowsUnder(next)).toBe(ROWS + 2)
  file = join(folder, 'copy.db')
  expect(await rowsUnder(old)).toBeNull()
  expect(await rowsUnder(next)).toBe(ROWS + 2)
  expect(readdirSync(folder).filter((name) => name.includes('rekeying'))).toEqual([])
})

test('R10.9 a change of keys that fails, early or late, leaves the file under its key, open, and no copy beside it', async () => {
  const [old, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  await fill(old)
  const Sqlite = await loadSqlite()
  const current = openUnlocked(Sqlite, file, old)
  const Full = new Proxy(Sqlite, {
    construct: () => {
      throw new Error('The disk is full')
    },
  })
  const copies = () => readdirSync(folder).filter((name) => name.includes('rekeying'))

  const early = rekeyBeside(Full, current, { file, key: old, next })

  expect(early.trouble).toBeInstanceOf(StoreError)
  expect([early.database === current, current.open, copies()]).toEqual([true, true, []])

  const close = current.close.bind(current)
  // The last moment before the copy is put in the file's place.
  current.close = () => {
    rmSync(`${file}.rekeying`)
    return close()
  }
  const late = rekeyBeside(Sqlite, current, { file, key: old, next })

  expect(late.trouble).toBeInstanceOf(StoreError)
  expect(late.database.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(ROWS)
  late.database.close()
  expect(await rowsUnder(old)).toBe(ROWS)
})
