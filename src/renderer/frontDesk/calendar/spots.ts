import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { minutesBetween } from '../../../shared/domain/time.ts'
import { clockTimeOf, dayOf } from '../../../shared/domain/zone.ts'
import { SNAP_MINUTES, type Place } from './carrying.ts'
import { hourOf, type GridColumn } from './dayView.ts'

/** What the arrows stop at: a visit, or a free stretch within the hours of its practitioner. */
export type Spot = Place & { readonly visit: string | null }

/** Where a visit stands, in the minutes of its column's day; null where no column has its beginning. */
export function placeOf(
  visit: Pick<DayAppointment, 'startsAt' | 'endsAt' | 'practitionerId'>,
  columns: readonly GridColumn[],
  timeZone: string,
): Place | null {
  const on = dayOf(visit.startsAt, timeZone)
  const column = columns.find((each) => each.on === on && each.practitionerId === visit.practitionerId)
  if (!column) return null
  const from = Math.round(hourOf(clockTimeOf(visit.startsAt, timeZone)) * 60)
  return { columnId: column.id, from, to: from + minutesBetween(visit.startsAt, visit.endsAt) }
}

/** R10.4: every spot of each column, from above. */
export function spotsOf(
  columns: readonly GridColumn[],
  appointments: readonly DayAppointment[],
  timeZone: string,
): readonly Spot[] {
  const visits = appointments
    .filter(({ status }) => status !== 'cancelled')
    .flatMap((visit): Spot[] => {
      const place = placeOf(visit, columns, timeZone)
      return place ? [{ ...place, visit: visit.id }] : []
    })
  const free = columns.flatMap(({ id, open }) => {
    const taken = visits.filter(({ columnId }) => columnId === id)
    return open.flatMap(({ from, to }) => gaps(hourOf(from) * 60, hourOf(to) * 60, taken, id))
  })
  return [...visits, ...free].sort((a, b) => a.from - b.from)
}

/** What of a stretch no visit has, where it is long enough to be worth stopping at. */
function gaps(from: number, to: number, taken: readonly Place[], columnId: string): Spot[] {
  const found: Spot[] = []
  let at = from
  for (const each of [...taken].sort((a, b) => a.from - b.from)) {
    if (Math.min(each.from, to) - at >= SNAP_MINUTES)
      found.push({ columnId, from: at, to: Math.min(each.from, to), visit: null })
    at = Math.max(at, each.to)
  }
  if (to - at >= SNAP_MINUTES) found.push({ columnId, from: at, to, visit: null })
  return found
}

/** R10.4: the spot that an arrow goes to; null at the edge. Sideways it is the one at the same time, or nearest to it. */
export function nextSpot(
  spots: readonly Spot[],
  current: Place,
  arrow: 'up' | 'down' | 'left' | 'right',
  columnIds: readonly string[],
): Spot | null {
  const same = spots.filter(({ columnId }) => columnId === current.columnId)
  if (arrow === 'down') return same.find(({ from }) => from > current.from) ?? null
  if (arrow === 'up') return same.findLast(({ from }) => from < current.from) ?? null
  const at = columnIds.indexOf(current.columnId)
  const beside = arrow === 'right' ? columnIds.slice(at + 1) : columnIds.slice(0, Math.max(at, 0)).reverse()
  const column = beside.find((id) => spots.some(({ columnId }) => columnId === id))
  const distance = ({ from, to }: Place) =>
    from <= current.from && current.from < to ? 0 : Math.min(Math.abs(from - current.from), Math.abs(to - current.from))
  return spots
    .filter(({ columnId }) => columnId === column)
    .reduce<Spot | null>((best, each) => (best && distance(best) <= distance(each) ? best : each), null)
}

/** Where the arrows begin: what is on at that time in a column, else the next, else the last. */
export function firstSpot(spots: readonly Spot[], columnId: string, minutes: number): Spot | null {
  const own = spots.filter((each) => each.columnId === columnId)
  return own.find(({ to }) => to > minutes) ?? own.at(-1) ?? spots[0] ?? null
}
