import Database from 'better-sqlite3'
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpointMigrations, type EndpointMigration } from '../../migrations/endpoint/index.ts'
import { toInstant } from '../shared/domain/time.ts'
import { migrate } from './db/migrate.ts'
import type { EndpointTables } from './db/tables.ts'
import { DATABASES, startMachine, type Machine } from './testing/harness.ts'

const clock = { now: () => toInstant(0) }
const SEALED = Buffer.from('age-encryption.org/v1\n')
const AT = '2026-03-02T09:00:00.000Z'

describe.each(DATABASES)('migrating on %s', (kind) => {
  let machine: Machine
  beforeAll(async () => {
    machine = await startMachine(kind)
  })
  afterAll(() => machine.stop())

  async function emptyDatabase(): Promise<Kysely<EndpointTables>> {
    if (machine.postgres) {
      const pool = new pg.Pool({ connectionString: await machine.postgres.makeDatabase() })
      pool.on('error', () => undefined)
      return new Kysely({ dialect: new PostgresDialect({ pool }) })
    }
    const database = new Database(`${machine.directory}/${randomUUID()}.sqlite`)
    database.pragma('foreign_keys = ON')
    return new Kysely({ dialect: new SqliteDialect({ database }) })
  }

  /** One clinic with a row in every table that the first schema had. */
  async function fill(db: Kysely<EndpointTables>): Promise<void> {
    const rows = [
      sql`INSERT INTO clinic VALUES ('c', 'token', 1, '{}', 7, ${AT})`,
      sql`INSERT INTO invitation VALUES ('c', 'i1', 'p', 'access', 'open', 'age1', 't1', 'k1', ${AT}, NULL, ${SEALED}, NULL, NULL, NULL),
        ('c', 'i2', 'p', 'form', 'redeemed', 'age1', 't2', NULL, ${AT}, 90, NULL, ${AT}, ${AT}, ${AT})`,
      sql`INSERT INTO login VALUES ('c', 'l', 'e', 'e', 'h', 's', '{}', 'age1', ${SEALED}, ${AT})`,
      sql`INSERT INTO session VALUES ('s', 'c', 'l', ${AT}, ${AT})`,
      sql`INSERT INTO link VALUES ('c', 'k1', 'l', 'p', 'full', ${AT}, NULL), ('c', 'k2', 'l', 'p', 'limited', ${AT}, ${AT})`,
      sql`INSERT INTO projection VALUES ('c', 'link', 'k1', 'full', 1, 5, ${SEALED}, ${AT})`,
      sql`INSERT INTO draft VALUES ('c', 'k1', 'a', ${SEALED}, ${AT})`,
      sql`INSERT INTO received VALUES ('c', 'k1', 'r', ${AT})`,
    ]
    for (const row of rows) await row.execute(db)
  }

  const KEPT = ['clinic', 'invitation', 'login', 'session', 'link', 'draft', 'received']
  async function dump(db: Kysely<EndpointTables>) {
    const tables = KEPT.map(async (table) => {
      const { rows } = await sql<object>`SELECT * FROM ${sql.table(table)} ORDER BY 1, 2`.execute(db)
      return [table, rows] as const
    })
    return Object.fromEntries(await Promise.all(tables))
  }

  const first = endpointMigrations.slice(0, 1)
  const rebuilt = endpointMigrations.slice(0, 2)
  const isRefused = (statement: ReturnType<typeof sql>, db: Kysely<EndpointTables>) =>
    statement.execute(db).then(
      () => false,
      () => true,
    )

  test('a full database keeps its rows when tables are rebuilt, and loses only its lists of kinds', async () => {
    const db = await emptyDatabase()
    await migrate(db, kind, clock, first)
    await fill(db)
    const newKind = sql`INSERT INTO invitation VALUES ('c', 'i3', 'p', 'booking', 'paused', 'age1', 't3', NULL, ${AT}, NULL, NULL, NULL, NULL, NULL)`
    const newLevel = sql`INSERT INTO link VALUES ('c', 'k3', 'l', 'p2', 'family', ${AT}, NULL)`
    expect(await isRefused(newKind, db)).toBe(true)
    expect(await isRefused(newLevel, db)).toBe(true)
    const before = await dump(db)

    await migrate(db, kind, clock, rebuilt)

    const clinics = before['clinic']?.map((row) => ({ ...row, anchor_sealed: null }))
    expect(await dump(db)).toEqual({ ...before, clinic: clinics })
    expect(await isRefused(newKind, db)).toBe(false)
    expect(await isRefused(newLevel, db)).toBe(false)
    await db.destroy()
  })

  test('R11.6 what waits is counted from the start, and everything is published again with its forms', async () => {
    const db = await emptyDatabase()
    await migrate(db, kind, clock, first)
    await fill(db)
    await migrate(db, kind, clock, endpointMigrations.slice(0, 3))
    await sql`INSERT INTO event VALUES ('c', 9, 'e', ${AT}, '{}', ${SEALED})`.execute(db)
    const epochs = async () => (await db.selectFrom('clinic').select('epoch').execute()).map(({ epoch }) => epoch)
    const [before = 0] = await epochs()

    await migrate(db, kind, clock)

    expect(await epochs()).toEqual([before + 1])
    const { counted, kept } = (
      await sql<{ counted: number; kept: string | number }>`SELECT stored_bytes AS counted,
        (SELECT coalesce(sum(length(body_sealed)), 0) FROM event)
        + (SELECT coalesce(sum(length(body_sealed)), 0) FROM draft) AS kept FROM clinic`.execute(db)
    ).rows[0] ?? { counted: 0, kept: -1 }
    expect(counted).toBe(Number(kept))
    expect(counted).toBeGreaterThan(0)
    await db.destroy()
  })

  test('after a rebuild every constraint holds as before', async () => {
    const db = await emptyDatabase()
    await migrate(db, kind, clock, first)
    await fill(db)
    await migrate(db, kind, clock, rebuilt)

    const wrong = [
      sql`INSERT INTO draft VALUES ('c', 'no link', 'a', ${SEALED}, ${AT})`,
      sql`INSERT INTO received VALUES ('c', 'no link', 'a', ${AT})`,
      sql`DELETE FROM link WHERE id = 'k1'`,
      sql`INSERT INTO link VALUES ('c', 'k4', 'no login', 'p', 'full', ${AT}, NULL)`,
      sql`INSERT INTO link VALUES ('c', 'k4', 'l', 'p', 'full', ${AT}, NULL)`,
      sql`INSERT INTO link VALUES ('c', 'k2', 'l', 'p3', 'full', ${AT}, NULL)`,
      sql`INSERT INTO invitation VALUES ('no clinic', 'i4', 'p', 'form', 'open', 'age1', 't4', NULL, ${AT}, 90, NULL, NULL, NULL, NULL)`,
      sql`INSERT INTO invitation VALUES ('c', 'i4', 'p', 'form', 'open', 'age1', 't1', NULL, ${AT}, 90, NULL, NULL, NULL, NULL)`,
      sql`INSERT INTO invitation VALUES ('c', 'i4', 'p', 'form', 'open', 'age1', 't4', 'k1', ${AT}, 90, NULL, NULL, NULL, NULL)`,
      sql`INSERT INTO record_index_part VALUES ('c', 'link', 'k1', 'no part')`,
      sql`INSERT INTO part VALUES ('no clinic', 'x', ${SEALED}, ${AT})`,
    ]

    const refused = await Promise.all(wrong.map((statement) => isRefused(statement, db)))
    expect(refused).toEqual(wrong.map(() => true))
    await db.destroy()
  })

  test('a migration that leaves a row without what it refers to is undone, and foreign keys are on again', async () => {
    const db = await emptyDatabase()
    await migrate(db, kind, clock)
    await sql`INSERT INTO clinic VALUES ('c', 'token', 1, '{}', 7, ${AT}, NULL, 0, 0)`.execute(db)
    await sql`INSERT INTO part VALUES ('c', 'x', ${SEALED}, ${AT})`.execute(db)
    const bad: EndpointMigration = { number: 99, name: 'bad', sql: () => 'DELETE FROM clinic;\n' }

    await expect(migrate(db, kind, clock, [...endpointMigrations, bad])).rejects.toThrow()

    const { rows } = await sql<{ number: number }>`SELECT max(number) AS number FROM schema_version`.execute(db)
    expect(rows).toEqual([{ number: endpointMigrations.at(-1)?.number }])
    expect((await sql`SELECT id FROM clinic`.execute(db)).rows).toHaveLength(1)
    expect(await isRefused(sql`DELETE FROM clinic`, db)).toBe(true)
    await db.destroy()
  })

  test('R11.5 what was published without a MAC goes, what patients sent stays, and the desk publishes anew', async () => {
    const db = await emptyDatabase()
    await migrate(db, kind, clock, rebuilt)
    await sql`INSERT INTO clinic VALUES ('c', 'token', 4, '{}', 7, ${AT}, NULL)`.execute(db)
    await sql`INSERT INTO record_index VALUES ('c', 'link', 'k1', 'full', 1, 5, ${SEALED}, ${AT})`.execute(db)
    const bodies = [
      '{"kind":"form.submitted","linkId":"k"}',
      '{"kind":"request.made","linkId":"k"}',
      '{"kind":"mail.sent"}',
    ]
    for (const [at, body] of bodies.entries()) {
      await sql`INSERT INTO event VALUES ('c', ${at + 1}, ${`e${at}`}, ${AT}, ${body}, ${SEALED})`.execute(db)
    }

    await migrate(db, kind, clock)

    expect(await db.selectFrom('record_index').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('clinic').select(['epoch', 'last_seq']).execute()).toEqual([{ epoch: 6, last_seq: 7 }])
    const events = await db.selectFrom('event').select('body_json').orderBy('seq').execute()
    expect(events.map(({ body_json }): unknown => JSON.parse(body_json))).toEqual([
      { kind: 'form.submitted', mac: '', linkId: 'k' },
      { kind: 'request.made', mac: '', requestId: 'e1', linkId: 'k' },
      { kind: 'mail.sent' },
    ])
    await db.destroy()
  })

  test('no table lists what its text may be: that is checked where rows are read', async () => {
    const db = await emptyDatabase()
    await migrate(db, kind, clock)

    const schema = machine.postgres
      ? sql<{ text: string }>`SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint
          WHERE contype = 'c' AND connamespace = 'public'::regnamespace`
      : sql<{ text: string }>`SELECT sql AS text FROM sqlite_master WHERE sql LIKE '%CHECK%'`

    expect((await schema.execute(db)).rows).toEqual([])
    await db.destroy()
  })
})
