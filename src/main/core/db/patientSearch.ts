import { sql, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { folded, searchQuery } from '../../../shared/domain/patientSearch.ts'
import type { Db } from '../context.ts'
import { selectSummary, toSummary } from './patients.ts'
import type { ClinicTables } from './tables.ts'

export type Page = { readonly limit: number; readonly offset: number }
export type Found = { readonly patients: PatientSummary[]; readonly total: number }

/** Up to here everything that matches is put in order; more is the start of a name that a person still types. */
const ORDERED_UP_TO = 300

/** Nobody reads further; one letter may match everybody. */
const COUNTED_UP_TO = 10_000

/**
 * R10.1, as one types. Those whose family name starts with what was typed come first, then by name; an empty text lists
 * everybody by name. `total` is counted up to 10,000.
 */
export async function searchPatients(db: Db, typed: string, page: Page): Promise<Found> {
  if (typed.trim() === '') return listByName(db, page)
  const query = searchQuery(typed)
  if (query === null) return { patients: [], total: 0 }
  const matches = await matchingCharts(db, query, { limit: ORDERED_UP_TO + 1, offset: 0 })
  return matches.length <= ORDERED_UP_TO
    ? orderAll(db, typed, matches, page)
    : firstByFamilyName(db, typed.trim(), query, page)
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

/** In the order of chart numbers, which costs nothing. */
async function matchingCharts(db: Db, query: string, { limit, offset }: Page): Promise<number[]> {
  const rows = await db
    .selectFrom('patient_search')
    .select('rowid')
    .where(matches(query))
    .orderBy('rowid')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => row.rowid)
}

async function orderAll(db: Db, typed: string, charts: readonly number[], { limit, offset }: Page): Promise<Found> {
  const rows = await db
    .selectFrom('patient')
    .select(['chart_number', 'given_name', 'family_name'])
    .where('chart_number', 'in', listOf(charts))
    .execute()
  const words = folded(typed.trim()).split(/\s+/u)
  const ranked = rows.map((row) => {
    const family = folded(row.family_name)
    const isFirst = words.some((word) => family.startsWith(word))
    return { chart: row.chart_number, key: `${isFirst ? 0 : 1} ${family}\u0000${folded(row.given_name)}` }
  })
  ranked.sort((a, b) => (a.key === b.key ? a.chart - b.chart : a.key < b.key ? -1 : 1))
  const wanted = ranked.slice(offset, offset + limit).map((each) => each.chart)
  return { patients: await readInOrder(db, wanted), total: rows.length }
}

/** Family names from their index, then the others in the order of chart numbers: nothing is sorted. */
async function firstByFamilyName(db: Db, typed: string, query: string, page: Page): Promise<Found> {
  const total = await countMatches(db, query)
  // Of several words one does not tell whose family name it is before there are few enough to look at.
  if (/\s/u.test(typed)) {
    return { patients: await readInOrder(db, await matchingCharts(db, query, page)), total }
  }
  const first = await selectSummary(db)
    .where('archived_at', 'is', null)
    .where(familyStarts(typed))
    .orderBy(sql`family_name COLLATE NOCASE`)
    .orderBy(sql`given_name COLLATE NOCASE`)
    .orderBy('patient.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const missing = page.limit - first.length
  if (missing === 0) return { patients: first.map(toSummary), total }
  const before = first.length > 0 ? page.offset + first.length : await countFamilyStarts(db, typed)
  const others = await db
    .selectFrom('patient_search')
    .innerJoin('patient', 'patient.chart_number', 'patient_search.rowid')
    .select('patient_search.rowid')
    .where(matches(query))
    .where((eb) => eb.not(familyStarts(typed)(eb)))
    .orderBy('patient_search.rowid')
    .limit(missing)
    .offset(page.offset + first.length - before)
    .execute()
  const rest = await readInOrder(
    db,
    others.map((row) => row.rowid),
  )
  return { patients: [...first.map(toSummary), ...rest], total }
}

async function countMatches(db: Db, query: string): Promise<number> {
  const { total } = await db
    .selectFrom(db.selectFrom('patient_search').select('rowid').where(matches(query)).limit(COUNTED_UP_TO).as('found'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

async function countFamilyStarts(db: Db, typed: string): Promise<number> {
  const { total } = await db
    .selectFrom('patient')
    .where('archived_at', 'is', null)
    .where(familyStarts(typed))
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

function matches(query: string) {
  return sql<SqlBool>`patient_search MATCH ${query}`
}

/** A range of the index on names, which compares ASCII without case. */
function familyStarts(typed: string) {
  return (eb: Pick<ExpressionBuilder<ClinicTables, 'patient'>, 'and'>) =>
    eb.and([
      sql<SqlBool>`family_name COLLATE NOCASE >= ${typed}`,
      sql<SqlBool>`family_name COLLATE NOCASE < ${typed + '\u{10FFFF}'}`,
    ])
}
