import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely'
import { nameQueries } from '../../../shared/domain/patientSearch.ts'
import type { Db } from '../context.ts'
import type { Page } from './patientSearch.ts'
import type { ClinicTables } from './tables.ts'

type Charts = SelectQueryBuilder<ClinicTables, 'patient', { chart_number: number }>
type Condition = ReturnType<typeof sql<SqlBool>>

/** Of so many words it is tried where the family name ends. */
const FAMILY_WORDS = 3

/**
 * Chart numbers of one page where too many match to put them all in order: one kind after the other (R10.1), each from an
 * index in that index's own order, so that nothing is sorted.
 * @param query everything that matches, as FTS5 reads it @param exact the charts that come first of all
 */
export async function pageOfMany(
  db: Db,
  typed: string,
  query: string,
  exact: readonly number[],
  { limit, offset }: Page,
): Promise<number[]> {
  const charts = exact.slice(offset, offset + limit)
  let skipped = Math.max(0, offset - exact.length)
  for (const kind of kindsOf(db, typed.trim(), query, exact)) {
    if (charts.length === limit) break
    const rows = await kind
      .limit(limit - charts.length)
      .offset(skipped)
      .execute()
    charts.push(...rows.map((row) => row.chart_number))
    skipped = rows.length > 0 ? 0 : skipped === 0 ? 0 : skipped - (await countOf(db, kind))
  }
  return charts
}

/** No chart is of two kinds. */
function kindsOf(db: Db, typed: string, query: string, exact: readonly number[]): Charts[] {
  const names = nameQueries(typed)
  const isExact = sql<SqlBool>`chart_number IN (SELECT value FROM json_each(${JSON.stringify(exact)}))`
  if (!names) return [found(db, query, isExact)]
  const isFamily = familyStarts(typed)
  const isWhole = sql<SqlBool>`family_name COLLATE NOCASE = ${typed}`
  const { whole, starts, within } = names
  const [thatFamily, thatGiven, family, given, word, other] = [
    byFamily(db, isWhole, isExact),
    found(db, whole, either(isExact, isFamily)),
    byFamily(db, isFamily, either(isExact, isWhole)),
    found(db, `(${starts}) NOT (${whole})`, either(isExact, isFamily)),
    found(db, `(${within}) NOT (${starts})`, either(isExact, isFamily)),
    found(db, `(${query}) NOT (${within})`, either(isExact, isFamily)),
  ]
  return [thatFamily, thatGiven, family, given, word, other]
}

function byFamily(db: Db, which: Condition, not: Condition): Charts {
  return db
    .selectFrom('patient')
    .select('chart_number')
    .where('archived_at', 'is', null)
    .where(which)
    .where((eb) => eb.not(not))
    .orderBy(sql`family_name COLLATE NOCASE`)
    .orderBy(sql`given_name COLLATE NOCASE`)
    .orderBy('patient.id')
}

/** In the order of chart numbers. */
function found(db: Db, query: string, not: Condition): Charts {
  return db
    .selectFrom('patient')
    .innerJoin('patient_search', 'patient_search.rowid', 'patient.chart_number')
    .select('chart_number')
    .where(sql<SqlBool>`patient_search MATCH ${query}`)
    .where((eb) => eb.not(not))
    .orderBy('patient_search.rowid')
}

async function countOf(db: Db, kind: Charts): Promise<number> {
  const { total } = await db
    .selectFrom(kind.as('kind'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** Ranges of the index on names, which compares ASCII without case: the family name, or all of it and a given name's start. */
function familyStarts(typed: string): Condition {
  const words = typed.split(/\s+/u)
  const alone = sql<SqlBool>`family_name COLLATE NOCASE >= ${typed} AND family_name COLLATE NOCASE < ${typed + '\u{10FFFF}'}`
  return Array.from({ length: Math.min(words.length - 1, FAMILY_WORDS) }, (_, index) => {
    const [family, given] = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]
    return sql<SqlBool>`family_name COLLATE NOCASE = ${family.replace(/,$/u, '')} AND given_name COLLATE NOCASE >= ${given} AND given_name COLLATE NOCASE < ${given + '\u{10FFFF}'}`
  }).reduce(either, sql<SqlBool>`(${alone})`)
}

function either(one: Condition, other: Condition): Condition {
  return sql<SqlBool>`(${one} OR ${other})`
}
