import type { RefObject } from 'react'
import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { comeTo } from '../../components/focus/comeTo.ts'
import { useKeys } from '../../keys/useKeys.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import { useSetStatus } from '../useSetStatus.ts'
import { openVisitNotes } from '../VisitNotesForm.tsx'

/** R10.4: J and K along the visits; what a letter does, it does to the chosen one, wherever the focus is. */
export function useMyDayKeys(list: RefObject<HTMLElement | null>, chosen: MyVisit | null): void {
  const setStatus = useSetStatus()
  const to = (status: AppointmentStatus) => (chosen ? () => setStatus(chosen, status) : null)
  const step = (by: 1 | -1) => () => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex((row) => row.hasAttribute('aria-current'))
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
  }
  const openChart = ({ patientId }: MyVisit) => {
    if (isOnAnother(list.current)) return false
    openWorkspace(patientId)
    return true
  }
  useKeys({
    nextVisit: step(1),
    previousVisit: step(-1),
    move: () => comeTo(list.current, '[aria-current]'),
    openChart: chosen ? () => openChart(chosen) : null,
    openPlan: chosen ? () => openWorkspace(chosen.patientId, 'treatment-plans') : null,
    giveAccess: chosen && chosen.news.requests > 0 ? () => openWorkspace(chosen.patientId, 'access-code') : null,
    notes: chosen ? () => openVisitNotes(chosen) : null,
    arrived: to('arrived'),
    inSession: to('inSession'),
    completed: to('completed'),
    noShow: to('noShow'),
  })
}

/** Enter presses the button that has the focus, where that is no visit of the list. */
function isOnAnother(list: HTMLElement | null): boolean {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || !focused.matches('button, a, [role=button], summary')) return false
  return !(list?.contains(focused) && focused.hasAttribute('data-row'))
}
