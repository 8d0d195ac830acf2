import type { Calendar } from '@event-calendar/core'
import type { FreedTime, Offer } from '../../../shared/contract/desk/waitingList.ts'
import type { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { isStandingOffer } from '../../../shared/domain/waitingList.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { formats, words } from '../../words/words.ts'
import { gridSpan, type GridColumn } from './dayView.ts'

type Shown = {
  /** The one day that the grid believes to show. */
  readonly gridOn: CalendarDay
  readonly columns: readonly GridColumn[]
  readonly freed: readonly FreedTime[]
  readonly offers: readonly Offer[]
  readonly timeZone: string
}

/** R6.2: what was given back and suits somebody, and what is kept for whom; behind whatever is booked or dropped there. */
export function waitingListEvents(shown: Shown): Calendar.EventInput[] {
  const t = words.waitingList
  const clock = (at: Instant) => formats.clock(at, shown.timeZone)
  return [
    ...shown.freed.flatMap((time) => {
      const { startsAt, freedAt, suits } = time
      return behind(
        'freed',
        time,
        { name: t.freeSince(clock(freedAt)), time: t.waitingAt(clock(startsAt), suits.length) },
        shown,
      )
    }),
    ...shown.offers
      .filter(({ state }) => isStandingOffer(state))
      .flatMap((offer) => {
        const { patientName, startsAt, until } = offer
        return behind(
          'offered',
          offer,
          { name: t.offeredTo(patientName), time: t.keptAt(clock(startsAt), clock(until)) },
          shown,
        )
      }),
  ]
}

function behind(
  kind: 'freed' | 'offered',
  time: Pick<FreedTime, 'practitionerId' | 'startsAt' | 'endsAt'>,
  extendedProps: { readonly name: string; readonly time: string },
  { gridOn, columns, timeZone }: Shown,
): Calendar.EventInput[] {
  const on = dayOf(time.startsAt, timeZone)
  return columns
    .filter((column) => column.practitionerId === time.practitionerId && column.on === on)
    .map((column) => ({
      id: `${kind}-${column.id}-${time.startsAt}`,
      resourceId: column.id,
      ...gridSpan(time, timeZone, column.on, gridOn),
      display: 'background' as const,
      classNames: [kind],
      extendedProps,
    }))
}
