import type { CalendarDay } from '../../shared/domain/time.ts'

const inThisYear = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })
const inAnyYear = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

/** "3 Nov"; with the year when it is another one than today's. */
export function shortDay(on: CalendarDay, today: CalendarDay): string {
  const format = on.slice(0, 4) === today.slice(0, 4) ? inThisYear : inAnyYear
  return format.format(Date.parse(`${on}T12:00:00Z`))
}
