import Database from 'better-sqlite3'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toInstant } from '../../shared/domain/time.ts'
import { makeMailKey } from '../mailKey.ts'
import { emptyLog, openDatabase } from './openDatabase.ts'

const clock = { now: () => toInstant(0) }
const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8)

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'anteroom-files-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true })
})

test('R11.7 the database, what lies beside it and their folder are their owner’s alone', async () => {
  const file = join(directory, 'data', 'endpoint.sqlite')

  const db = await openDatabase({ kind: 'sqlite', file }, clock)
  await db.insertInto('pairing_code').values({ code_hash: 'h', clinic_id: null, expires_at: clock.now() }).execute()

  expect(await modeOf(join(directory, 'data'))).toBe('700')
  for (const each of [file, `${file}-wal`, `${file}-shm`]) expect(await modeOf(each), each).toBe('600')
  await db.destroy()
})

test('R11.7 a file that others could read is closed to them', async () => {
  const file = join(directory, 'open.sqlite')
  await writeFile(file, '', { mode: 0o644 })
  await writeFile(`${file}-wal`, '', { mode: 0o644 })

  const db = await openDatabase({ kind: 'sqlite', file }, clock)

  expect(await modeOf(file)).toBe('600')
  expect(await modeOf(`${file}-wal`)).toBe('600')
  await db.destroy()
})

test('R11.7 the mail key’s folder is its owner’s alone', async () => {
  await makeMailKey(join(directory, 'keys', 'mail.key'))

  expect(await modeOf(join(directory, 'keys'))).toBe('700')
})

test('R9.4 emptying the write-ahead log leaves no byte in it', async () => {
  const file = join(directory, 'log.sqlite')
  const db = await openDatabase({ kind: 'sqlite', file }, clock)
  const lengthOfLog = async () => (await stat(`${file}-wal`)).size
  expect(await lengthOfLog()).toBe(0)
  await db.insertInto('pairing_code').values({ code_hash: 'h', clinic_id: null, expires_at: clock.now() }).execute()
  expect(await lengthOfLog()).toBeGreaterThan(0)

  expect(await emptyLog(db)).toBe(true)

  expect(await lengthOfLog()).toBe(0)
  await db.destroy()
})

test('R9.4 emptying the log waits for nobody who reads from it, and is left for later', async () => {
  const file = join(directory, 'read.sqlite')
  const db = await openDatabase({ kind: 'sqlite', file }, clock)
  const reader = new Database(file, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM pairing_code').get()
  await db.insertInto('pairing_code').values({ code_hash: 'h', clinic_id: null, expires_at: clock.now() }).execute()

  const begunAt = performance.now()
  expect(await emptyLog(db)).toBe(false)

  expect(performance.now() - begunAt, 'whoever writes waits for five seconds').toBeLessThan(2_500)
  expect((await stat(`${file}-wal`)).size).toBeGreaterThan(0)
  reader.close()
  expect(await emptyLog(db)).toBe(true)
  expect((await stat(`${file}-wal`)).size).toBe(0)
  await db.destroy()
})
