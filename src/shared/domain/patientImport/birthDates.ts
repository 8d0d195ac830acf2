import { makeFormats } from '../../language/formats.ts'
import { folded } from '../folded.ts'
import { CalendarDay } from '../time.ts'

/** How the dates of a file are written where they could be two dates: 3/4/1985. */
export type DayOrder = 'dayFirst' | 'monthFirst'

export type BirthDate =
  | { readonly kind: 'day'; readonly day: CalendarDay }
  /** It could be either; the order has not been said. */
  | { readonly kind: 'twoDays'; readonly dayFirst: CalendarDay; readonly monthFirst: CalendarDay }
  | { readonly kind: 'none' }

/** As the files of clinics in Canada write them, folded. */
const MONTHS = [
  makeFormats('en').monthNames().map(folded),
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' '),
]
/** Nobody who was born before is a patient: such a year was cut off or mistyped. */
const OLDEST_YEAR = 1850
const NONE: BirthDate = { kind: 'none' }

/**
 * A birth date as programs and people write it: `1985-03-12`, `12/03/1985`, `3-12-85`, `12.3.1985`, `12 Mar 1985`,
 * `March 12, 1985`, `19850312`, each with or without a time after it. Two digits of a year are the latest such year that is not to come.
 * @param order null while nobody has said it: what could be two days is said to be so
 */
export function readBirthDate(text: string, order: DayOrder | null, today: CalendarDay): BirthDate {
  const parts = folded(text.trim().replace(/[T ]\d{1,2}:\d{2}.*$/u, '')).match(/\p{L}+|\d+/gu) ?? []
  const compact = parts.length === 1 ? /^(\d{4})(\d{2})(\d{2})$/u.exec(parts[0] ?? '') : null
  const [first = '', second = '', third = '', ...more] = compact ? compact.slice(1) : parts
  if (third === '' || more.length > 0) return NONE
  if (/^\d{4}$/u.test(first)) return only(dayFrom(first, monthOf(second), third, today))
  const named = [first, second].map((part) => /\p{L}/u.test(part))
  if (named[0]) return only(dayFrom(third, monthOf(first), second, today))
  if (named[1]) return only(dayFrom(third, monthOf(second), first, today))
  const dayFirst = dayFrom(third, monthOf(second), first, today)
  const monthFirst = dayFrom(third, monthOf(first), second, today)
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) return only(dayFirst ?? monthFirst)
  if (order === null) return { kind: 'twoDays', dayFirst, monthFirst }
  return only(order === 'dayFirst' ? dayFirst : monthFirst)
}

/**
 * What a column's own dates say of their order: of `25/3/1985` and its like. `both` where some say one and some the
 * other; null where none says anything.
 */
export function ordersIn(texts: readonly string[], today: CalendarDay): DayOrder | 'both' | null {
  let isDayFirst = false
  let isMonthFirst = false
  for (const text of texts) {
    const numbers = /^\s*(\d{1,2})[./\-\s]+(\d{1,2})[./\-\s]+\d{2,4}\b/u.exec(text)
    if (!numbers || readBirthDate(text, null, today).kind !== 'day') continue
    if (Number(numbers[1]) > 12) isDayFirst = true
    if (Number(numbers[2]) > 12) isMonthFirst = true
  }
  if (isDayFirst && isMonthFirst) return 'both'
  if (isDayFirst) return 'dayFirst'
  return isMonthFirst ? 'monthFirst' : null
}

function only(day: CalendarDay | null): BirthDate {
  return day === null ? NONE : { kind: 'day', day }
}

/** 1 to 12, of a number or of the beginning of a name; null of neither. */
function monthOf(text: string): number | null {
  if (/^\d{1,2}$/u.test(text)) return Number(text)
  if (text.length < 3) return null
  const places = MONTHS.map((names) => names.findIndex((name) => name.startsWith(text)) + 1)
  return places.find((place) => place > 0) ?? null
}

/** Null for a day that there is not. */
function dayFrom(yearText: string, month: number | null, dayText: string, today: CalendarDay): CalendarDay | null {
  const year = yearOf(yearText, today)
  if (year === null || month === null || !/^\d{1,2}$/u.test(dayText)) return null
  const parts = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), dayText.padStart(2, '0')]
  return CalendarDay.safeParse(parts.join('-')).data ?? null
}

function yearOf(text: string, today: CalendarDay): number | null {
  if (/^\d{4}$/u.test(text)) return Number(text) < OLDEST_YEAR ? null : Number(text)
  if (!/^\d{2}$/u.test(text)) return null
  const thisYear = Number(today.slice(0, 4))
  const inThisCentury = Math.floor(thisYear / 100) * 100 + Number(text)
  return inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury
}
