import { useEffect } from 'react'

/**
 * For a dialog that stands while its owner shows it: when it goes, the focus is where it was before (R10.4). Mantine's own
 * way back asks for a dialog that is always there and opens and closes.
 */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = openerOf(document.activeElement)
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
}

/** A menu is gone by then: its button stands for it. */
function openerOf(active: Element | null): Element | null {
  const menu = active?.closest('[role=menu]')
  const button = menu?.getAttribute('aria-labelledby')
  return button ? document.getElementById(button) : active
}
