import { useEffect, useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'

/**
 * R10.4: a visit whose status changes stands in another section from then on, and the focus goes along with it.
 * @param list rows with `data-visit`, their buttons in the same order in every section
 */
export function useFocusGoesAlong(list: RefObject<HTMLElement | null>) {
  const held = useRef<{ readonly visit: string; readonly button: number } | null>(null)
  useEffect(() => {
    const letGo = () => {
      held.current = null
    }
    document.addEventListener('pointerdown', letGo)
    return () => document.removeEventListener('pointerdown', letGo)
  }, [])
  useLayoutEffect(() => {
    if (!held.current || document.activeElement !== document.body) return
    const { visit, button } = held.current
    buttonsOf(list.current?.querySelector(`[data-visit="${visit}"]`))[button]?.focus()
  })
  return {
    onFocus: ({ target }: FocusEvent) => {
      const row = target.closest<HTMLElement>('[data-visit]')
      // A row's menu stands elsewhere in the page. A pointer's focus is nobody's place to go on from.
      if (!row || !target.matches(':focus-visible')) return
      const button = buttonsOf(row).findIndex((each) => each === target)
      // An act that goes when it is done leaves the focus on whom it was about.
      held.current = row.dataset['visit'] ? { visit: row.dataset['visit'], button: Math.max(button, 0) } : null
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
