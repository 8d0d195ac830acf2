import { sql } from 'kysely'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import {
  compareDuplicates,
  duplicateReasons,
  nameWords,
  phoneTail,
  type DuplicateReason,
  type TypedDetails,
} from '../../../shared/domain/likelyDuplicates.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { Db } from '../context.ts'
import { selectSummary, toSummary } from './patients.ts'

export type LikelyDuplicate = { readonly patient: PatientSummary; readonly reasons: DuplicateReason[] }

/** Of each kind of trace so many are looked at; a whole clinic may have one telephone. */
const LOOKED_AT = 200

/** R11.6: of a name that goes on and on so many words are asked for; the rule compares the rest. */
const WORDS_ASKED = 12

/** R6.5: whoever booked online and is before a chart is left out of `charts` before anything is counted: anybody can be one. */
type Among = 'everybody' | 'charts'

/**
 * R10.1: those on file who are likely to be the person whose details are being typed, the likeliest first. The search
 * index brings whoever shares a birth date, a telephone or the words of the name; the rule decides.
 */
export async function findLikelyDuplicates(
  db: Db,
  typed: TypedDetails,
  limit: number,
  among: Among = 'everybody',
): Promise<LikelyDuplicate[]> {
  const charts = new Set<number>()
  for (const query of tracesOf(typed)) for (const chart of await chartsWith(db, query, among)) charts.add(chart)
  if (typed.email !== null) for (const chart of await chartsOfEmail(db, typed.email, among)) charts.add(chart)
  if (charts.size === 0) return []
  const rows = await selectSummary(db)
    .where('archived_at', 'is', null)
    .where('chart_number', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify([...charts])}))`)
    .orderBy('chart_number')
    .execute()
  return rows
    .map(toSummary)
    .map((patient) => ({ patient, reasons: duplicateReasons(typed, patient) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => compareDuplicates(one.reasons, other.reasons))
    .slice(0, limit)
}

/** Queries of the index, each for whole words: what was typed acts as no syntax. */
function tracesOf(typed: TypedDetails): string[] {
  const { birthOn, phone } = typed
  const traces: string[] = []
  if (birthOn !== null) traces.push(`birth : "${birthOn.replaceAll('-', '')}"`)
  const tail = phone === null ? null : phoneTail(phone)
  if (tail !== null) traces.push(`phone : "${tail}"`)
  // A name without its other half is that of too many.
  if (typed.givenName.trim() === '' || typed.familyName.trim() === '') return traces
  const joined = [typed.givenName, typed.familyName].map((name) => name.replace(/[^\p{L}\p{N}\p{M}]/gu, ''))
  for (const words of [nameWords(typed).slice(0, WORDS_ASKED), joined]) {
    if (words.length > 0 && words.every((word) => word !== '')) {
      traces.push(words.map((word) => `name : "${word}"`).join(' AND '))
    }
  }
  return [...new Set(traces)]
}

const hasChart = (chartNumber: 'patient_search.rowid' | 'patient.chart_number') =>
  sql<boolean>`EXISTS (SELECT 1 FROM patient AS chart WHERE chart.chart_number = ${sql.ref(chartNumber)}
    AND chart.standing = 'chart' AND chart.merged_into IS NULL)`

async function chartsWith(db: Db, query: string, among: Among): Promise<number[]> {
  const rows = await db
    .selectFrom('patient_search')
    .select('rowid')
    .where(sql<boolean>`patient_search MATCH ${query}`)
    .$if(among === 'charts', (of) => of.where(hasChart('patient_search.rowid')))
    .orderBy('rowid', 'desc')
    .limit(LOOKED_AT)
    .execute()
  return rows.map((row) => row.rowid)
}

async function chartsOfEmail(db: Db, email: string, among: Among): Promise<number[]> {
  const rows = await db
    .selectFrom('patient')
    .select('chart_number')
    .where('email_key', '=', emailKey(email))
    .$if(among === 'charts', (of) => of.where(hasChart('patient.chart_number')))
    .limit(LOOKED_AT)
    .execute()
  return rows.map((row) => row.chart_number)
}
