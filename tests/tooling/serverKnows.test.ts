import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/endpoint/db/openDatabase.ts'
import { serverKnows } from '../../src/renderer/words/en/serverKnows.ts'
import { serverTable, serverTables } from '../../src/shared/domain/serverKnows.ts'
import { toInstant } from '../../src/shared/domain/time.ts'

/** Every column of the endpoint's newest schema, as `table.column`. */
let schema: readonly string[]
let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'anteroom-known-'))
  const db = await openDatabase(
    { kind: 'sqlite', file: join(directory, 'endpoint.sqlite') },
    { now: () => toInstant(0) },
  )
  const tables = await db.introspection.getTables()
  await db.destroy()
  schema = tables
    .filter(({ name }) => name !== 'schema_version')
    .flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`))
    .toSorted()
})
afterAll(() => rm(directory, { recursive: true }))

const named = (columnsOf: (table: (typeof serverTables)[number]) => object) =>
  serverTables.flatMap((table) => Object.keys(columnsOf(table)).map((column) => `${table}.${column}`)).toSorted()

test('R11.1 “What the server knows” explains every table and every column of the endpoint, and none besides', () => {
  expect(schema).toContain('reminder.visit_id')
  expect(schema).toContain('offer.until_at')

  expect(named((table) => serverKnows.tables[table].columns)).toEqual(schema)
  expect(named((table) => serverTable(table).columns)).toEqual(schema)
  for (const table of serverTables) {
    const { name, text, columns } = serverKnows.tables[table]
    for (const said of [name, text, ...Object.values(columns)]) expect(said.trim(), table).not.toBe('')
  }
  const names = serverTables.map((table) => serverKnows.tables[table].name)
  expect(new Set(names).size).toBe(names.length)
})

test('R11.1, R11.2 what is sealed or a hash in the endpoint’s schema is told as that, and nothing else is', () => {
  for (const table of serverTables) {
    for (const [column, kept] of Object.entries(serverTable(table).columns)) {
      const expected = /_sealed$/.test(column) ? 'sealed' : /_hash$/.test(column) ? 'hash' : null
      expect(kept === 'sealed' || kept === 'hash' ? kept : null, `${table}.${column}`).toBe(expected)
    }
  }
})
