import { createStore } from 'zustand'
import { gridClock, type Hours } from './dayView.ts'

/** Where a visit would stand if it were let go of now: minutes of the wall clock of its column's day. */
export type Place = { readonly columnId: string; readonly from: number; readonly to: number }

/** A visit that is carried to another place, or whose end is. */
export type Carried = Place & {
  readonly id: string
  readonly way: 'keys' | 'mouse'
  /** Whether it would be as long as before. */
  readonly isAsLong: boolean
}

export type CarryStore = ReturnType<typeof createCarryStore>

/** What is carried now: apart from the page, so that each step of a drag draws nothing but what says where it is. */
export function createCarryStore() {
  return createStore<{ readonly carried: Carried | null }>()(() => ({ carried: null }))
}

export const SNAP_MINUTES = 15
export const SHORTEST_MINUTES = 5

export type CarryStep = 'up' | 'down' | 'left' | 'right' | 'longer' | 'shorter'

/** R6.2: one press on: a quarter of an hour, a column, or longer or shorter by a quarter of an hour; never beyond what is shown. */
export function carryOn<Carrying extends Place>(
  carried: Carrying,
  step: CarryStep,
  columnIds: readonly string[],
  hours: Hours,
): Carrying {
  const { columnId, from, to } = carried
  const shift = (minutes: number) => ({ ...carried, from: from + minutes, to: to + minutes })
  switch (step) {
    case 'up':
      return shift(Math.max(hours.from * 60, floorTo(from - 1)) - from)
    case 'down':
      return shift(Math.min(hours.to * 60 - (to - from), ceilTo(from + 1)) - from)
    case 'left':
    case 'right': {
      const at = columnIds.indexOf(columnId) + (step === 'left' ? -1 : 1)
      return { ...carried, columnId: columnIds[at] ?? columnId }
    }
    case 'longer':
      return { ...carried, to: Math.max(to, Math.min(hours.to * 60, ceilTo(to + 1))) }
    case 'shorter':
      return { ...carried, to: Math.max(from + SHORTEST_MINUTES, floorTo(to - 1)) }
  }
}

const floorTo = (minutes: number) => Math.floor(minutes / SNAP_MINUTES) * SNAP_MINUTES
const ceilTo = (minutes: number) => Math.ceil(minutes / SNAP_MINUTES) * SNAP_MINUTES

/** `615` → `10:15` */
export function clockOf(minutes: number): string {
  return gridClock(minutes / 60).slice(0, 5)
}
