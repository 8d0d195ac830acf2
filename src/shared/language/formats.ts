import { localeOf, type Language } from './languages.ts'

/** Days, times and numbers in one language. `at` is an instant or a calendar day; times are those of `timeZone` (R6.1). */
export type Formats = ReturnType<typeof makeFormats>

/** A calendar day stands for its noon in UTC, which has the same date whatever the locale does. */
const NOON = 'T12:00:00.000Z'

const YEAR = { year: 'numeric' } as const
const DAY_MONTH = { day: 'numeric', month: 'long' } as const
const SHORT_DAY_MONTH = { day: 'numeric', month: 'short' } as const

const BYTE_STEPS = [
  { from: 1_000_000, unit: 'megabyte' },
  { from: 1_000, unit: 'kilobyte' },
] as const

/** A day of every month, and every day of a week that begins on a Monday. */
const MONTHS = Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, '0')}-15`)
const WEEK = Array.from({ length: 7 }, (_, day) => `2024-01-0${day + 1}`)

/**
 * @param said what is done to every text before it is given out: the pseudo-language's accents, else nothing
 */
export function makeFormats(language: Language, said: (text: string) => string = (text) => text) {
  const locale = localeOf(language)
  const known = new Map<string, Intl.DateTimeFormat>()

  function format(at: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
    const key = timeZone + JSON.stringify(options)
    const made = known.get(key) ?? new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options, timeZone })
    known.set(key, made)
    return made.format(new Date(at.length === 10 ? at + NOON : at))
  }

  function yearIfOther(at: string, timeZone: string, now: string): Intl.DateTimeFormatOptions {
    return format(at, timeZone, YEAR) === format(now, timeZone, YEAR) ? {} : YEAR
  }

  /** `14:03` */
  const clock = (at: string, timeZone: string): string => format(at, timeZone, { hour: '2-digit', minute: '2-digit' })
  const dayMonth = (at: string, timeZone: string, now: string): string =>
    format(at, timeZone, { ...DAY_MONTH, ...yearIfOther(at, timeZone, now) })
  const weekday = (at: string, timeZone: string): string => format(at, timeZone, { weekday: 'long' })
  const shortDayMonth = (at: string, timeZone: string, now: string): string =>
    format(at, timeZone, { ...SHORT_DAY_MONTH, ...yearIfOther(at, timeZone, now) }).replace('Sept', 'Sep')

  return {
    clock,
    /** `23 November`, with the year where it is not the year of `now`. */
    dayMonth: (at: string, timeZone: string, now: string): string => said(dayMonth(at, timeZone, now)),
    /** `Tuesday 24 November`, with the year where it is not the year of `now`. */
    weekdayDay: (at: string, timeZone: string, now: string): string =>
      said(`${weekday(at, timeZone)} ${dayMonth(at, timeZone, now)}`),
    /** `Tuesday 24 November, 10:00` */
    weekdayDayClock: (at: string, timeZone: string, now: string): string =>
      said(`${weekday(at, timeZone)} ${dayMonth(at, timeZone, now)}, ${clock(at, timeZone)}`),
    /** `23 Nov`, with the year where it is not the year of `now`. */
    shortDay: (at: string, timeZone: string, now: string): string => said(shortDayMonth(at, timeZone, now)),
    /** `Mon 23 Nov`, with the year where it is not the year of `now`. */
    shortWeekdayDay: (at: string, timeZone: string, now: string): string =>
      said(`${format(at, timeZone, { weekday: 'short' })} ${shortDayMonth(at, timeZone, now)}`),
    /** `12 March 1985`, of a calendar day. */
    date: (on: string): string => said(format(on, 'UTC', { ...DAY_MONTH, ...YEAR })),
    /** `March 1985`, of a month `1985-03`. */
    month: (month: string): string => said(format(`${month}-01`, 'UTC', { month: 'long', ...YEAR })),
    /** `23 Nov 2026`, of a calendar day. */
    shortDate: (on: string): string => said(format(on, 'UTC', { ...SHORT_DAY_MONTH, ...YEAR }).replace('Sept', 'Sep')),
    /** `Mon`, of a calendar day. */
    shortWeekday: (on: string): string => said(format(on, 'UTC', { weekday: 'short' })),
    /** `Nov`, of a calendar day. */
    shortMonth: (on: string): string => said(format(on, 'UTC', { month: 'short' }).replace('Sept', 'Sep')),
    /** From January to December, so that what people type can be read. */
    monthNames: (): readonly string[] => MONTHS.map((on) => said(format(on, 'UTC', { month: 'long' }))),
    /** From Monday to Sunday. */
    weekdayNames: (): readonly string[] => WEEK.map((on) => said(format(on, 'UTC', { weekday: 'long' }))),
    /** `12,345` */
    number: (value: number): string => value.toLocaleString(locale),
    /** `779 bytes`, `2.1 kB`, `18.4 MB` */
    bytes: (value: number): string => {
      const step = BYTE_STEPS.find(({ from }) => value >= from) ?? { from: 1, unit: 'byte' }
      // Written out, or some browsers say "779 byte".
      const unitDisplay = step.unit === 'byte' ? 'long' : 'short'
      const options = { style: 'unit', unit: step.unit, unitDisplay, maximumFractionDigits: 1 } as const
      return said((value / step.from).toLocaleString(locale, options))
    },
  }
}

/** How a zone is named to a person: `Vancouver` for `America/Vancouver` (R9.2). */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
