import type { KeyboardEvent } from 'react'

/** R10.4: up and down a list of `li`, from whatever stands in one to the `data-row` of the next, which holds on at the ends. */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const list = event.currentTarget
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const here = document.activeElement?.closest('li')
  const at = rows.findIndex((row) => here?.contains(row))
  // What a menu says comes through React from elsewhere in the page.
  if (step === 0 || at < 0 || event.defaultPrevented || !list.contains(event.target as Node)) return
  event.preventDefault()
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus()
}
