import { flushSync } from 'react-dom'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { canBeMoved } from '../../../shared/domain/appointments.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import { askOrClose } from '../../components/discard/discarding.ts'
import { notifyDone } from '../../components/notify.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { openTellMenu } from '../TellMenu.tsx'
import { useSetStatus } from '../useSetStatus.ts'
import { openVisitNotes } from '../VisitNotesForm.tsx'
import type { CarryStore } from './carrying.ts'
import { focusedVisit } from './useGridFocus.ts'

/**
 * R10.4: the letters of a visit, for the one that has the focus in the grid, else for the one whose panel is open. T tells its
 * patient; where no visit is meant it goes to today.
 */
export function useVisitKeys(
  appointments: readonly DayAppointment[],
  chosen: DayAppointment | null,
  carry: CarryStore,
  acts: {
    readonly onOpen: (id: string) => void
    readonly onMove: (id: string) => void
    readonly onToday: () => void
  },
): void {
  const setStatus = useSetStatus()
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const meant = () => {
    const focused = focusedVisit()
    return focused === null ? chosen : (appointments.find(({ id }) => id === focused) ?? null)
  }
  const mark = (status: AppointmentStatus) => () => {
    const visit = meant()
    if (visit) setStatus(visit, status)
    return visit !== null
  }
  const inPanel = (visit: DayAppointment, act: () => void) =>
    askOrClose(() => {
      flushSync(() => {
        setBooking(null)
        acts.onOpen(visit.id)
      })
      act()
    })
  useKeys({
    arrived: mark('arrived'),
    inSession: mark('inSession'),
    completed: mark('completed'),
    noShow: mark('noShow'),
    tell: () => {
      const visit = meant()
      if (visit?.blockers.includes('notTold')) {
        inPanel(visit, () => openTellMenu(document.querySelector('[data-visit-panel]')))
      } else if (visit) notifyDone(words.today.nothingToTell(visit.patientName))
      return visit !== null
    },
    notes: () => {
      const visit = meant()
      if (visit) openVisitNotes(visit)
      return visit !== null
    },
    today: acts.onToday,
    moveVisit: () => {
      const visit = meant()
      if (!visit || !canBeMoved(visit.status)) return false
      // The grid takes it up; once more, and it is said exactly where to, in its form.
      if (!carry.getState().carried && focusedVisit() === visit.id && visit.id !== chosen?.id) return false
      carry.setState({ carried: null })
      inPanel(visit, () => acts.onMove(visit.id))
      return true
    },
  })
}
