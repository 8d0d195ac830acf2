import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Instant } from '../../../shared/domain/time.ts'
import type { Migration } from './migrate.ts'
import { openStore, type OpenStoreOptions } from './open.ts'

const first: Migration = { number: 1, name: 'first', sql: 'CREATE TABLE chart (id TEXT PRIMARY KEY) STRICT' }
const second: Migration = { number: 2, name: 'second', sql: 'ALTER TABLE chart ADD COLUMN name TEXT' }
const broken: Migration = { number: 3, name: 'broken', sql: 'ALTER TABLE chart ADD COLUMN age INTEGER; NOT SQL AT ALL' }

let folder: string
let options: Omit<OpenStoreOptions, 'migrations'>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-migrate-'))
  const now = Instant.parse('2026-03-02T09:00:00.000Z')
  options = { file: join(folder, 'clinic.db'), key: Buffer.alloc(32, 5), now }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function openAndRead(file: string, migrations: readonly Migration[]) {
  const store = await openStore({ ...options, file, migrations })
  const charts = store.database.prepare('SELECT id FROM chart').pluck().all()
  const columns = store.database.prepare(`SELECT name FROM pragma_table_info('chart')`).pluck().all()
  const { migrated } = store
  await store.close()
  return { charts, columns, migrated }
}

async function makeVersion1(): Promise<void> {
  const store = await openStore({ ...options, migrations: [first] })
  store.database.exec(`INSERT INTO chart VALUES ('one')`)
  expect(store.migrated).toEqual({ from: 0, to: 1, backup: null })
  await store.close()
}

describe('Bringing the file up to date', () => {
  test('makes a copy first, which the same key opens', async () => {
    await makeVersion1()

    const after = await openAndRead(options.file, [first, second])

    expect(after.columns).toEqual(['id', 'name'])
    expect(after.migrated).toMatchObject({ from: 1, to: 2 })
    const copy = await openAndRead(after.migrated.backup ?? '', [first])
    expect(copy).toMatchObject({ charts: ['one'], columns: ['id'] })
  })

  test('a migration that fails halfway leaves the file as it was, with the copy beside it', async () => {
    await makeVersion1()

    await expect(openStore({ ...options, migrations: [first, second, broken] })).rejects.toMatchObject({
      because: 'migrationFailed',
    })

    expect(await openAndRead(options.file, [first])).toMatchObject({ charts: ['one'], columns: ['id'] })
    const backups = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.bak'))
    expect(backups).toHaveLength(1)
    const copy = await openAndRead(join(folder, 'backups', backups[0] ?? ''), [first])
    expect(copy.charts).toEqual(['one'])
  })

  test('a migration that would break a reference changes nothing', async () => {
    await makeVersion1()
    const sql = `PRAGMA defer_foreign_keys = ON; CREATE TABLE note (chart_id TEXT REFERENCES chart (id)) STRICT;
                 INSERT INTO note VALUES ('nobody')`

    await expect(
      openStore({ ...options, migrations: [first, { number: 2, name: 'dangling', sql }] }),
    ).rejects.toMatchObject({ because: 'migrationFailed' })

    expect((await openAndRead(options.file, [first])).charts).toEqual(['one'])
  })

  test('a file that is up to date is neither copied nor changed', async () => {
    await makeVersion1()

    expect((await openAndRead(options.file, [first])).migrated).toEqual({ from: 1, to: 1, backup: null })
    expect(readdirSync(folder)).not.toContain('backups')
  })
})
