import { StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { OnPaper } from '../../components/OnPaper.tsx'
import { useAct } from '../../components/useAct.ts'
import { usePrinting } from '../../components/usePrinting.ts'
import type { PrintedCalendar } from '../../../shared/contract/desk/paper.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import type { CalendarView } from './calendarAddress.ts'
import { CalendarPaper } from './CalendarPaper.tsx'

/** R6.2, R8.6: what the calendar shows, printed: the core reads it, and notes that it was. @param whose of a week */
export function usePrintedCalendar(view: Exclude<CalendarView, 'month'>, on: CalendarDay, whose: string | null) {
  const client = useClient()
  const { onPaper, print } = usePrinting<PrintedCalendar>()
  const read = useAct(client.paper.calendar, { onDone: print })
  const practitionerId = StaffId.safeParse(whose).data ?? null
  return {
    print: () => read.run({ view, on, practitionerId }),
    paper: onPaper ? (
      <OnPaper>
        <CalendarPaper printed={onPaper} />
      </OnPaper>
    ) : null,
  }
}
