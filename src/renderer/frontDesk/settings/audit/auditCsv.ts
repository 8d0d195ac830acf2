import Papa from 'papaparse'
import type { AuditLine } from '../../../../shared/contract/desk/auditLog.ts'
import { shortDateTime } from '../../../format/moments.ts'
import { words } from '../../../words/words.ts'

/** What a line says besides when: the same on screen, on paper and in a file. */
export function saidOf(line: AuditLine, timeZone: string) {
  const t = words.auditLog
  return {
    who: line.staffName ?? words.workspace.history.system,
    station: line.stationName ?? '',
    about: line.patient ? t.chart(line.patient.name, line.patient.chartNumber) : t.clinicItself,
    what: words.workspace.history.action(line.facts, (at) => shortDateTime(at, timeZone, line.at)),
  }
}

/** R8.6: instants in UTC, so that no reader takes them for another zone's. What a spreadsheet would run is text. */
export function auditCsv(lines: readonly AuditLine[], timeZone: string): string {
  const { columns } = words.auditLog
  const table = [
    Object.values(columns),
    ...lines.map((line) => {
      const { who, station, about, what } = saidOf(line, timeZone)
      return [line.at, who, station, about, what]
    }),
  ]
  // Excel takes a file without the mark for Windows-1252.
  return `\ufeff${Papa.unparse(table, { escapeFormulae: true })}\r\n`
}
