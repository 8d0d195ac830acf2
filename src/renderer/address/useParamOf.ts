import { useEffect, useRef } from 'react'
import { useSearch } from 'wouter'
import { setParam } from './useParam.ts'

/**
 * Keeps the address and something that is kept elsewhere (a form that somebody types in) the same: whichever changes, the other
 * follows.
 * @param value what is open, as it stands in the address; null when nothing is
 * @param open something was in the address when the page was loaded, or one came back to it
 * @param close it is no longer in the address
 */
export function useParamOf(
  name: string,
  value: string | null,
  { open, close }: { readonly open: (value: string) => void; readonly close: () => void },
): void {
  const inAddress = new URLSearchParams(useSearch()).get(name)
  const seen = useRef<string | null>(null)
  useEffect(() => {
    const hasMoved = inAddress !== seen.current
    seen.current = inAddress
    if (inAddress === value) return
    if (!hasMoved) {
      setParam(name, value)
      seen.current = value
    } else if (inAddress === null) close()
    else open(inAddress)
  })
}
