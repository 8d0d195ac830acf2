import { StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { OnPaper } from '../../components/OnPaper.tsx'
import { useAct } from '../../components/useAct.ts'
import { usePrinting } from '../../components/usePrinting.ts'
import type { PrintedCalendar } from '../../../shared/contract/desk/paper.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import type { CalendarView } from './calendarAddress.ts'
import { CalendarPaper } from './CalendarPaper.tsx'
import { ColumnsPaper } from './ColumnsPaper.tsx'

/**
 * R6.2, R8.6: what the calendar shows, printed: the core reads it, and notes that it was. A day is printed as a list for each
 * practitioner, or with their columns side by side.
 * @param whose one practitioner’s; null: of a day everybody’s
 */
export function usePrintedCalendar(view: Exclude<CalendarView, 'month'>, on: CalendarDay, whose: string | null) {
  const client = useClient()
  const lists = usePrinting<PrintedCalendar>()
  const columns = usePrinting<PrintedCalendar>()
  const readLists = useAct(client.paper.calendar, { onDone: lists.print })
  const readColumns = useAct(client.paper.calendar, { onDone: columns.print })
  const practitionerId = StaffId.safeParse(whose).data ?? null
  return {
    print: () => readLists.run({ view, on, practitionerId }),
    printColumns: () => readColumns.run({ view, on, practitionerId }),
    paper:
      lists.onPaper || columns.onPaper ? (
        <OnPaper>
          {lists.onPaper ? <CalendarPaper printed={lists.onPaper} /> : null}
          {columns.onPaper ? <ColumnsPaper printed={columns.onPaper} /> : null}
        </OnPaper>
      ) : null,
  }
}
