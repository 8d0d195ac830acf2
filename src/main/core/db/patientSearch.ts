import { sql, type SqlBool } from 'kysely'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { folded } from '../../../shared/domain/folded.ts'
import { normaliseCode } from '../../../shared/domain/invitations.ts'
import { chartNumberIn, nameRank } from '../../../shared/domain/patientRank.ts'
import { searchQuery } from '../../../shared/domain/patientSearch.ts'
import type { Db } from '../context.ts'
import { pageOfMany } from './patientSearchOfMany.ts'
import { selectSummary, toSummary } from './patients.ts'

export type Page = { readonly limit: number; readonly offset: number }
export type Found = { readonly patients: PatientSummary[]; readonly total: number }

/** Up to here everything that matches is put in order; more is the start of a name that a person still types. */
const ORDERED_UP_TO = 300

/** Nobody reads further; one letter may match everybody. */
const COUNTED_UP_TO = 10_000

/**
 * R10.1, as one types. The chart of that number or Access Code comes first, then those whose name it is, then names that
 * begin with it, then whoever has it in an e-mail, a telephone or a birth date; each by name. An empty text lists everybody
 * by name. `total` is counted up to 10,000.
 */
export async function searchPatients(db: Db, typed: string, page: Page): Promise<Found> {
  if (typed.trim() === '') return listByName(db, page)
  const exact = await exactCharts(db, typed)
  const query = searchQuery(typed)
  const matching = query === null ? [] : await matchingCharts(db, query)
  if (query === null || matching.length <= ORDERED_UP_TO) return orderAll(db, typed, exact, matching, page)
  const total = await countMatches(db, query)
  return { patients: await readInOrder(db, await pageOfMany(db, typed, query, exact, page)), total }
}

async function listByName(db: Db, { limit, offset }: Page): Promise<Found> {
  const rows = await selectSummary(db)
    .where('archived_at', 'is', null)
    .orderBy(sql`family_name COLLATE NOCASE`)
    .orderBy(sql`given_name COLLATE NOCASE`)
    .orderBy('patient.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await db
    .selectFrom('patient')
    .where('archived_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { patients: rows.map(toSummary), total }
}

/** The chart of that number, and that of whom an Access Code was made for (R4.5). */
async function exactCharts(db: Db, typed: string): Promise<number[]> {
  const chart = chartNumberIn(typed)
  const code = normaliseCode(typed)
  if (chart === null && code === null) return []
  const rows = await db
    .selectFrom('patient')
    .select('chart_number')
    .where('archived_at', 'is', null)
    .$if(chart !== null, (them) => them.where('chart_number', '=', chart))
    .$if(code !== null, (them) =>
      them.where('id', 'in', (eb) => eb.selectFrom('invitation').select('patient_id').where('code', '=', code)),
    )
    .execute()
  return rows.map((row) => row.chart_number)
}

/** In the order of chart numbers, which costs nothing. */
async function matchingCharts(db: Db, query: string): Promise<number[]> {
  const rows = await db
    .selectFrom('patient_search')
    .select('rowid')
    .where(sql<SqlBool>`patient_search MATCH ${query}`)
    .orderBy('rowid')
    .limit(ORDERED_UP_TO + 1)
    .execute()
  return rows.map((row) => row.rowid)
}

async function orderAll(
  db: Db,
  typed: string,
  exact: readonly number[],
  matching: readonly number[],
  { limit, offset }: Page,
): Promise<Found> {
  const charts = [...new Set([...exact, ...matching])]
  if (charts.length === 0) return { patients: [], total: 0 }
  const rows = await db
    .selectFrom('patient')
    .select(['chart_number', 'given_name', 'family_name'])
    .where('chart_number', 'in', listOf(charts))
    .execute()
  const ranked = rows.map((row) => {
    const name = { givenName: row.given_name, familyName: row.family_name }
    return {
      chart: row.chart_number,
      rank: exact.includes(row.chart_number) ? -1 : nameRank(name, typed),
      key: `${folded(row.family_name)}\u0000${folded(row.given_name)}`,
    }
  })
  ranked.sort((a, b) => a.rank - b.rank || (a.key === b.key ? a.chart - b.chart : a.key < b.key ? -1 : 1))
  const wanted = ranked.slice(offset, offset + limit).map((each) => each.chart)
  return { patients: await readInOrder(db, wanted), total: rows.length }
}

async function countMatches(db: Db, query: string): Promise<number> {
  const found = db
    .selectFrom('patient_search')
    .select('rowid')
    .where(sql<SqlBool>`patient_search MATCH ${query}`)
    .limit(COUNTED_UP_TO)
  const { total } = await db
    .selectFrom(found.as('found'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

async function readInOrder(db: Db, charts: readonly number[]): Promise<PatientSummary[]> {
  const rows = await selectSummary(db).where('chart_number', 'in', listOf(charts)).execute()
  const byChart = new Map(rows.map((row) => [row.chart_number, row]))
  return charts.flatMap((chart) => byChart.get(chart) ?? []).map(toSummary)
}

/** As one parameter: the text of the query is the same for any number, so that its statement is prepared once. */
function listOf(charts: readonly number[]) {
  return sql<number>`(SELECT value FROM json_each(${JSON.stringify(charts)}))`
}
