import { z } from 'zod'
import { DAY, Instant, plusMilliseconds, type CalendarDay } from './time.ts'
import { offOn, type OffPart, type WorkingSpan } from './workingHours.ts'
import { instantOf } from './zone.ts'

/** What is out of the ordinary about a visit that somebody wants to book: said before, possible on purpose (R6.4). */
export const BookingConcern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('past') }),
  /** So far ahead that the year is likelier mistyped. */
  z.object({ kind: z.literal('farAhead') }),
  /** Nobody's hours on that day: time off, or a day on which this practitioner never works. */
  z.object({ kind: z.literal('away') }),
  /** In time off that was noted; without times where it is the whole day. `word`: what for, or empty. */
  z.object({
    kind: z.literal('timeOff'),
    part: z.object({ startsAt: Instant, endsAt: Instant }).nullable(),
    word: z.string(),
  }),
  /** Begins before the first or after the last working minute of the day. */
  z.object({ kind: z.literal('outsideHours'), opensAt: Instant, closesAt: Instant }),
  z.object({ kind: z.literal('break'), startsAt: Instant, endsAt: Instant }),
  /** Begins in working hours and would still go on when they end, for a break or for the day. */
  z.object({ kind: z.literal('runsOver'), endsAt: Instant, closesAt: Instant }),
  z.object({ kind: z.literal('notOffered') }),
  /** The clinic does not offer the service any more. */
  z.object({ kind: z.literal('withdrawn') }),
])
export type BookingConcern = z.infer<typeof BookingConcern>

export const ConcernKind = z.enum([
  'past',
  'farAhead',
  'away',
  'timeOff',
  'outsideHours',
  'break',
  'runsOver',
  'notOffered',
  'withdrawn',
])
export type ConcernKind = BookingConcern['kind']

const FAR_AHEAD = 2 * 365 * DAY

export type WantedVisit = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** The clinic's day on which it begins. */
  readonly on: CalendarDay
}

export type BookingCircumstances = {
  readonly timeZone: string
  readonly now: Instant
  /** When the practitioner works on that day; none: away. */
  readonly open: readonly WorkingSpan[]
  /** Their time off on that day. */
  readonly off: readonly OffPart[]
  readonly isOffered: boolean
  /** The service; a visit of it that stands already is none of its concern. */
  readonly isWithdrawn: boolean
}

/** R6.1, R6.4: everything that is out of the ordinary about it, in the order in which it is said. */
export function bookingConcerns(wanted: WantedVisit, known: BookingCircumstances): BookingConcern[] {
  const concerns: BookingConcern[] = []
  if (wanted.startsAt <= known.now) concerns.push({ kind: 'past' })
  if (wanted.startsAt > plusMilliseconds(known.now, FAR_AHEAD)) concerns.push({ kind: 'farAhead' })
  const hours = offConcern(wanted, known) ?? hoursConcern(wanted, openSpans(known.open, wanted.on, known.timeZone))
  if (hours) concerns.push(hours)
  if (known.isWithdrawn) concerns.push({ kind: 'withdrawn' })
  else if (!known.isOffered) concerns.push({ kind: 'notOffered' })
  return concerns
}

/** A service that names nobody is offered by everybody: a clinic that has not said who offers what is not held up. */
export function isOfferedBy<Id>(service: { readonly practitionerIds: readonly Id[] }, practitionerId: Id): boolean {
  return service.practitionerIds.length === 0 || service.practitionerIds.includes(practitionerId)
}

type OpenSpan = { readonly startsAt: Instant; readonly endsAt: Instant }

/** As instants of that day, in order, those that touch put together: a change of the clock makes one longer or shorter. */
export function openSpans(open: readonly WorkingSpan[], on: CalendarDay, timeZone: string): OpenSpan[] {
  const spans = open
    .map(({ from, to }) => ({ startsAt: instantOf(on, from, timeZone), endsAt: instantOf(on, to, timeZone) }))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  return spans.reduce<OpenSpan[]>((together, span) => {
    const last = together.at(-1)
    if (!last || last.endsAt < span.startsAt) return [...together, span]
    const endsAt = last.endsAt > span.endsAt ? last.endsAt : span.endsAt
    return [...together.slice(0, -1), { startsAt: last.startsAt, endsAt }]
  }, [])
}

function offConcern(wanted: WantedVisit, { off, timeZone }: BookingCircumstances): BookingConcern | null {
  for (const { from, to, word } of off) {
    const { startsAt, endsAt } = offOn({ from, to }, wanted.on, timeZone)
    if (wanted.startsAt >= endsAt || wanted.endsAt <= startsAt) continue
    return { kind: 'timeOff', part: from === null && to === null ? null : { startsAt, endsAt }, word }
  }
  return null
}

function hoursConcern(wanted: WantedVisit, spans: readonly OpenSpan[]): BookingConcern | null {
  const [first] = spans
  const last = spans.at(-1)
  if (!first || !last) return { kind: 'away' }
  const around = spans.find((span) => span.startsAt <= wanted.startsAt && wanted.startsAt < span.endsAt)
  if (around) {
    if (wanted.endsAt <= around.endsAt) return null
    return { kind: 'runsOver', endsAt: wanted.endsAt, closesAt: around.endsAt }
  }
  const before = spans.findLast((span) => span.endsAt <= wanted.startsAt)
  const after = spans.find((span) => wanted.startsAt < span.startsAt)
  if (before && after) return { kind: 'break', startsAt: before.endsAt, endsAt: after.startsAt }
  return { kind: 'outsideHours', opensAt: first.startsAt, closesAt: last.endsAt }
}
