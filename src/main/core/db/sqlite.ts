import type BetterSqlite3 from 'better-sqlite3'
import { StoreError } from './storeError.ts'

export type Database = BetterSqlite3.Database
export type Statement = BetterSqlite3.Statement
export type DatabaseConstructor = typeof BetterSqlite3

/** Node-API 10 came with Node 22.14; the store's addon dies of a silent segmentation fault below it. */
const NAPI_NEEDED = 10

/** @throws StoreError `oldRuntime` instead of a crash. @param napi what the runtime reports */
export async function loadSqlite(napi: string | undefined = process.versions.napi): Promise<DatabaseConstructor> {
  if (!(Number(napi) >= NAPI_NEEDED)) throw new StoreError('oldRuntime')
  return (await import('better-sqlite3')).default
}
