import { implement } from '@orpc/server'
import { portalContract } from '../../../../shared/contract/portal.ts'
import type { FreeTime } from '../../../../shared/contract/portalBooking.ts'
import { freeTimes } from '../../../../shared/domain/booking/freeTimes.ts'
import type { CalendarDay } from '../../../../shared/domain/time.ts'
import { dayBounds, dayOf, plusDays } from '../../../../shared/domain/zone.ts'
import type { EndpointContext } from '../../../context.ts'
import { readLanes, type NumberedLane } from '../../../db/lanes.ts'
import { callsOf } from '../portalLimits.ts'
import { requireWithin, type PortalRequest } from '../portalRequest.ts'
import { requireOffered, requireOnSale, soldWithin, spanAround, toFreeTime } from './onSale.ts'

/** R6.3: when somebody can come. The whole horizon is read once: the days that are asked for, and everybody's first time. */
export function freeTimesCall(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().booking
  return os.freeTimes.handler(async ({ input, context, errors }) => {
    await requireWithin(endpoint, callsOf('free-times', context.address), errors)
    const onSale = await requireOnSale(endpoint.db, input.clinicId, errors)
    const { service, practitionerIds } = requireOffered(onSale, input, errors)
    const { timeZone } = onSale.profile
    const now = endpoint.clock.now()
    const today = dayOf(now, timeZone)
    const sold = soldWithin(onSale, now)
    const days = daysFrom(input.from ?? today, input.days, timeZone)
    // The first day asked for may have gone by in part: whoever had hours on it was open all the same.
    const firstFrom = Math.min(
      sold.from,
      Math.max(days[0]?.from ?? sold.from, Date.parse(dayBounds(today, timeZone).startsAt)),
    )
    const lanes = await readLanes(endpoint.db, input.clinicId, practitionerIds, {
      ...spanAround(firstFrom, sold.until, service),
      now,
    })
    const wanted = { from: days[0]?.from ?? sold.from, until: days.at(-1)?.until ?? sold.until }
    const times = freeTimes(lanes, service, {
      ...sold,
      from: Math.max(sold.from, wanted.from),
      until: Math.min(sold.until, wanted.until),
    })
    const timesOn = byDay(days, times.map(toFreeTime))
    const first = freeTimes(lanes, service, sold, 1).map(toFreeTime)
    return {
      days: days.map(({ on, from, until }) => ({
        on,
        isOpen: isOpen(lanes, from, Math.min(until, sold.until)),
        times: timesOn.get(on) ?? [],
      })),
      first: first.map((time) => ({ ...time, on: dayOf(time.startsAt, timeZone) })),
    }
  })
}

type Day = { readonly on: CalendarDay; readonly from: number; readonly until: number }

function daysFrom(first: CalendarDay, count: number, timeZone: string): Day[] {
  return Array.from({ length: count }, (_, at) => {
    const on = plusDays(first, at)
    const { startsAt, endsAt } = dayBounds(on, timeZone)
    return { on, from: Date.parse(startsAt), until: Date.parse(endsAt) }
  })
}

function isOpen(lanes: readonly NumberedLane[], from: number, until: number): boolean {
  return lanes.some(({ open }) => open.some((stretch) => stretch.to > from && stretch.from < until))
}

/** @param times in order, as days are */
function byDay(days: readonly Day[], times: readonly FreeTime[]): ReadonlyMap<CalendarDay, FreeTime[]> {
  const found = new Map<CalendarDay, FreeTime[]>()
  let at = 0
  for (const { on, until } of days) {
    const start = at
    for (let time = times[at]; time && Date.parse(time.startsAt) < until; time = times[at]) at += 1
    found.set(on, times.slice(start, at))
  }
  return found
}
