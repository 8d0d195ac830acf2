import type { AuditLine } from '../../../../shared/contract/desk/auditLog.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import { PaperHead } from '../../../components/PaperHead.tsx'
import { fullDateTime } from '../../../format/moments.ts'
import { useTimeZone } from '../../../state/useSession.ts'
import { words } from '../../../words/words.ts'
import { saidOf } from './auditCsv.ts'
import styles from './audit.module.css'

export type PrintedAudit = { readonly lines: readonly AuditLine[]; readonly printedAt: Instant; readonly by: string }

/** Black on white, on A4 as on Letter. */
export function AuditPaper(props: { readonly printed: PrintedAudit }) {
  const { lines, printedAt, by } = props.printed
  const timeZone = useTimeZone()
  const t = words.auditLog
  return (
    <div className={styles['paper']} data-paper>
      <PaperHead {...{ printedAt, by }} />
      <h1>{t.paperTitle}</h1>
      <table>
        <thead>
          <tr>
            {Object.values(t.columns).map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { who, station, about, what } = saidOf(line, timeZone)
            return (
              <tr key={line.seq}>
                <td>{fullDateTime(line.at, timeZone)}</td>
                <td dir="auto">{who}</td>
                <td dir="auto">{station}</td>
                <td dir="auto">{about}</td>
                <td dir="auto">{what}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
