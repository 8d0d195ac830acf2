import type { FreeTime } from '../../../shared/contract/portalBooking.ts'

/** A clinic day with its free times, as the endpoint answers it. */
export type FreeDay = { readonly on: string; readonly isOpen: boolean; readonly times: readonly FreeTime[] }

/** One day of the strip. `free` counts times, however many practitioners have one of them free. */
export type ShownDay = { readonly on: string; readonly state: 'free' | 'none' | 'closed'; readonly free: number }

/** A time to choose, with everybody who has it free. */
export type Slot = { readonly startsAt: FreeTime['startsAt']; readonly practitionerIds: readonly string[] }

const DAY = 86_400_000
const WEEK = 7

/** A calendar day so many days later; no clock is in it. */
export function plusDays(on: string, days: number): string {
  return new Date(Date.parse(on) + days * DAY).toISOString().slice(0, 10)
}

/** The Monday of a day's week. */
export function mondayOf(on: string): string {
  return plusDays(on, -((new Date(on).getUTCDay() + 6) % WEEK))
}

export function weekOf(monday: string): string[] {
  return Array.from({ length: WEEK }, (_, day) => plusDays(monday, day))
}

/** The calendar day by the clinic's clock. Light: nobody waits for a calendar to see free times. @param now an instant */
export function dayIn(timeZone: string, now: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(new Date(now))
    .map(({ type, value }) => [type, value] as const)
  const { year, month, day } = Object.fromEntries(parts)
  return `${year}-${month}-${day}`
}

/**
 * A week as it is shown. What is before `today` is past, and a Sunday on which nobody works is left out.
 * @param known the days that were asked for
 * @returns null where a day of it has yet to be asked for
 */
export function shownWeek(monday: string, known: ReadonlyMap<string, FreeDay>, today: string): ShownDay[] | null {
  const days = weekOf(monday).map((on) => ({ on, day: known.get(on) }))
  if (days.some(({ on, day }) => !day && on >= today)) return null
  const shown = days.map(({ on, day }): ShownDay => {
    const free = slotsOf(day?.times ?? []).length
    if (free > 0) return { on, state: 'free', free }
    return { on, state: day && !day.isOpen ? 'closed' : 'none', free }
  })
  return shown.at(-1)?.state === 'closed' ? shown.slice(0, -1) : shown
}

/** Times in their order, each once. */
export function slotsOf(times: readonly FreeTime[]): Slot[] {
  const slots = new Map<FreeTime['startsAt'], string[]>()
  for (const { startsAt, practitionerId } of times) {
    const known = slots.get(startsAt)
    if (known) known.push(practitionerId)
    else slots.set(startsAt, [practitionerId])
  }
  return [...slots].map(([startsAt, practitionerIds]) => ({ startsAt, practitionerIds }))
}

const PARTS = [
  { part: 'morning', until: '12:00' },
  { part: 'afternoon', until: '17:00' },
  { part: 'evening', until: '24:00' },
] as const

export type PartOfDay = (typeof PARTS)[number]['part']

/** @param clockOf the clinic's wall clock at a time, `09:40` */
export function partsOfDay(
  slots: readonly Slot[],
  clockOf: (at: string) => string,
): { readonly part: PartOfDay; readonly slots: readonly Slot[] }[] {
  const partOf = (slot: Slot) => PARTS.find(({ until }) => clockOf(slot.startsAt) < until)?.part
  return PARTS.map(({ part }) => ({ part, slots: slots.filter((slot) => partOf(slot) === part) })).filter(
    (each) => each.slots.length > 0,
  )
}
