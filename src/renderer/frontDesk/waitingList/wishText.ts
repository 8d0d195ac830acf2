import type { WaitingWishes } from '../../../shared/contract/desk/waitingList.ts'
import { formats, words } from '../../words/words.ts'

/** `Tue 22 Dec, 10:00`: of the visit that a yes moves. @param today the day on screen, whose year goes without saying */
export function visitDay(at: string, timeZone: string, today: string): string {
  return words.common.dayAndClock(formats.shortWeekdayDay(at, timeZone, today), formats.clock(at, timeZone))
}

/** In place of which visit somebody waits, if of any. */
export function insteadText(insteadOfAt: string | null, timeZone: string, today: string): string[] {
  return insteadOfAt === null ? [] : [words.waitingList.insteadOf(visitDay(insteadOfAt, timeZone, today))]
}

type When = Pick<WaitingWishes, 'weekdays' | 'parts' | 'fromOn' | 'untilOn'>

/** A Monday, from which weekdays are counted. */
const nameOf = (weekday: number) => formats.shortWeekday(`2024-01-0${weekday}`)

/** When somebody can come: "Tue, Thu, mornings, until 4 Dec". @param today the day on screen, whose year goes without saying */
export function wishText({ weekdays, parts, fromOn, untilOn }: When, today: string): string {
  const t = words.waitingList
  const named = [
    ...weekdays.map(nameOf),
    ...parts.map((part) => t.part[part]),
    ...(fromOn === null ? [] : [t.from(formats.shortDay(fromOn, 'UTC', today))]),
    ...(untilOn === null ? [] : [t.lastOn(formats.shortDay(untilOn, 'UTC', today))]),
  ]
  return named.length === 0 ? t.anyTime : named.join(', ')
}
