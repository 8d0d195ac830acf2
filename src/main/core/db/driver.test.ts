import { AsyncLocalStorage } from 'node:async_hooks'
import { sql, type Kysely, type Transaction } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { compileOnce } from './compileOnce.ts'
import { connectionOf, inLightTransaction } from './driver.ts'
import type { ClinicTables } from './tables.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

/** As another caller would: not part of the transaction that happens to be open where it is called. */
const outside = AsyncLocalStorage.snapshot()

const readDays = async () =>
  (await clinic.context.db.selectFrom('clinic').select('access_days').executeTakeFirstOrThrow()).access_days

describe('One connection for everybody', () => {
  test('transactions that overlap run one after the other', async () => {
    const { db } = clinic.context
    const addOne = () =>
      db.transaction().execute(async (tx) => {
        const { access_days: days } = await tx.selectFrom('clinic').select('access_days').executeTakeFirstOrThrow()
        await tx.selectFrom('staff').select('id').execute()
        await tx
          .updateTable('clinic')
          .set({ access_days: days + 1 })
          .execute()
      })
    const before = await readDays()

    await Promise.all(Array.from({ length: 20 }, addOne))

    expect(await readDays()).toBe(before + 20)
  })

  test('nobody outside sees what a transaction has not committed', async () => {
    const { db } = clinic.context
    const before = await readDays()
    let read: Promise<number> = Promise.resolve(Number.NaN)
    const writing = db.transaction().execute(async (tx) => {
      await tx.updateTable('clinic').set({ access_days: 29 }).execute()
      read = outside(readDays)
      await tx.selectFrom('staff').select('id').execute()
      throw new Error('Changed my mind')
    })

    await expect(writing).rejects.toThrow('Changed my mind')
    expect(await read).toBe(before)
  })

  test('the database used inside its own transaction is an error at once, not a wait for ever', async () => {
    const { db } = clinic.context

    const nested = db.transaction().execute(async () => {
      await db.selectFrom('staff').select('id').execute()
    })
    const twice = db.transaction().execute(() => db.transaction().execute(() => Promise.resolve()))

    await expect(nested).rejects.toThrow('inside an open transaction')
    await expect(twice).rejects.toThrow('inside an open transaction')
    expect(await readDays()).toBe(5)
  })

  test('what a transaction started and left behind may use the database once it is over', async () => {
    const { db } = clinic.context
    let release = () => {}
    const over = new Promise<void>((resolve) => (release = resolve))
    let later: Promise<number> = Promise.resolve(Number.NaN)
    await db.transaction().execute(async () => {
      later = over.then(readDays)
    })

    release()

    expect(await later).toBe(5)
  })

  test('a failed transaction leaves nothing and the next one works', async () => {
    const { db } = clinic.context
    const failing = db.transaction().execute(async (tx) => {
      await tx.updateTable('clinic').set({ access_days: 30 }).execute()
      await tx
        .insertInto('staff')
        .values({ id: 'x' } as never)
        .execute()
    })

    await expect(failing).rejects.toThrow()
    expect(await readDays()).toBe(5)
  })

  test('a query that is compiled once answers for the values of each call, also in a transaction', async () => {
    const { db } = clinic.context
    const selectStaff = compileOnce((each, { name, tint }: { name: string; tint: number }) =>
      each.selectFrom('staff').select('called_name').where('name', '=', name).where('tint', '=', tint),
    )

    expect(await selectStaff(db, { name: 'Jun Lee', tint: 1 })).toEqual([{ called_name: 'Dr Lee' }])
    expect(await db.transaction().execute((tx) => selectStaff(tx, { name: 'Ada Okafor', tint: 2 }))).toEqual([
      { called_name: 'Dr Okafor' },
    ])
    expect(await selectStaff(db, { name: 'Jun Lee', tint: 2 })).toEqual([])
  })

  test('a change that is compiled once sets the columns that each call names, and no others', async () => {
    const { db } = clinic.context
    type Changes = { access_days?: number | undefined; undo_seconds?: number; phone?: string }
    const change = compileOnce((each, { id, ...changes }: { id: string } & Changes) =>
      each.updateTable('clinic').set(changes).where('id', '=', id),
    )
    const read = compileOnce((each) => each.selectFrom('clinic').select(['id', 'access_days', 'undo_seconds', 'phone']))
    const [before] = await read(db, {})
    const id = before?.id ?? ''

    await change(db, { id, access_days: 7, phone: '1' })
    await change(db, { id, undo_seconds: 3 })
    await change(db, { id, access_days: undefined, phone: '2' })
    await change(db, { id: 'another', access_days: 9, phone: '3' })

    expect(await read(db, {})).toEqual([{ id, access_days: 7, undo_seconds: 3, phone: '2' }])
  })

  test('what is compiled once is undone with its transaction, and finds no way past the next one afterwards', async () => {
    const { db } = clinic.context
    const change = compileOnce((each, { days }: { days: number }) =>
      each.updateTable('clinic').set({ access_days: days }),
    )
    let kept: Transaction<ClinicTables> | null = null

    const failing = db.transaction().execute(async (tx) => {
      kept = tx
      expect(connectionOf(tx)).not.toBeNull()
      await change(tx, { days: 30 })
      throw new Error('Changed my mind')
    })

    await expect(failing).rejects.toThrow('Changed my mind')
    expect(await readDays()).toBe(5)
    expect(kept).not.toBeNull()
    expect([connectionOf(db), connectionOf(kept ?? db)]).toEqual([null, null])
  })

  test('closing lets a transaction finish that is under way', async () => {
    const { db } = clinic.context
    const writing = db.transaction().execute(async (tx) => {
      await tx.selectFrom('staff').select('id').execute()
      await tx.updateTable('clinic').set({ access_days: 21 }).execute()
    })

    await clinic.restart()

    await writing
    expect(await readDays()).toBe(21)
  })
})

test('R11.6 a light transaction does not wait for the disk, and whatever else is written does', async () => {
  const { db } = clinic.context
  const level = async (by: Kysely<ClinicTables>) => {
    const { rows } = await sql<{ synchronous: number }>`SELECT synchronous FROM pragma_synchronous`.execute(by)
    return rows[0]?.synchronous
  }

  const seen = await Promise.all([
    db.transaction().execute(level),
    inLightTransaction(db, level),
    level(db),
    inLightTransaction(db, () => Promise.reject(new Error('No'))).catch(() => level(db)),
    db.transaction().execute(level),
  ])

  expect(seen).toEqual([2, 1, 2, 2, 2])
  await expect(inLightTransaction(db, () => readDays())).rejects.toThrow('give the function `tx`')
})
