import type { Occurrence, SeriesVisit } from '../../../shared/contract/desk/series.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { MOST_VISITS, type Recurrence } from '../../../shared/domain/recurrence/recurrence.ts'
import { CalendarDay, type Instant } from '../../../shared/domain/time.ts'

export const REPEATS = ['no', 'week', 'twoWeeks', 'fourWeeks', 'month'] as const
export type Repeat = (typeof REPEATS)[number]

export const ENDS = ['count', 'until'] as const
type Ends = (typeof ENDS)[number]

/** How visits recur, as it stands in the panel. */
export type RepeatChoice = {
  readonly repeat: Repeat
  readonly ends: Ends
  readonly count: number
  /** The last day on which one may be; null while it is none. */
  readonly until: CalendarDay | null
  /** Besides the first visit's, 1 (Monday) to 7; of weeks alone. */
  readonly weekdays: readonly number[]
}

export const BY_ITSELF: RepeatChoice = { repeat: 'no', ends: 'count', count: 10, until: null, weekdays: [] }

/** As it stands in an address, such as "week10" or "week-2026-12-24-24"; nothing for a visit by itself. */
export function repeatToAddress({ repeat, ends, count, until, weekdays }: RepeatChoice): string {
  if (repeat === 'no') return ''
  const end = ends === 'until' && until !== null ? `-${until}` : String(count)
  return `${repeat}${end}${weekdays.length > 0 ? `-${weekdays.join('')}` : ''}`
}

/** What cannot be read is a visit by itself. */
export function repeatFromAddress(text: string): RepeatChoice {
  const [, name, count, day, weekdays = ''] =
    /^([A-Za-z]+)(?:(\d{1,3})|-(\d{4}-\d{2}-\d{2}))(?:-([1-7]{1,7}))?$/.exec(text) ?? []
  const repeat = REPEATS.find((each) => each === name)
  if (!repeat || repeat === 'no') return BY_ITSELF
  const chosen = { ...BY_ITSELF, repeat, weekdays: [...new Set([...weekdays].map(Number))].toSorted() }
  if (count !== undefined) return { ...chosen, count: Number(count) }
  const until = CalendarDay.safeParse(day)
  return until.success ? { ...chosen, ends: 'until', until: until.data } : BY_ITSELF
}

const WEEKS = { week: 1, twoWeeks: 2, fourWeeks: 4 } as const

/** Whether it recurs by weeks, so that days of the week can be chosen. */
export function isByWeek(repeat: Repeat): repeat is keyof typeof WEEKS {
  return repeat in WEEKS
}

/**
 * Null for a visit by itself, and while its number is none that can be booked at once, or its last day is none.
 * @param firstOn the first visit's day; null while that is not known
 */
export function recurrenceOf(choice: RepeatChoice, firstOn: CalendarDay | null): Recurrence | null {
  const { repeat, weekdays } = choice
  const ends = endsOf(choice, firstOn)
  if (repeat === 'no' || ends === null) return null
  if (!isByWeek(repeat)) return { every: 'month', interval: 1, ends }
  return { every: 'week', interval: WEEKS[repeat], weekdays: [...weekdays], ends }
}

function endsOf({ ends, count, until }: RepeatChoice, firstOn: CalendarDay | null): Recurrence['ends'] | null {
  if (ends === 'count') {
    return Number.isInteger(count) && count >= 1 && count <= MOST_VISITS ? { kind: 'count', count } : null
  }
  return until === null || (firstOn !== null && until < firstOn) ? null : { kind: 'until', on: until }
}

/** What a person chose for a visit of the series: to have it or not, at another time, or why two at once (R6.4). */
export type Chosen = {
  readonly isTicked?: boolean | undefined
  readonly isElsewhere?: boolean
  readonly reason?: string
}

export type ShownVisit = Occurrence & {
  readonly startsAt: Instant
  readonly isTicked: boolean
  /** Nobody can have it at this time: it is in the past. */
  readonly isImpossible: boolean
  /** Why two are to be at once; null where they are not. */
  readonly reason: string | null
}

/** One that is odd is not ticked until somebody does; at the next free time it is as usual. */
export function shownVisit(occurrence: Occurrence, chosen: Chosen = {}): ShownVisit {
  const elsewhere = chosen.isElsewhere === true ? occurrence.nextFreeAt : null
  const isPast = occurrence.concerns.some(({ kind }) => kind === 'past')
  const isImpossible = elsewhere === null && isPast
  const isOdd = elsewhere === null && (occurrence.concerns.length > 0 || occurrence.taken !== null)
  const isTicked = !isImpossible && (chosen.isTicked ?? !isOdd)
  const isTwoAtOnce = isTicked && elsewhere === null && occurrence.taken !== null
  return {
    ...occurrence,
    startsAt: elsewhere ?? occurrence.originallyAt,
    isImpossible,
    isTicked,
    reason: isTwoAtOnce ? (chosen.reason ?? '') : null,
  }
}

/** What is booked of those that are shown: what is odd about each was said beside it. */
export function tickedVisits(shown: readonly ShownVisit[], newId: () => AppointmentId): SeriesVisit[] {
  return shown
    .filter(({ isTicked }) => isTicked)
    .map(({ originallyAt, startsAt, concerns, reason }) => ({
      ...{ id: newId(), originallyAt, startsAt, overbookReason: reason?.trim() || null },
      despite: startsAt === originallyAt ? concerns.map(({ kind }) => kind) : [],
    }))
}

/** R6.4: two at once on purpose, and nobody said why. */
export function lacksReason({ reason }: { readonly reason: string | null }): boolean {
  return reason?.trim() === ''
}
