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

/**
 * R10.1: those on file who are likely to be the person whose details are being typed, the likeliest first. The search
 * index brings whoever shares a birth date, a telephone or the words of the name; the rule decides.
 */
export async function findLikelyDuplicates(db: Db, typed: TypedDetails, limit: number): Promise<LikelyDuplicate[]> {
  const charts = new Set<number>()
  for (const query of tracesOf(typed)) for (const chart of await chartsWith(db, query)) charts.add(chart)
  if (typed.email !== null) for (const chart of await chartsOfEmail(db, typed.email)) charts.add(chart)
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
  for (const words of [nameWords(typed), joined]) {
    if (words.length > 0 && words.every((word) => word !== '')) {
      traces.push(words.map((word) => `name : "${word}"`).join(' AND '))
    }
  }
  return [...new Set(traces)]
}

async function chartsWith(db: Db, query: string): Promise<number[]> {
  const rows = await db
    .selectFrom('patient_search')
    .select('rowid')
    .where(sql<boolean>`patient_search MATCH ${query}`)
    .orderBy('rowid', 'desc')
    .limit(LOOKED_AT)
    .execute()
  return rows.map((row) => row.rowid)
}

async function chartsOfEmail(db: Db, email: string): Promise<number[]> {
  const rows = await db
    .selectFrom('patient')
    .select('chart_number')
    .where('email_key', '=', emailKey(email))
    .limit(LOOKED_AT)
    .execute()
  return rows.map((row) => row.chart_number)
}
