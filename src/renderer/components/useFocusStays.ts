import { useEffect, useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'

/**
 * R10.4: where an act takes its own button away, the focus goes on beside it and not to the beginning of the page.
 * @param area what is drawn anew when the button goes
 * @param next where to go on: `at` is the button's place among those of the area, before it went
 * @returns for the area
 */
export function useFocusStays(
  area: RefObject<HTMLElement | null>,
  next: (area: HTMLElement, at: number) => HTMLElement | null | undefined,
) {
  const held = useRef<number | null>(null)
  useEffect(() => {
    const letGo = ({ target }: PointerEvent) => {
      if (target instanceof Node && !area.current?.contains(target)) held.current = null
    }
    document.addEventListener('pointerdown', letGo)
    return () => document.removeEventListener('pointerdown', letGo)
  }, [area])
  useLayoutEffect(() => {
    if (held.current === null || document.activeElement !== document.body) return
    if (area.current) next(area.current, held.current)?.focus()
    // Nothing is left of it.
    else document.querySelector('main')?.focus()
  })
  return {
    onFocus: ({ target }: FocusEvent) => {
      // A dialog of the area is not in it; it gives the focus back to its button, if that is there.
      if (area.current?.contains(target)) held.current = buttonsOf(area.current).findIndex((each) => each === target)
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget && !relatedTarget.closest('[role=dialog], [role=menu]')) held.current = null
    },
  }
}

/** The button that stands in that place now, or the last one. */
export function buttonAt(area: HTMLElement, at: number): HTMLElement | undefined {
  const buttons = buttonsOf(area)
  return buttons[Math.min(Math.max(at, 0), buttons.length - 1)]
}

function buttonsOf(area: HTMLElement): HTMLElement[] {
  return [...area.querySelectorAll<HTMLElement>('button, a[href]')]
}
