import { useCallback, useEffect, useState } from 'react'
import type { At } from '../../accounts.ts'
import { askFreeTimes, type FreeOf, type FreeTimes } from '../../booking/ask.ts'
import { usePortal } from '../../portal.ts'
import type { Trouble } from '../../trouble.ts'
import { dayIn, mondayOf, plusDays, shownWeek, type FreeDay, type ShownDay } from '../../views/booking/week.ts'

const WEEK = 7

type State = {
  readonly days: ReadonlyMap<string, FreeDay>
  /** The clinic day of the first free time; null where none is, undefined until it is known. */
  readonly firstOn: string | null | undefined
  readonly trouble: Trouble | null
  readonly isWithdrawn: boolean
}

const NOTHING: State = { days: new Map(), firstOn: undefined, trouble: null, isWithdrawn: false }

export type FreeDays = State & {
  readonly today: string
  readonly monday: string
  /** Null while it is being asked for. */
  readonly week: readonly ShownDay[] | null
  /** The day whose times are shown: the one that is wanted, or the first of its week that has any. */
  readonly chosen: FreeDay | null
  /** Forgets what was answered and asks anew. */
  readonly askAgain: () => void
}

/**
 * The free times of a week: of the day that is wanted, or else of the first free one. Another service or person needs another
 * `key` of whoever uses it.
 */
export function useFreeDays(of: FreeOf, wantedOn: string | null): FreeDays {
  const { client, clinicId, profile } = usePortal()
  const [state, setState] = useState(NOTHING)
  const today = dayIn(profile.timeZone, new Date().toISOString())
  const on = wantedOn ?? state.firstOn ?? today
  const monday = mondayOf(on)
  const week = shownWeek(monday, state.days, today)
  const { serviceId, practitionerId } = of
  const isReady = state.firstOn !== undefined && week !== null
  const isStopped = isReady || state.trouble !== null || state.isWithdrawn
  // Of the first free day nothing is known yet: it may be in this week.
  const from = state.firstOn === undefined && wantedOn === null ? null : monday > today ? monday : today
  useEffect(() => {
    if (isStopped) return
    let isCurrent = true
    void load({ client, clinicId }, { serviceId, practitionerId }, from, today).then((change) => {
      if (isCurrent) setState(change)
    })
    return () => {
      isCurrent = false
    }
  }, [client, clinicId, serviceId, practitionerId, from, today, isStopped])
  const askAgain = useCallback(() => setState(NOTHING), [])
  const free = week?.filter((day) => day.state === 'free') ?? []
  const chosenOn = (free.find((day) => day.on === wantedOn) ?? free[0])?.on
  const chosen = (chosenOn !== undefined && state.days.get(chosenOn)) || null
  return { ...state, today, monday, week, chosen, askAgain }
}

async function load(at: At, of: FreeOf, from: string | null, today: string): Promise<(state: State) => State> {
  const asked = await askFreeTimes(at, of, from, WEEK)
  switch (asked.kind) {
    case 'answer':
      return (state) => withAnswer(state, from ?? today, asked.answer)
    case 'withdrawn':
      return (state) => ({ ...state, isWithdrawn: true })
    case 'trouble':
      return (state) => ({ ...state, trouble: asked.trouble })
  }
}

function withAnswer(state: State, from: string, { days, first }: FreeTimes): State {
  const known = new Map(state.days)
  // A day that was asked for and not answered is never asked for again.
  for (let day = 0; day < WEEK; day += 1) known.set(plusDays(from, day), closedOn(plusDays(from, day)))
  for (const day of days) known.set(day.on, day)
  return { ...state, days: known, firstOn: first[0]?.on ?? null }
}

function closedOn(on: string): FreeDay {
  return { on, isOpen: false, times: [] }
}

/** The week before or after; null where none of it can be booked. */
export function turned(
  { monday, today }: Pick<FreeDays, 'monday' | 'today'>,
  by: -1 | 1,
  horizonDays: number,
): string | null {
  const other = plusDays(monday, by * WEEK)
  const isWithin = by === 1 ? other <= plusDays(today, horizonDays) : other >= mondayOf(today)
  return isWithin ? other : null
}
