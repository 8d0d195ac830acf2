import { useEffect, useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'

type Held = {
  readonly visit: string
  readonly button: number
  /** A hand on the mouse finds the page where it was. */
  readonly isByPointer: boolean
}

/**
 * R10.4: a visit whose status changes stands in another section from then on, and the focus goes along with it.
 * @param list rows with `data-visit`, their buttons in the same order in every section
 */
export function useFocusGoesAlong(list: RefObject<HTMLElement | null>) {
  const held = useRef<Held | null>(null)
  useEffect(() => {
    const letGo = ({ target }: PointerEvent) => {
      // A row's menu stands elsewhere in the page.
      if (!(target instanceof Element) || !target.closest('[role=menu]')) held.current = null
    }
    document.addEventListener('pointerdown', letGo)
    return () => document.removeEventListener('pointerdown', letGo)
  }, [])
  useLayoutEffect(() => {
    if (!held.current || document.activeElement !== document.body) return
    const { visit, button, isByPointer } = held.current
    buttonsOf(list.current?.querySelector(`[data-visit="${visit}"]`))[button]?.focus({ preventScroll: isByPointer })
  })
  return {
    onFocus: ({ target }: FocusEvent) => {
      const row = target.closest<HTMLElement>('[data-visit]')
      const visit = row?.dataset['visit']
      if (!visit) return
      // An act that goes when it is done leaves the focus on whom it was about.
      const button = Math.max(
        buttonsOf(row).findIndex((each) => each === target),
        0,
      )
      held.current = { visit, button, isByPointer: !target.matches(':focus-visible') }
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget && !relatedTarget.closest('[role=menu]')) held.current = null
    },
  }
}

/** The first opens the chart, the last has the status; an act between them may come and go. */
function buttonsOf(row: Element | null | undefined): HTMLElement[] {
  const buttons = [...(row?.querySelectorAll('button') ?? [])]
  return buttons.length > 2 ? [buttons[0], buttons.at(-1)].filter((each) => each !== undefined) : buttons
}
