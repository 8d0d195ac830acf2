import type { CalendarDay } from '../../../shared/domain/time.ts'
import { areDatesPossible } from '../../../shared/domain/waitingDates.ts'
import { isoDay, type DateParts } from '../answerInput.ts'

/** Between which days somebody can come, as it is typed. */
export type TypedDays = { readonly from: DateParts; readonly until: DateParts }

/** `noDay`: there is none such; `past`: it is over; `none`: it leaves no day. */
export type DaysProblem = { readonly from?: 'noDay'; readonly until?: 'noDay' | 'past' | 'none' }

/** R6.2: what is left empty is any day. @param today a calendar day of the clinic */
export function daysOf(
  { from, until }: TypedDays,
  today: string,
):
  | { readonly fromOn: CalendarDay | null; readonly untilOn: CalendarDay | null; readonly problem: null }
  | { readonly problem: DaysProblem } {
  const [fromOn, untilOn] = [dayOf(from), dayOf(until)]
  if (fromOn === undefined || untilOn === undefined) {
    const [noFrom, noUntil] = [fromOn === undefined, untilOn === undefined]
    return { problem: { ...(noFrom && { from: 'noDay' }), ...(noUntil && { until: 'noDay' }) } }
  }
  if (untilOn !== null && untilOn < today) return { problem: { until: 'past' } }
  return areDatesPossible({ fromOn, untilOn }) ? { fromOn, untilOn, problem: null } : { problem: { until: 'none' } }
}

/** Null where nothing is typed; undefined where what is typed is no day. */
function dayOf(parts: DateParts): CalendarDay | null | undefined {
  if (parts.day + parts.month + parts.year === '') return null
  // An ISO day that there is.
  return (isoDay(parts) as CalendarDay | null) ?? undefined
}
