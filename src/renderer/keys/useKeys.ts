import { useEffect, useLayoutEffect, useRef } from 'react'
import { keyPressed, type KeyName } from './keys.ts'

type Bindings = { readonly [Name in KeyName]?: (() => void) | null }

/** What somebody types into, and what has letters of its own. */
const TYPED_INTO = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]'
const OWN_KEYS = '[role=menu], [role=listbox]'

/**
 * R10.4: binds keys of the list for as long as the component stands. Those without Control do nothing while one types, in a
 * menu, or behind a dialog; a key that is held down acts once.
 * @param bindings a key that can do nothing now is null, so that it goes on to whoever else has it
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
      const name = keyPressed(names, event)
      if (!name || !isFree(event)) return
      event.preventDefault()
      latest.current[name]?.()
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
  return document.querySelector('[role=dialog][aria-modal=true]') === null && !target?.closest('[role=dialog]')
}
