import type { CalendarDay } from './time.ts'

/** R6.2: between which days somebody can come; null where they did not say. A last day before the first leaves none. */
export function areDatesPossible({
  fromOn,
  untilOn,
}: {
  readonly fromOn: CalendarDay | null
  readonly untilOn: CalendarDay | null
}): boolean {
  return fromOn === null || untilOn === null || fromOn <= untilOn
}
