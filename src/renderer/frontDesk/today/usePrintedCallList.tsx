import type { PrintedCallList } from '../../../shared/contract/desk/paper.ts'
import { OnPaper } from '../../components/OnPaper.tsx'
import { PaperHead } from '../../components/PaperHead.tsx'
import { useAct } from '../../components/useAct.ts'
import { usePrinting } from '../../components/usePrinting.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './callPaper.module.css'

/** R10.1, R8.6: the call list on paper, with boxes to tick by hand: the core reads it, and notes that it was printed. */
export function usePrintedCallList() {
  const client = useClient()
  const { onPaper, print } = usePrinting<PrintedCallList>()
  const read = useAct(client.paper.callList, { onDone: print })
  return {
    print: read.run,
    paper: onPaper ? (
      <OnPaper>
        <CallPaper printed={onPaper} />
      </OnPaper>
    ) : null,
  }
}

function CallPaper(props: { readonly printed: PrintedCallList }) {
  const { printedAt, by, on, of, visits } = props.printed
  const timeZone = useTimeZone()
  const t = words.today
  const title = t.callListTitle(formats.weekdayDay(on, 'UTC', printedAt))
  return (
    <div className={styles['paper']} data-paper>
      <PaperHead {...{ printedAt, by }} />
      <h1>{of === 'everybody' ? title : t.calls.titleOf(title, t.calls.noReminder)}</h1>
      <table>
        <thead>
          <tr>
            <th />
            <th>{t.time}</th>
            <th>{t.patient}</th>
            <th>{t.telephone}</th>
            <th>{t.practitioner}</th>
            <th>{t.missing}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.id}>
              <td>
                <span className={styles['box']}>{visit.isCalled ? '✓' : null}</span>
              </td>
              <td>{formats.clock(visit.startsAt, timeZone)}</td>
              <td dir="auto">{visit.patientName}</td>
              <td>{visit.patientPhone ?? t.calls.noTelephone}</td>
              <td dir="auto">{visit.practitionerName}</td>
              <td>{missing(visit).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** In the order in which they stand on the screen. */
function missing({ isWithoutReminder, blockers }: PrintedCallList['visits'][number]): string[] {
  const t = words.today
  return [...(isWithoutReminder ? [t.calls.noReminder] : []), ...blockers.map((blocker) => t.blocker[blocker])]
}
