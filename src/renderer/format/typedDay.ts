import type { CalendarDay } from '../../shared/domain/time.ts'
import { plusDays } from './time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** What a typed day may leave out, and where it then lies: birth dates before today, visits from today on. */
export type Lies = 'past' | 'future'

/**
 * A day as people type it, day before month: `12 March 1985`, `12/3/85`, `12.3.1985`, `March 12, 1985`, `1985-03-12`;
 * for visits also `24 Nov`, `24/11`, `today`, `tomorrow`, `fri`. Null when it is none.
 */
export function parseTypedDay(typed: string, today: CalendarDay, lies: Lies): CalendarDay | null {
  const text = typed.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ')
  if (text === '') return null
  return (lies === 'future' ? parseRelative(text, today) : null) ?? parseIso(text) ?? parseParts(text, today, lies)
}

function parseRelative(text: string, today: CalendarDay): CalendarDay | null {
  if (text === 'today') return today
  if (text === 'tomorrow') return plusDays(today, 1)
  if (!/^[a-z]{3,9}$/.test(text)) return null
  const wanted = WEEKDAYS.findIndex((name) => text.startsWith(name))
  if (wanted < 0) return null
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay()
  return plusDays(today, (wanted - weekday + 7) % 7 || 7)
}

function parseIso(text: string): CalendarDay | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

function parseParts(text: string, today: CalendarDay, lies: Lies): CalendarDay | null {
  const plain = text.replace(/^(sun|mon|tue|wed|thu|fri|sat)[a-z]*\.? /, '').replace(/(\d)(st|nd|rd|th)\b/g, '$1')
  const compact = /^(\d{2})(\d{2})(\d{4})$/.exec(plain)
  const parts = compact ? compact.slice(1) : plain.split(/[\s/.-]+/).filter((part) => part !== '' && part !== 'of')
  if (parts.length < 2 || parts.length > 3) return null
  const [first = '', second = '', third] = parts
  const named = [first, second].findIndex((part) => monthOf(part) !== null)
  const [dayText, monthText] = named === 0 || isMonthFirst(first, second) ? [second, first] : [first, second]
  const month = monthOf(monthText) ?? whole(monthText)
  const day = whole(dayText)
  if (month === null || day === null) return null
  if (third === undefined) return lies === 'future' ? nearestFuture(month, day, today) : null
  const year = yearOf(third, today, lies)
  return year === null ? null : dayOf(year, month, day)
}

/** `3/25/1985` can only be the American order. */
function isMonthFirst(first: string, second: string): boolean {
  const [left, right] = [whole(first), whole(second)]
  return left !== null && right !== null && left <= 12 && right > 12
}

function monthOf(text: string): number | null {
  if (!/^[a-z]{3,9}$/.test(text)) return null
  const index = MONTHS.findIndex((name) => text.startsWith(name))
  return index < 0 ? null : index + 1
}

function whole(text: string): number | null {
  return /^\d{1,2}$/.test(text) ? Number(text) : null
}

function yearOf(text: string, today: CalendarDay, lies: Lies): number | null {
  if (/^\d{4}$/.test(text)) return Number(text)
  if (!/^\d{2}$/.test(text)) return null
  const thisYear = Number(today.slice(0, 4))
  const inThisCentury = Math.floor(thisYear / 100) * 100 + Number(text)
  return lies === 'past' && inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury
}

function nearestFuture(month: number, day: number, today: CalendarDay): CalendarDay | null {
  const year = Number(today.slice(0, 4))
  const thisYear = dayOf(year, month, day)
  // A month back is more likely a look at what was than a visit in eleven months.
  if (thisYear && thisYear >= plusDays(today, -31)) return thisYear
  return dayOf(year + 1, month, day)
}

/** Null for a day that the month does not have. */
function dayOf(year: number, month: number, day: number): CalendarDay | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null
  // The date half of an ISO instant is a CalendarDay.
  return at.toISOString().slice(0, 10) as CalendarDay
}
