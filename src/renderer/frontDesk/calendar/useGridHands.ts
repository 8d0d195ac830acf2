import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { canBeMoved } from '../../../shared/domain/appointments.ts'
import { clockTimeOf, dayOf } from '../../../shared/domain/zone.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useClock, useTimeZone } from '../../state/useSession.ts'
import { carryOn, clockOf, type CarryStep, type CarryStore } from './carrying.ts'
import type { Dropped, SlotPicked } from './DayGrid.tsx'
import { freeId } from './gridEvents.ts'
import { hourOf, type GridColumn, type Hours } from './dayView.ts'
import { firstSpot, nextSpot, placeOf, spotsOf, type Spot } from './spots.ts'
import { focusedVisit } from './useGridFocus.ts'

const ARROWS: Readonly<Record<string, 'up' | 'down' | 'left' | 'right'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** What is pressed at a free time without leaving it. */
const STAYING = ['Enter', 'Tab', 'Shift', 'Control', 'Alt', 'Meta']

/**
 * R6.2, R10.4: the grid by keyboard. Arrows walk over visits and free times; M takes the visit that has the focus along with them,
 * Enter lets go of it, Escape puts it back; + and - move its end.
 */
export function useGridHands(grid: {
  readonly columns: readonly GridColumn[]
  readonly appointments: readonly DayAppointment[]
  readonly hours: Hours
  readonly chosenId: string | null
  readonly carry: CarryStore
  readonly onPick: (slot: SlotPicked) => void
  readonly onDrop: (dropped: Dropped) => void
}) {
  const { columns, appointments, hours, chosenId, carry } = grid
  const timeZone = useTimeZone()
  const clock = useClock()
  const carried = useStore(carry, (store) => (store.carried?.way === 'keys' ? store.carried : null))
  const [cursor, setCursor] = useState<Spot | null>(null)
  const columnIds = columns.map(({ id }) => id)
  const putDown = () => carry.setState({ carried: null })

  useEffect(() => {
    const pressed = ({ target }: Event) => {
      carry.setState({ carried: null })
      if (!(target instanceof Element && target.closest('[data-visit^=free]'))) setCursor(null)
    }
    const typed = ({ key }: KeyboardEvent) => {
      if (!(key in ARROWS || STAYING.includes(key))) setCursor(null)
    }
    document.addEventListener('pointerdown', pressed)
    document.addEventListener('keydown', typed)
    return () => {
      document.removeEventListener('pointerdown', pressed)
      document.removeEventListener('keydown', typed)
    }
  }, [carry])

  /** Takes up the visit that has the focus; one whose panel is open is moved by its form. */
  const takeUp = (step: CarryStep | null): boolean => {
    const focused = focusedVisit()
    const visit = appointments.find(({ id }) => id === focused)
    if (!visit || !canBeMoved(visit.status) || visit.id === chosenId) return false
    const place = placeOf(visit, columns, timeZone)
    if (!place) return false
    const taken = { ...place, id: visit.id, way: 'keys', isAsLong: true } as const
    carry.setState({ carried: taken })
    if (step) move(step)
    return true
  }
  const move = (step: CarryStep): boolean => {
    const { carried: now } = carry.getState()
    if (now?.way !== 'keys') return takeUp(step)
    const isLength = step === 'longer' || step === 'shorter'
    const next = carryOn(now, step, columnIds, hours)
    carry.setState({ carried: { ...next, isAsLong: now.isAsLong && !isLength } })
    return true
  }
  const walk = (arrow: 'up' | 'down' | 'left' | 'right'): boolean => {
    if (carry.getState().carried?.way === 'keys') return move(arrow)
    const spots = spotsOf(columns, appointments, timeZone)
    const focused = focusedVisit()
    const isFree = cursor !== null && focused === freeId(cursor)
    const current = isFree ? cursor : (spots.find(({ visit }) => visit !== null && visit === focused) ?? null)
    // Sideways from outside the grid is the day or the week before or after.
    if (!current && (arrow === 'left' || arrow === 'right')) return false
    const next = current ? nextSpot(spots, current, arrow, columnIds) : startOf(spots)
    if (next) goTo(next)
    return next !== null || current !== null
  }
  const startOf = (spots: readonly Spot[]) => {
    const now = clock()
    const today = columns.find(({ on }) => on === dayOf(now, timeZone)) ?? columns[0]
    return firstSpot(spots, today?.id ?? '', hourOf(clockTimeOf(now, timeZone)) * 60)
  }
  const goTo = (spot: Spot) => {
    setCursor(spot.visit === null ? spot : null)
    if (spot.visit === null) return
    const block = document.querySelector<HTMLElement>(`.day-grid [data-visit="${CSS.escape(spot.visit)}"]`)
    block?.focus()
    block?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  useKeys({
    walk: ({ key }) => walk(ARROWS[key] ?? 'down'),
    moveVisit: () => takeUp(null),
    longer: () => move('longer'),
    shorter: () => move('shorter'),
    drop: () => {
      const { carried: held } = carry.getState()
      if (held?.way !== 'keys') return false
      putDown()
      const until = held.isAsLong ? null : clockOf(held.to)
      grid.onDrop({ id: held.id, at: clockOf(held.from), until, columnId: held.columnId })
      return true
    },
    putBack: () => {
      if (carry.getState().carried?.way !== 'keys') return false
      putDown()
      return true
    },
  })
  return {
    /** A visit that is carried by keys: drawn where it would stand. */
    carried,
    /** The free time that the arrows stand at. */
    cursor,
    pickCursor: () => {
      if (cursor) grid.onPick({ at: clockOf(cursor.from), columnId: cursor.columnId })
    },
  }
}
