import type { Calendar } from '@event-calendar/core'
import type { CarryStore } from './carrying.ts'

/**
 * R6.2: tells the store where a visit is that the mouse drags, or whose end it does; Escape puts it back. The grid has no word for that: it is
 * let go of, and not dropped.
 */
export function watchDrag(carry: CarryStore) {
  let isPutBack = false
  const minutesOf = (at: Date) => at.getHours() * 60 + at.getMinutes()
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || carry.getState().carried?.way !== 'mouse') return
    event.preventDefault()
    event.stopPropagation()
    isPutBack = true
    window.dispatchEvent(new PointerEvent('pointerup', { isPrimary: true, pointerType: 'mouse' }))
    isPutBack = false
  }
  document.addEventListener('keydown', pressed, true)
  return {
    /** @returns true: it may go anywhere, and what is odd about it is said */
    over({ id, start, end, resourceIds }: Calendar.Event, isAsLong: boolean): true {
      const [columnId = ''] = resourceIds
      const from = minutesOf(start)
      const to = from + Math.round((end.getTime() - start.getTime()) / 60_000)
      const next = { id: String(id), columnId: String(columnId), from, to, way: 'mouse', isAsLong } as const
      const { carried } = carry.getState()
      const isThere = carried?.columnId === next.columnId && carried.from === from && carried.to === to
      if (!isThere || carried.id !== next.id) carry.setState({ carried: next })
      return true
    },
    end: () => carry.setState({ carried: null }),
    /** Whether the visit was dropped, and not put back. */
    isLetGo: () => !isPutBack,
    stop: () => document.removeEventListener('keydown', pressed, true),
  }
}
