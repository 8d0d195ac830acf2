import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Instant } from '../../src/shared/domain/time.ts'
import type { Migration } from '../../src/main/core/db/migrate.ts'
import { openStore, type Store } from '../../src/main/core/db/open.ts'
import { fillVersion1, idIn } from '../../src/main/core/testing/fillVersion1.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'anteroom-later-'))
const known = { key: Buffer.alloc(32, 3), now: Instant.parse('2026-03-02T09:00:00.000Z') }
const version1 = join(folder, 'version1.db')

beforeAll(async () => {
  const first = await openStore({ ...known, file: version1, migrations: [foundation] })
  fillVersion1(first.database)
  await first.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const idsOf = ({ database }: Store, table: string) =>
  database.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all()

describe('A later migration', () => {
  const rebuild = `
CREATE TABLE patient_new (
  id TEXT PRIMARY KEY, chart_number INTEGER NOT NULL UNIQUE, given_name TEXT NOT NULL, nickname TEXT
) STRICT;
INSERT INTO patient_new SELECT id, chart_number, given_name, 'Nick' FROM patient;
DROP TABLE patient;
ALTER TABLE patient_new RENAME TO patient;`
  const third = (sql: string): Migration[] => [...clinicMigrations.slice(0, 2), { number: 3, name: 'third', sql }]
  let file: string
  let count = 0

  beforeEach(() => {
    count += 1
    file = join(folder, `later${count}.db`)
    copyFileSync(version1, file)
  })

  test('rebuilds a table that many refer to, with a new column', async () => {
    const later = await openStore({ ...known, file, migrations: third(rebuild) })

    expect(idsOf(later, 'patient')).toEqual([1, 2, 3].map((number) => idIn('patient', number)))
    expect(later.database.prepare('SELECT DISTINCT nickname FROM patient').pluck().all()).toEqual(['Nick'])
    expect(later.database.pragma('foreign_key_check')).toEqual([])
    expect(later.database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(() => later.database.exec(`DELETE FROM patient`)).toThrow('FOREIGN KEY')
    await later.close()
  })

  test.each([
    ['breaks a key', `${rebuild} DELETE FROM patient WHERE chart_number = 1001;`],
    ['fails half-way', `${rebuild} NOT SQL AT ALL`],
  ])('that %s leaves the file as it was, with its keys on', async (_, sql) => {
    await expect(openStore({ ...known, file, migrations: third(sql) })).rejects.toMatchObject({
      because: 'migrationFailed',
    })

    const again = await openStore({ ...known, file, migrations: [foundation] })
    expect(idsOf(again, 'patient')).toEqual([1, 2, 3].map((number) => idIn('patient', number)))
    expect(idsOf(again, 'inbox_item')).toHaveLength(11)
    expect(again.database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(() => again.database.exec(`DELETE FROM patient`)).toThrow('FOREIGN KEY')
    await again.close()
  })
})
