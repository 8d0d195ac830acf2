import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { words } from '../words/words.ts'

type Visit = Pick<DayAppointment, 'claim' | 'isAwaited' | 'isBookedOnline' | 'status'>

/** R6.3, R6.4: why a visit may not take place as it stands; null where nothing speaks against it, or it is off. */
export function doubtMark({ claim, isAwaited, status }: Visit): string | null {
  const { online } = words.today
  if (status === 'cancelled') return null
  if (claim !== null) return online.claim[claim]
  return isAwaited ? online.awaited : null
}

/** All that is said of how it was booked. */
export function onlineMarks(visit: Visit): string[] {
  const doubt = doubtMark(visit)
  return [...(visit.isBookedOnline ? [words.today.online.booked] : []), ...(doubt === null ? [] : [doubt])]
}
