import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/main/core/db/open.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { clinicMigrations } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'anteroom-schema-'))
let store: Store

beforeAll(async () => {
  const now = Instant.parse('2026-03-02T09:00:00.000Z')
  store = await openStore({ file: join(folder, 'clinic.db'), key: Buffer.alloc(32, 1), now })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = (sql: string, ...values: unknown[]) =>
  store.database
    .prepare(sql)
    .pluck()
    .all(...values)

test('the schema is the one that was agreed', async () => {
  const statements = read(
    `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'patient_search_%' ORDER BY name`,
  )

  await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot('./schema.sql')
})

test('every table is STRICT: a column never changes what was put into it', () => {
  const loose = read(
    `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
  )

  expect(loose).toEqual([])
})

test('migrations are numbered from 1 without a gap', () => {
  expect(clinicMigrations.map(({ number }) => number)).toEqual(clinicMigrations.map((_, index) => index + 1))
})

test('the tables as the repositories see them are the tables of the file', () => {
  const source = [
    'tables.ts',
    'accessTables.ts',
    'formTables.ts',
    'staffTables.ts',
    'wireTables.ts',
    'onlineTables.ts',
    'messageTables.ts',
    'documentTables.ts',
  ]
    .map((name) => readFileSync(join(import.meta.dirname, '../../src/main/core/db', name), 'utf8'))
    .join('\n')
  const columnsOf = new Map(
    [...source.matchAll(/export type (\w+) = \{\n(.*?)\n\}/gsu)].map(([, type = '', body = '']) => [
      type,
      [...body.matchAll(/^ {2}(\w+):/gmu)].map(([, column = '']) => column),
    ]),
  )
  const tables = [...source.matchAll(/^ {2}(\w+): (\w+Table)$/gmu)].map(([, table = '', type = '']) => ({
    table,
    type,
  }))
  const inFile = read(`SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)

  for (const { table, type } of tables) {
    const seen = [...(columnsOf.get(type) ?? [])].filter((column) => column !== 'rowid').sort()
    expect({ table, columns: seen }).toEqual({
      table,
      columns: read('SELECT name FROM pragma_table_info(?) ORDER BY name', table),
    })
  }
  const ordinary = tables.map(({ table }) => table).filter((table) => table !== 'patient_search')
  expect(ordinary.sort()).toEqual([...inFile].sort())
})
