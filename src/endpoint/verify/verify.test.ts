import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClinicId, LoginId } from '../../shared/domain/ids.ts'
import { serverTables } from '../../shared/domain/serverKnows.ts'
import { toInstant } from '../../shared/domain/time.ts'
import { makeIdentity, sealJson } from '../../shared/envelope/seal.ts'
import { openDatabase } from '../db/openDatabase.ts'
import { appendEvent } from '../db/events.ts'
import type { Db } from '../db/tables.ts'
import { makeToken } from '../secrets.ts'
import { pairDesk, registered, startClinic, type TestClinic } from '../testing/clients.ts'
import { DATABASES } from '../testing/harness.ts'
import { isAgeFile } from './isAgeFile.ts'
import { verifyDatabase } from './verifyDatabase.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

describe.each(DATABASES)('what an endpoint on %s holds, read without a key', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  let clinicId: string
  let loginId: string
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
    const desk = await pairDesk(running)
    clinicId = desk.clinicId
    const { links } = await registered(running, desk, 'ana@example.test')
    expect(await links()).toHaveLength(1)
    await desk.push({ kind: 'anchor.put', sealed: await sealJson({ row: 1 }, [desk.recipient]) })
    loginId = await behind(async (db) => (await db.selectFrom('login').select('id').executeTakeFirstOrThrow()).id)
  })
  afterAll(() => stop())

  async function behind<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const db = await openDatabase(running.database, running.clock)
    try {
      return await work(db)
    } finally {
      await db.destroy()
    }
  }
  const found = async () => (await verifyDatabase(running.database)).findings

  /** What is written meanwhile is taken away again. */
  async function afterWriting(write: (db: Db) => Promise<unknown>, undo: (db: Db) => Promise<unknown>) {
    await behind(write)
    try {
      return await found()
    } finally {
      await behind(undo)
    }
  }

  test('R11.1 all that calls write is an age file, a hash, an id, a time or a public fact', async () => {
    const report = await verifyDatabase(running.database)

    expect(report.findings).toEqual([])
    expect(report.tables).toBe(serverTables.length)
    expect(report.rows).toBeGreaterThan(10)
  })

  test('R11.1 words in the place of an age file are found, and those behind its header too', async () => {
    const whole = await behind((db) => db.selectFrom('login').select('keyring_sealed').executeTakeFirstOrThrow())
    const put = (bytes: Buffer) => (db: Db) => db.updateTable('login').set({ keyring_sealed: bytes }).execute()
    const wordy = [
      Buffer.from('Ana has asthma'),
      Buffer.from('age-encryption.org/v1\nAna has asthma, as everybody at the clinic has known for years'),
      Buffer.concat([
        Buffer.from('age-encryption.org/v1\n-> note Ana has asthma\n\n'),
        whole.keyring_sealed.subarray(22),
      ]),
    ]

    for (const bytes of wordy) {
      expect(await afterWriting(put(bytes), put(whole.keyring_sealed))).toEqual([
        { where: 'login.keyring_sealed', problem: 'not an age file', count: 1 },
      ])
    }
    expect(await found()).toEqual([])
  })

  test('R11.1 words beside an id, a hash, a time or a number are found, each under its column, and are not told', async () => {
    const cases: readonly [string, string, string][] = [
      ['link', 'patient_id', 'Ana Belova'],
      ['link', 'since_at', 'yesterday, because of her asthma'],
      ['link', 'level', 'asthma'],
      ['login', 'salt', 'asthma'],
      ['login', 'recipient', 'age1asthma'],
      ['session', 'token_hash', 'asthma'],
      ['clinic', 'profile_json', '{"name":"Harbour","patient":"Ana"}'],
      ['record_index', 'macs_json', '["asthma"]'],
    ]

    for (const [table, column, value] of cases) {
      const before = await behind(async (db) => {
        const { rows } = await sql<{
          value: string
        }>`SELECT ${sql.ref(column)} AS value FROM ${sql.table(table)}`.execute(db)
        return rows[0]?.value
      })
      const put = (to: unknown) => (db: Db) =>
        sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${to}`.execute(db)
      const findings = await afterWriting(put(value), put(before))
      expect(findings.map(({ where }) => where)).toEqual([`${table}.${column}`])
      expect(JSON.stringify(findings)).not.toMatch(/belova|yesterday|"ana/i)
    }
  })

  test('R11.1 an event says ids, times, numbers and the login’s e-mail; a word more is found', async () => {
    const at = running.clock.now()
    const event = (body: object) => (db: Db) =>
      db.transaction().execute((tx) =>
        appendEvent(tx, ClinicId.parse(clinicId), {
          ...{ id: randomUUID(), at, loginId: LoginId.parse(loginId) },
          // Which it need not be: whoever writes to the table writes what they like.
          body: body as Parameters<typeof appendEvent>[2]['body'],
        }),
      )
    const away = (db: Db) => db.deleteFrom('event').where('body_json', 'like', '%login.confirmed%').execute()
    const confirmed = { kind: 'login.confirmed', loginId, loginEmail: 'ana@example.test', outcome: 'confirmed' }

    expect(await afterWriting(event(confirmed), away)).toEqual([])
    for (const body of [
      { ...confirmed, note: 'asthma' },
      { ...confirmed, loginEmail: 'Ana has asthma' },
    ]) {
      expect(await afterWriting(event(body), away)).toMatchObject([{ where: 'event.body_json', count: 1 }])
    }
  })

  test('R11.1 a table and a column that the endpoint does not make are found', async () => {
    const findings = await afterWriting(
      async (db) => {
        await sql`CREATE TABLE notes (text TEXT)`.execute(db)
        await sql`INSERT INTO notes VALUES ('asthma')`.execute(db)
        await sql`ALTER TABLE lane ADD COLUMN note TEXT`.execute(db)
        await sql`INSERT INTO lane (clinic_id, practitioner_id, note) VALUES (${clinicId}, ${randomUUID()}, 'asthma')`.execute(
          db,
        )
      },
      async (db) => {
        await sql`DROP TABLE notes`.execute(db)
        await sql`DELETE FROM lane WHERE note IS NOT NULL`.execute(db)
        await sql`ALTER TABLE lane DROP COLUMN note`.execute(db)
      },
    )

    expect(findings).toHaveLength(2)
    expect(findings).toEqual(
      expect.arrayContaining([
        { where: 'notes', problem: 'a table that this endpoint does not make', count: 1 },
        { where: 'lane.note', problem: 'a column that this endpoint does not make', count: 1 },
      ]),
    )
  })

  test('R11.1 more rows than are read at once are read, and nothing is changed', async () => {
    const items = Array.from({ length: 1_203 }, () => ({
      clinic_id: clinicId,
      id: randomUUID(),
      applied_at: running.clock.now(),
    }))
    const before = (await verifyDatabase(running.database)).rows
    await behind((db) => db.insertInto('applied_item').values(items).execute())

    const report = await verifyDatabase(running.database)

    expect(report).toMatchObject({ rows: before + 1_203, findings: [] })
  })
})

test('R11.1 an age file is known by its header, to the byte, and by a payload that may hold something', async () => {
  const { recipient } = await makeIdentity()
  const whole = Buffer.from(await sealJson('x', [recipient, (await makeIdentity()).recipient]), 'base64')
  const header = whole.indexOf('\n--- ') + 5 + 44

  expect(isAgeFile(whole, whole.length)).toBe(true)
  expect(isAgeFile(whole, header + 31)).toBe(false)
  expect(isAgeFile(whole.subarray(1), whole.length - 1)).toBe(false)
  expect(isAgeFile(randomBytes(400), 400)).toBe(false)
  for (const at of [0, 21, 25, 40, header - 46, header - 1]) {
    const changed = Buffer.from(whole)
    changed[at] = 0x20
    expect(isAgeFile(changed, changed.length), `a space at ${at}`).toBe(false)
  }
})

test('R9.4, R11.1 from the command line: what was deleted and not erased is found too, and a missing database is said', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'anteroom-verify-'))
  const file = join(directory, 'endpoint.sqlite')
  const verify = (path: string) =>
    promisify(execFile)(process.execPath, [MAIN, 'verify'], { env: { ANTEROOM_SQLITE_FILE: path } })
  const write = async (isErased: boolean) => {
    const db = await openDatabase({ kind: 'sqlite', file }, { now: () => toInstant(0) })
    await sql`PRAGMA secure_delete = ${sql.lit(isErased ? 1 : 0)}`.execute(db)
    await sql`CREATE TABLE gone (text TEXT)`.execute(db)
    await sql`INSERT INTO gone VALUES (${makeToken().repeat(2_000)})`.execute(db)
    await sql`DROP TABLE gone`.execute(db)
    await db.destroy()
  }
  try {
    await write(true)
    expect((await verify(file)).stdout).toBe(`${serverTables.length} tables, 0 rows: nothing that it must not know\n`)

    await write(false)
    const failed = (await verify(file).catch((error: unknown) => error)) as { code: number; stdout: string }
    expect(failed.code).toBe(1)
    expect(failed.stdout).toMatch(
      /^free pages: what was deleted still stands there \(\d+\)\n\d+ tables, 0 rows: findings: 1\n$/,
    )

    const absent = (await verify(join(directory, 'none')).catch((error: unknown) => error)) as { stderr: string }
    expect(absent.stderr).toBe('There is no database at ANTEROOM_SQLITE_FILE\n')
  } finally {
    await rm(directory, { recursive: true })
  }
})
