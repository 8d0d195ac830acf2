import type { Occurrence, SeriesVisit } from '../../../shared/contract/desk/series.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { MOST_VISITS, type Recurrence } from '../../../shared/domain/recurrence/recurrence.ts'
import type { Instant } from '../../../shared/domain/time.ts'

export const REPEATS = ['no', 'week', 'twoWeeks', 'fourWeeks', 'month'] as const
export type Repeat = (typeof REPEATS)[number]

/** How visits recur, as it stands in the panel. */
export type RepeatChoice = { readonly repeat: Repeat; readonly count: number }

export const BY_ITSELF: RepeatChoice = { repeat: 'no', count: 10 }

/** As it stands in an address, such as "week10"; nothing for a visit by itself. */
export function repeatToAddress({ repeat, count }: RepeatChoice): string {
  return repeat === 'no' ? '' : `${repeat}${count}`
}

/** What cannot be read is a visit by itself. */
export function repeatFromAddress(text: string): RepeatChoice {
  const [, name, count] = /^([A-Za-z]+)(\d{1,3})$/.exec(text) ?? []
  const repeat = REPEATS.find((each) => each === name)
  return repeat && repeat !== 'no' ? { repeat, count: Number(count) } : BY_ITSELF
}

const WEEKS = { week: 1, twoWeeks: 2, fourWeeks: 4 } as const

/** Null for a visit by itself, and while its number is none that can be booked at once. */
export function recurrenceOf({ repeat, count }: RepeatChoice): Recurrence | null {
  if (repeat === 'no' || !Number.isInteger(count) || count < 1 || count > MOST_VISITS) return null
  const ends = { kind: 'count', count } as const
  if (repeat === 'month') return { every: 'month', interval: 1, ends }
  return { every: 'week', interval: WEEKS[repeat], weekdays: [], ends }
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
