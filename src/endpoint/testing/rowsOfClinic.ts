import { sql } from 'kysely'
import type { ClinicId } from '../../shared/domain/ids.ts'
import { serverTable, serverTables } from '../../shared/domain/serverKnows.ts'
import { openDatabase } from '../db/openDatabase.ts'
import type { TestEndpoint } from './harness.ts'

/** A row of a table, with everything in it as text. */
export type Row = { readonly table: string; readonly values: readonly string[] }

/** All that is kept of a clinic; not what hangs on one of `without`. */
export async function rowsOfClinic(
  running: TestEndpoint,
  clinicId: ClinicId,
  without: readonly string[] = [],
): Promise<Row[]> {
  const db = await openDatabase(running.database, running.clock)
  try {
    const found: Row[] = []
    for (const table of serverTables) {
      const { order } = serverTable(table)
      if (order === null || table === 'lane_range') continue
      const owner = sql.ref(table === 'clinic' ? 'id' : 'clinic_id')
      const { rows } = await sql<
        Record<string, unknown>
      >`SELECT * FROM ${sql.table(table)} WHERE ${owner} = ${clinicId}`.execute(db)
      for (const row of rows) {
        const values = Object.values(row).map((each) =>
          Buffer.isBuffer(each) ? each.toString('base64') : String(each),
        )
        if (!values.some((each) => without.includes(each))) found.push({ table, values })
      }
    }
    return found.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
  } finally {
    await db.destroy()
  }
}
