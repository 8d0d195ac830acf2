import type { PrintedCalendar } from '../../../shared/contract/desk/paper.ts'
import { HOUR, plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import { dayBounds, instantOf } from '../../../shared/domain/zone.ts'

type Part = PrintedCalendar['parts'][number]

/** More columns than these on one sheet, and a name has no room. */
const MOST = 5
/** Of a day on which nobody works or is seen, in hours since it began. */
const EMPTY_DAY = { from: 8, to: 18 } as const

/** The parts of a day sheet by sheet, as many on one as on the next, or one fewer. */
export function sheetsOf(parts: readonly Part[]): Part[][] {
  const sheets = Math.ceil(parts.length / MOST)
  return Array.from({ length: sheets }, (_, sheet) =>
    parts.slice(Math.round((sheet * parts.length) / sheets), Math.round(((sheet + 1) * parts.length) / sheets)),
  )
}

/** What a sheet goes over, in whole hours since the day began; the same on every sheet of it. */
export type Scale = { readonly startsAt: Instant; readonly hours: number }

/** From the first hour in which anybody works or is seen to the last, within the day. */
export function scaleOf(parts: readonly Part[], timeZone: string): Scale | null {
  const [first] = parts
  if (!first) return null
  const day = dayBounds(first.on, timeZone)
  const hoursIn = (at: Instant) => (Date.parse(at) - Date.parse(day.startsAt)) / HOUR
  const spans = parts.flatMap((part) => [...part.visits, ...part.open.map((open) => openSpan(part, open, timeZone))])
  const from = Math.floor(Math.min(...spans.map(({ startsAt }) => hoursIn(startsAt))))
  const to = Math.ceil(Math.max(...spans.map(({ endsAt }) => hoursIn(endsAt))))
  const within = (hours: number) => Math.min(Math.max(hours, 0), Math.ceil(hoursIn(day.endsAt)))
  const [begin, end] = spans.length === 0 ? [EMPTY_DAY.from, EMPTY_DAY.to] : [within(from), within(to)]
  return { startsAt: plusMilliseconds(day.startsAt, begin * HOUR), hours: end - begin }
}

function openSpan({ on }: Part, { from, to }: Part['open'][number], timeZone: string) {
  return { startsAt: instantOf(on, from, timeZone), endsAt: instantOf(on, to, timeZone) }
}

type Span = { readonly startsAt: Instant; readonly endsAt: Instant }

/** From where to where a span stands on a sheet, in hundredths of its height; what is beyond is cut. */
export function placeOn({ startsAt, hours }: Scale, span: Span): { readonly from: number; readonly to: number } {
  const at = (instant: Instant) =>
    Math.min(Math.max(((Date.parse(instant) - Date.parse(startsAt)) / (hours * HOUR)) * 100, 0), 100)
  return { from: at(span.startsAt), to: at(span.endsAt) }
}

/** When somebody works, as spans of the sheet. */
export function openOn(scale: Scale, part: Part, timeZone: string) {
  return part.open.map((open) => placeOn(scale, openSpan(part, open, timeZone)))
}

/** Which of how many stands beside the others, where visits run into each other. */
export type Lane<Visit> = { readonly visit: Visit; readonly lane: number; readonly lanes: number }

/** @param visits in order of time */
export function lanesOf<Visit extends Span>(visits: readonly Visit[]): Lane<Visit>[] {
  const placed: Lane<Visit>[] = []
  let together: { readonly visit: Visit; readonly lane: number }[] = []
  const close = () => {
    const lanes = Math.max(0, ...together.map(({ lane }) => lane)) + 1
    placed.push(...together.map((each) => ({ ...each, lanes })))
    together = []
  }
  for (const visit of visits) {
    if (together.every((each) => each.visit.endsAt <= visit.startsAt)) close()
    const taken = new Set(together.filter((each) => each.visit.endsAt > visit.startsAt).map(({ lane }) => lane))
    let lane = 0
    while (taken.has(lane)) lane += 1
    together.push({ visit, lane })
  }
  close()
  return placed
}
