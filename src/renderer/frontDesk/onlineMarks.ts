import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { words } from '../words/words.ts'

type Visit = Pick<DayAppointment, 'claim' | 'isAwaited' | 'isBookedOnline' | 'status' | 'reminder'>

/** R6.3, R6.4: why a visit may not take place as it stands; null where nothing speaks against it, or it is off. */
export function doubtMark({ claim, isAwaited, status }: Visit): string | null {
  const { online } = words.today
  if (status === 'cancelled') return null
  if (claim !== null) return online.claim[claim]
  return isAwaited ? online.awaited : null
}

/** R9.1: that its patient says they come; null of one that is over, or off. */
export function willComeMark({ reminder, status }: Pick<Visit, 'reminder' | 'status'>): string | null {
  return reminder === 'willCome' && status === 'booked' ? words.today.willCome : null
}

/** All that is said of how it was booked, and of whether its patient comes. */
export function onlineMarks(visit: Visit): string[] {
  const marks = [visit.isBookedOnline ? words.today.online.booked : null, doubtMark(visit), willComeMark(visit)]
  return marks.filter((mark) => mark !== null)
}
