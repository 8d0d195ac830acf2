import { useCallback, useEffect, useRef, type RefObject } from 'react'

/** The visit on whose block the focus is, if it is on any. */
export function focusedVisit(): string | null {
  const block = document.activeElement?.closest<HTMLElement>('.day-grid [data-visit]')
  return block?.dataset['visit'] ?? null
}

/**
 * R10.4: the grid draws its blocks anew with the frame after they changed, also when only a minute has passed. The focus stays
 * with its visit; where that is gone, it goes to "New appointment" and never to another patient's visit.
 * @returns keeps the focus with a visit while the mouse drags it, whose block is drawn anew meanwhile
 * @param events what the grid draws; `draw` gives it them
 * @param booked a visit that was just booked, on whose block the focus belongs as soon as it is there
 * @param walkedTo a free time that the arrows stand at: so for its block
 */
export function useGridFocus(
  place: RefObject<HTMLElement | null>,
  events: readonly { readonly id?: string | number }[],
  booked: string | null,
  walkedTo: string | null,
  draw: () => void,
): (visit: string) => void {
  const wanted = useRef<{ readonly visit: string; readonly isNew: boolean } | null>(null)
  useEffect(() => {
    if (booked !== null) wanted.current = { visit: booked, isNew: true }
  }, [booked])
  useEffect(() => {
    if (walkedTo !== null) wanted.current = { visit: walkedTo, isNew: true }
  }, [walkedTo])
  useEffect(() => {
    const grid = place.current
    if (!grid) return
    const settle = () => {
      // A panel or a menu has been opened meanwhile.
      if (document.activeElement?.closest('aside, [role=menu], [role=dialog]')) return
      if (!wanted.current) return
      const { visit, isNew } = wanted.current
      const block = grid.querySelector<HTMLElement>(`[data-visit="${CSS.escape(visit)}"]`)
      if (!block || document.activeElement === block) return
      // What was just booked is shown, be it late in the evening; from then on the page stays where it is.
      wanted.current = { visit, isNew: false }
      block.focus({ preventScroll: !isNew })
    }
    // Whoever goes on by themselves is not called back.
    const letGo = () => {
      wanted.current = null
    }
    const observer = new MutationObserver(settle)
    observer.observe(grid, { childList: true, subtree: true })
    document.addEventListener('keydown', letGo, true)
    document.addEventListener('pointerdown', letGo, true)
    return () => {
      observer.disconnect()
      document.removeEventListener('keydown', letGo, true)
      document.removeEventListener('pointerdown', letGo, true)
    }
  }, [place])
  const latest = useRef(draw)
  useEffect(() => {
    latest.current = draw
  })
  useEffect(() => {
    const visit = focusedVisit()
    // Somebody goes on to another block, which comes with this drawing.
    if (visit !== null && !wanted.current?.isNew) {
      if (events.some(({ id }) => id === visit)) wanted.current = { visit, isNew: false }
      else focusNewAppointment()
    }
    latest.current()
  }, [events])
  return useCallback((visit) => {
    wanted.current = { visit, isNew: false }
  }, [])
}

/** Where the focus does no harm to anybody's visit. */
export function focusNewAppointment(): void {
  document.querySelector<HTMLElement>('[data-new-appointment]')?.focus({ preventScroll: true })
}
