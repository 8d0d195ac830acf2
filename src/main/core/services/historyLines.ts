import type { HistoryLine } from '../../../shared/contract/desk/patients.ts'
import { AuditFacts } from '../../../shared/domain/auditFacts.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { listAuditOf } from '../db/audit.ts'

type Row = Awaited<ReturnType<typeof listAuditOf>>[number]

/** A row of the audit log as it is read (R8.6). */
export function toHistoryLine(row: Row): HistoryLine {
  return { at: Instant.parse(row.at), staffName: row.staff_name, stationName: row.station, facts: factsOf(row) }
}

/** What was written before actions had facts, and what a newer program wrote, is shown as it stands. */
function factsOf({ action, detail, format }: Row): HistoryLine['facts'] {
  const facts = format === 1 ? null : AuditFacts.safeParse({ action, ...Object(JSON.parse(detail ?? '{}')) })
  if (facts?.success) return facts.data
  return { action: 'earlier', text: detail === null ? action : `${action}: ${detail}` }
}
