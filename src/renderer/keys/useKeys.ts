import { useEffect, useLayoutEffect, useRef } from 'react'
import { keyPressed, type KeyName } from './keys.ts'

/** `false`: it can do nothing now, where the focus is. */
type Binding = ((event: KeyboardEvent) => void) | ((event: KeyboardEvent) => boolean)
type Bindings = { readonly [Name in KeyName]?: Binding | null }

/** What somebody types into, and what has letters of its own. */
const TYPED_INTO = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]'
const OWN_KEYS = '[role=menu], [role=listbox]'

/**
 * R10.4: binds keys of the list for as long as the component stands. Those without Control do nothing while one types, in a
 * menu, or behind a dialog; a key that is held down acts once.
 * @param bindings a key that can do nothing now is null or answers so, and goes on to the next binding or whoever else has it
 */
export function useKeys(bindings: Bindings): void {
  const latest = useRef(bindings)
  useLayoutEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return
      // Only names of the list can stand in the bindings.
      const names = (Object.keys(latest.current) as KeyName[]).filter((name) => latest.current[name])
      const meant = names.filter((name) => keyPressed([name], event))
      if (meant.length === 0 || !isFree(event)) return
      if (meant.some((name) => latest.current[name]?.(event) !== false)) event.preventDefault()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

/** Whether nothing else has a better right to the key. */
function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(`${TYPED_INTO}, ${OWN_KEYS}`)) return false
  // Arrows go from one choice to the next.
  if (event.key.startsWith('Arrow') && target?.closest('input[type=radio]')) return false
  return document.querySelector('[role=dialog][aria-modal=true]') === null && !target?.closest('[role=dialog]')
}
