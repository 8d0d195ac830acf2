import type { CalendarDay } from '../../shared/domain/time.ts'

/** Neighbours of one day together, in the order they came. */
export function byDay<Item>(
  items: readonly Item[],
  dayOf: (item: Item) => CalendarDay,
): { on: CalendarDay; items: Item[] }[] {
  const days: { on: CalendarDay; items: Item[] }[] = []
  for (const item of items) {
    const on = dayOf(item)
    const last = days.at(-1)
    if (last?.on === on) last.items.push(item)
    else days.push({ on, items: [item] })
  }
  return days
}
