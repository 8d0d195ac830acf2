import { useCallback } from 'react'
import { useSearch } from 'wouter'
import { navigate } from 'wouter/use-browser-location'

/**
 * One thing that is open or chosen on a page, as it stands in the address (`?visit=…`): it can be loaded again, gone back from and
 * opened in a second window. Opening it is a step that Back takes back; closing it and choosing another is none.
 * @returns its value, null where the address has none; and how to change it
 */
export function useParam(name: string): readonly [string | null, (value: string | null) => void] {
  const value = new URLSearchParams(useSearch()).get(name)
  const set = useCallback((next: string | null) => setParam(name, next), [name])
  return [value, set]
}

/**
 * Of the address as it stands now, so that two changes in one turn both hold.
 * @param isStep whether Back comes back to how it was; by default where something opens that was not open
 */
export function setParam(name: string, next: string | null, isStep?: boolean): void {
  const { pathname, search } = window.location
  const params = new URLSearchParams(search)
  const before = params.get(name)
  if (before === next) return
  if (next === null) params.delete(name)
  else params.set(name, next)
  const text = params.toString()
  navigate(text ? `${pathname}?${text}` : pathname, { replace: !(isStep ?? (before === null && next !== null)) })
}
