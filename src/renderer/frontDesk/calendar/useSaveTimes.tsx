import { useState } from 'react'
import { plusMonths, weekOf } from '../../../shared/domain/calendarDays.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'
import type { CalendarView } from './calendarAddress.ts'
import { SaveTimes } from './SaveTimes.tsx'

/** R11.1: asks whose times of which days are saved as a calendar file; at first of what the calendar shows. */
export function useSaveTimes(view: CalendarView, on: CalendarDay, whose: string | null) {
  const [isAsking, setAsking] = useState(false)
  return {
    ask: () => setAsking(true),
    form: isAsking ? <SaveTimes {...{ on, whose }} days={daysOf(view, on)} onClose={() => setAsking(false)} /> : null,
  }
}

function daysOf(view: CalendarView, on: CalendarDay): { readonly first: CalendarDay; readonly last: CalendarDay } {
  if (view === 'day') return { first: on, last: on }
  const first = view === 'week' ? (weekOf(on)[0] ?? on) : CalendarDay.parse(`${on.slice(0, 7)}-01`)
  return { first, last: plusDays(view === 'week' ? plusDays(first, 7) : plusMonths(first, 1), -1) }
}
