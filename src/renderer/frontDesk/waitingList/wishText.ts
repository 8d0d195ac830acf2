import type { WaitingWishes } from '../../../shared/contract/desk/waitingList.ts'
import { formats, words } from '../../words/words.ts'

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
