import type { ClockTime } from '../../shared/domain/time.ts'
import { hoursProblem, tidyHours, type HoursProblem, type WorkingSpan } from '../../shared/domain/workingHours.ts'
import { readTypedClock } from './typedClock.ts'

export type TypedHoursProblem = { readonly line: string; readonly kind: HoursProblem | 'noDay' | 'noTime' | 'twice' }

/** How a language calls the days, Monday first, and a day without hours. */
export type HoursWords = { readonly weekdays: readonly string[]; readonly closed: string }

/** "1-5" is in the afternoon: nobody begins to work before. */
const EARLIEST = '06:00'

/** From here on a clock of 24 hours is told from one of twelve. */
const NOT_TWICE = '13:00'

/**
 * R6.1: a week as people type it, a line for days that are alike: `Mon-Thu 8:30-12:00, 12:40-16:40`. A day that no line
 * names is closed.
 * @returns seven days, Monday first; or the first line that is none, and why
 */
export function readTypedHours(
  text: string,
  words: HoursWords,
): { readonly days: WorkingSpan[][] } | { readonly problem: TypedHoursProblem } {
  const days = Array.from({ length: 7 }, (): WorkingSpan[] => [])
  const named = new Set<number>()
  for (const line of text.split(/[\n;]/u).map((each) => each.trim())) {
    if (line === '') continue
    const fail = (kind: TypedHoursProblem['kind']) => ({ problem: { line, kind } })
    const [, dayText = '', hoursText = ''] = /^([^\d]*?)[\s:]*(\d.*)?$/u.exec(line) ?? []
    const isClosed = dayText.toLowerCase().endsWith(words.closed.toLowerCase())
    const which = readDays(isClosed ? dayText.slice(0, -words.closed.length) : dayText, words.weekdays)
    if (which.length === 0) return fail('noDay')
    if (which.some((day) => named.has(day))) return fail('twice')
    const spans = isClosed ? [] : readSpans(hoursText)
    if (!spans) return fail('noTime')
    const problem = hoursProblem(spans)
    if (problem) return fail(problem)
    for (const day of which) {
      named.add(day)
      days[day] = tidyHours(spans)
    }
  }
  return { days }
}

/** The same in words: days in a row that are alike share a line. */
export function writeHours(days: readonly (readonly WorkingSpan[])[], { weekdays, closed }: HoursWords): string {
  const texts = days.map((spans) => writeSpans(spans) || closed)
  const lines: string[] = []
  for (let first = 0; first < texts.length;) {
    let last = first
    while (texts[last + 1] === texts[first]) last += 1
    const name = last === first ? weekdays[first] : `${weekdays[first]}-${weekdays[last]}`
    lines.push(`${name} ${texts[first]}`)
    first = last + 1
  }
  return lines.join('\n')
}

/** `9:00-12:00, 13:00-17:00`; empty for none. */
export function writeSpans(spans: readonly WorkingSpan[]): string {
  return spans.map(({ from, to }) => `${writeTime(from)}-${writeTime(to)}`).join(', ')
}

/** `9:00`. */
export function writeTime(time: ClockTime): string {
  return time.replace(/^0/u, '')
}

function readDays(text: string, weekdays: readonly string[]): number[] {
  const dayOf = (name: string) =>
    weekdays.findIndex((day) => {
      const [typed, known] = [name.trim().toLowerCase(), day.toLowerCase().replace(/\.$/u, '')]
      return typed.length >= 2 && (typed.startsWith(known) || known.startsWith(typed))
    })
  const found: number[] = []
  for (const range of text.split(/[,&]/u)) {
    const [from = '', to = from] = range.split(/[-–]/u)
    const [first, last] = [dayOf(from), dayOf(to)]
    if (first < 0 || last < 0) return []
    // "Fri-Mon" goes over the end of the week.
    const count = ((last - first + 7) % 7) + 1
    for (let day = 0; day < count; day += 1) found.push((first + day) % 7)
  }
  return found
}

function readSpans(text: string): WorkingSpan[] | null {
  const spans = text.split(/[,&]/u).map((part) => {
    const [from = '', to = '', ...more] = part.split(/[-–]/u)
    const begins = readTypedClock(from)
    const start = begins.find((time) => time >= EARLIEST) ?? begins[0]
    const ends = readTypedClock(to)
    // Whoever writes "17" writes 21 for nine in the evening: "17-9" is over midnight.
    const isBy24Hours = start !== undefined && start >= NOT_TWICE && begins.length === 1 && !/[ap]/iu.test(from)
    const end = (isBy24Hours ? undefined : ends.find((time) => start !== undefined && time > start)) ?? ends[0]
    return start === undefined || end === undefined || more.length > 0 ? null : { from: start, to: end }
  })
  return spans.includes(null) ? null : spans.filter((span) => span !== null)
}
