import { CalendarDay } from '../../shared/domain/time.ts'
import { plusDays, weekdayOf } from '../../shared/domain/zone.ts'
import { makeFormats } from '../../shared/language/formats.ts'
import { formats, words } from '../words/words.ts'

/** Accepted in every language: the names that half the world types. */
const english = makeFormats('en')
/** What stands between the parts; the middle dot is the pseudo-language's. */
const STRANGE = /[^\p{L}\p{N}\s,./·-]/u
const ORDINALS = ['st', 'nd', 'rd', 'th', 'of']
const SHORTEST_NAME = 3

/** What a typed day may leave out, and where it then lies: birth dates before today, visits from today on. */
export type Lies = 'past' | 'future'

/**
 * A day as people type it, day before month: `12 March 1985`, `12/3/85`, `12.3.1985`, `March 12, 1985`, `1985-03-12`;
 * for visits also `24`, `24 Nov`, `24/11`, `today`, `tomorrow`, `fri`. Names are those of the language shown, and English.
 * Null when it is none.
 */
export function parseTypedDay(typed: string, today: CalendarDay, lies: Lies): CalendarDay | null {
  const text = folded(typed)
  if (text === '' || STRANGE.test(text)) return null
  return (lies === 'future' ? parseRelative(text, today) : null) ?? parseIso(text) ?? parseParts(text, today, lies)
}

/** Small letters without accents, as somebody in a hurry types. */
function folded(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function parseRelative(text: string, today: CalendarDay): CalendarDay | null {
  const { typed } = words.calendar.booking
  if (text === 'today' || text === folded(typed.today)) return today
  if (text === 'tomorrow' || text === folded(typed.tomorrow)) return plusDays(today, 1)
  const wanted = weekdayNamed(text)
  return wanted === null ? null : plusDays(today, (wanted - weekdayOf(today) + 7) % 7 || 7)
}

function parseIso(text: string): CalendarDay | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  return match ? dayFrom(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

function parseParts(text: string, today: CalendarDay, lies: Lies): CalendarDay | null {
  const compact = /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  const all = compact
    ? compact.slice(1)
    : (text.match(/\p{L}+|\p{N}+/gu) ?? []).filter((part) => !ORDINALS.includes(part))
  const parts = all[0] !== undefined && weekdayNamed(all[0]) !== null ? all.slice(1) : all
  if (parts.length === 1 && lies === 'future') return nearestDayOfMonth(whole(parts[0] ?? ''), today)
  if (parts.length < 2 || parts.length > 3) return null
  const [first = '', second = '', third] = parts
  const isMonthFirst = monthNamed(first) !== null || isAmerican(first, second)
  const [dayText, monthText] = isMonthFirst ? [second, first] : [first, second]
  const month = monthNamed(monthText) ?? whole(monthText)
  const day = whole(dayText)
  if (month === null || day === null) return null
  if (third === undefined) return lies === 'future' ? nearestFuture(month, day, today) : null
  const year = yearOf(third, today, lies)
  return year === null ? null : dayFrom(year, month, day)
}

/** `3/25/1985` can only be the American order. */
function isAmerican(first: string, second: string): boolean {
  const [left, right] = [whole(first), whole(second)]
  return left !== null && right !== null && left <= 12 && right > 12
}

/** 1 to 12. */
function monthNamed(text: string): number | null {
  return placeOf(text, formats.monthNames()) ?? placeOf(text, english.monthNames())
}

/** 1 (Monday) to 7. */
function weekdayNamed(text: string): number | null {
  return placeOf(text, formats.weekdayNames()) ?? placeOf(text, english.weekdayNames())
}

/** Which name, counted from 1, begins like this; null where none does, or several do. */
function placeOf(text: string, names: readonly string[]): number | null {
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters.length < SHORTEST_NAME) return null
  const [place, ...others] = names.flatMap((name, index) => (folded(name).startsWith(letters) ? [index + 1] : []))
  return place !== undefined && others.length === 0 ? place : null
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
  const thisYear = dayFrom(year, month, day)
  // A month back is more likely a look at what was than a visit in eleven months.
  if (thisYear && thisYear >= plusDays(today, -31)) return thisYear
  return dayFrom(year + 1, month, day)
}

/** "The 24th": this month, or the next one that has it. */
function nearestDayOfMonth(day: number | null, today: CalendarDay): CalendarDay | null {
  if (day === null) return null
  const [year = 0, month = 0] = today.split('-').map(Number)
  const months = [0, 1, 2].map((ahead) => month - 1 + ahead)
  const days = months.map((each) => dayFrom(year + Math.floor(each / 12), (each % 12) + 1, day))
  return days.find((each) => each !== null && each >= today) ?? null
}

/** Null for a day that the month does not have. */
function dayFrom(year: number, month: number, day: number): CalendarDay | null {
  const parts = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')]
  return CalendarDay.safeParse(parts.join('-')).data ?? null
}
